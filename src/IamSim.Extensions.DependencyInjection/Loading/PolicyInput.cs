using System.Collections.Frozen;

namespace IamSim.Extensions.DependencyInjection.Loading;

/// <summary>Everything that a load reads, read at once: the options and the bytes of the files.</summary>
/// <param name="Options">The valid options.</param>
/// <param name="Files">The files by the path that the options give; empty for policies from code.</param>
/// <param name="Fingerprint">Tells whether two inputs say the same; <c>null</c> for policies from code, where nobody knows.</param>
internal sealed record PolicyInput(PolicySetOptions Options, FrozenDictionary<string, PolicyFile> Files, string? Fingerprint);

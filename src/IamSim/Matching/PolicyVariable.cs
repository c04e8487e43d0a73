using IamSim.Identifiers;

namespace IamSim.Matching;

/// <summary>A <c>${key}</c> or <c>${key, 'default'}</c> of a policy (VAR-1, VAR-7).</summary>
internal sealed record PolicyVariable(ContextKey Key, string? Default);

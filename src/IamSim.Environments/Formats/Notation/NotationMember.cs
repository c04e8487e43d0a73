using IamSim.Diagnostics;

namespace IamSim.Environments.Formats.Notation;

/// <summary>A member of a mapping.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NameSpan">Where the name stands.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct NotationMember(string Name, SourceSpan NameSpan, NotationNode Value);

using IamSim.Diagnostics;

namespace IamSim.Policies;

/// <summary>A member of a document or statement that the policy grammar does not know, kept as it was written.</summary>
/// <param name="Name">Its name and place.</param>
/// <param name="Span">The place of its value.</param>
public sealed record UnknownElement(PolicyValue Name, SourceSpan Span);

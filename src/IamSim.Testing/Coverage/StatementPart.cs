using IamSim.Diagnostics;

namespace IamSim.Testing;

/// <summary>A part of a statement that is counted by itself.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The entry, or the operator and the key.</param>
/// <param name="Span">Its place.</param>
internal sealed record StatementPart(CoveredElementKind Kind, string Text, SourceSpan Span);

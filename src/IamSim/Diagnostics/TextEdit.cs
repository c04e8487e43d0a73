namespace IamSim.Diagnostics;

/// <summary>A run of characters and what takes its place. <c>default</c> changes nothing.</summary>
/// <param name="Span">What is replaced, in the source text as it was read; of length 0 to insert in front of a character.</param>
/// <param name="NewText">The text in its place, as JSON writes it; empty to delete.</param>
public readonly record struct TextEdit(SourceSpan Span, string NewText);

using System.Collections.Immutable;

namespace IamSim.Diagnostics;

/// <summary>A change of a source text that mends a finding. Immutable and thread-safe.</summary>
/// <param name="Title">What it does, as an imperative without a final period, such as <c>remove the duplicate action</c>.</param>
/// <param name="Edits">The edits in the order of the text; they do not overlap and all are to be made.</param>
public sealed record DiagnosticFix(string Title, ImmutableArray<TextEdit> Edits)
{
    /// <summary>A fix of one edit.</summary>
    /// <param name="title">What it does.</param>
    /// <param name="span">What is replaced.</param>
    /// <param name="newText">The text in its place.</param>
    public static DiagnosticFix Replace(string title, SourceSpan span, string newText) => new(title, [new TextEdit(span, newText)]);

    /// <summary>The title.</summary>
    public override string ToString() => Title;
}

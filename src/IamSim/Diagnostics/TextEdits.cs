using System.Text;

namespace IamSim.Diagnostics;

/// <summary>Makes the edits of fixes.</summary>
internal static class TextEdits
{
    /// <summary>Makes the fixes that are apart from each other: of two that meet, the one that begins first. Sorts, and is else linear.</summary>
    /// <param name="source">The text that the findings are about.</param>
    /// <param name="findings">Findings; those without a fix are passed over.</param>
    /// <param name="made">The findings whose fixes were made, in the order of the text.</param>
    public static string Apply(SourceText source, IEnumerable<Diagnostic> findings, out IReadOnlyList<Diagnostic> made)
    {
        var chosen = new List<Diagnostic>();
        var text = new StringBuilder(source.Text.Length);
        int copied = 0;
        int taken = -1;
        foreach (Diagnostic finding in findings.Where(static finding => finding.Fix is { Edits: { IsDefaultOrEmpty: false } edits } && AreOrdered(edits.AsSpan(), finding.Source.Text.Length)).OrderBy(static finding => finding.Fix!.Edits[0].Span.Start))
        {
            // What only touches could still be about the same comma.
            if (finding.Fix!.Edits[0].Span.Start <= taken)
            {
                continue;
            }

            foreach (TextEdit edit in finding.Fix.Edits)
            {
                text.Append(source.Text, copied, edit.Span.Start - copied).Append(edit.NewText);
                copied = taken = edit.Span.End;
            }

            chosen.Add(finding);
        }

        made = chosen;
        return text.Append(source.Text, copied, source.Text.Length - copied).ToString();
    }

    // A fix made by hand may hold anything.
    private static bool AreOrdered(ReadOnlySpan<TextEdit> edits, int length)
    {
        int end = 0;
        foreach (TextEdit edit in edits)
        {
            if (edit.Span.Start < end || edit.Span.Length < 0 || edit.NewText is null || edit.Span.Length > length - edit.Span.Start)
            {
                return false;
            }

            end = edit.Span.End;
        }

        return true;
    }
}

using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Linting;

/// <summary>Makes the fixes of findings. Thread-safe.</summary>
/// <remarks>
/// A fix is made without asking, so findings carry one only where it is safe: it changes no decision, or it repairs what AWS refuses or what can never
/// match, and there is one way to do so.
/// </remarks>
public static class PolicyFixer
{
    // One fix may uncover another: an operator without keys leaves a Condition without operators. No more than a few follow.
    private const int MaximumRounds = 10;

    private static readonly DiagnosticDescriptor[] Harm =
    [
        DiagnosticDescriptors.InvalidJson, DiagnosticDescriptors.InvalidUnicode, DiagnosticDescriptors.TooDeep, DiagnosticDescriptors.DuplicateName, DiagnosticDescriptors.UnexpectedKind, DiagnosticDescriptors.TooManyParts,
        DiagnosticDescriptors.PolicyTooLarge,
    ];

    /// <summary>Makes fixes until none is left. Lints at most eleven times.</summary>
    /// <param name="source">The text.</param>
    /// <param name="lint">Tells the findings of a text. Suppressed ones are not fixed. Must not depend on anything else.</param>
    /// <returns>The text with the fixes and what is left. Fixes that would make a policy too large, or no policy, are taken back with all others of their round.</returns>
    public static FixedPolicy Fix(SourceText source, Func<SourceText, ImmutableArray<LintFinding>> lint)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(lint);
        SourceText original = source;
        var made = new List<(int Offset, AppliedFix Fix)>();
        var rounds = new List<TextEdit[]>();
        ImmutableArray<LintFinding> findings = lint(source);
        for (int round = 0; round < MaximumRounds; round++)
        {
            string text = TextEdits.Apply(source, findings.Where(static finding => !finding.IsSuppressed).Select(static finding => finding.Diagnostic), out IReadOnlyList<Diagnostic> now);
            if (now.Count == 0 || string.Equals(text, source.Text, StringComparison.Ordinal))
            {
                break;
            }

            var next = new SourceText(text, source.Name);
            ImmutableArray<LintFinding> left = lint(next);
            if (CountHarm(left) > CountHarm(findings))
            {
                break;
            }

            foreach (Diagnostic finding in now)
            {
                int offset = ToOriginal(finding.Span.Start, rounds);
                made.Add((offset, new AppliedFix(finding.Descriptor, finding.Fix!.Title, original.GetPosition(offset))));
            }

            rounds.Add([.. now.SelectMany(static finding => finding.Fix!.Edits)]);
            (source, findings) = (next, left);
        }

        return new FixedPolicy(source, [.. made.OrderBy(static pair => pair.Offset).Select(static pair => pair.Fix)], findings);
    }

    private static int ToOriginal(int offset, List<TextEdit[]> rounds)
    {
        foreach (TextEdit[] edits in Enumerable.Reverse(rounds))
        {
            int shift = 0;
            foreach (TextEdit edit in edits)
            {
                int start = edit.Span.Start + shift;
                if (offset < start)
                {
                    break;
                }

                // What the edit itself brought stands where it was made.
                if (offset < start + edit.NewText.Length)
                {
                    shift = offset - edit.Span.Start;
                    break;
                }

                shift += edit.NewText.Length - edit.Span.Length;
            }

            offset -= shift;
        }

        return offset;
    }

    // A longer text may be too long: better a warning that stays than an error that comes.
    private static int CountHarm(ImmutableArray<LintFinding> findings) => findings.Count(static finding => Harm.Contains(finding.Diagnostic.Descriptor));
}

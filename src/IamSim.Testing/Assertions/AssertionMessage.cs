using System.Collections.Immutable;
using System.Text;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Explanations;

namespace IamSim.Testing;

/// <summary>Says what was expected and found, and what helps.</summary>
internal static class AssertionMessage
{
    private const int MaximumListed = 20;

    /// <summary>Writes the message.</summary>
    /// <param name="expectation">What was expected, as a sentence without its end.</param>
    /// <param name="asked">How many cases were asked.</param>
    /// <param name="failures">Those that do not hold; at least one.</param>
    /// <param name="isLastStepKnown">Whether it is certain that nothing more was going to be said.</param>
    public static string Write(string expectation, int asked, ImmutableArray<PolicyTestResult> failures, bool isLastStepKnown)
    {
        var text = new StringBuilder();
        PolicyTestResult first = failures[0];
        Explanation explanation = first.Explain();
        if (asked == 1)
        {
            Line(text, $"{expectation}, but {Found(first, explanation)}");
        }
        else
        {
            Line(text, $"{expectation}, but that does not hold for {failures.Length} of {asked}:");
            foreach (PolicyTestResult failure in failures.Take(MaximumListed))
            {
                Line(text, $"  {failure.Case.Action} on {failure.Case.Resource}: {Found(failure, failure.Explain())}");
            }

            if (failures.Length > MaximumListed)
            {
                Line(text, $"  and {failures.Length - MaximumListed} more");
            }
        }

        if (SmallestFix(first, explanation) is { } fix)
        {
            Line(text, $"smallest fix: {fix}");
        }

        if (!isLastStepKnown)
        {
            Line(text, "it was checked before the end of the sentence, which cannot be told here: write the sentence in one piece, or When(…) in front of Should()");
        }

        text.Append('\n');
        if (asked > 1)
        {
            Line(text, $"the first of them, {first.Case.Action} on {first.Case.Resource}:");
        }

        return text.Append(explanation).ToString().TrimEnd('\n');
    }

    private static string Found(PolicyTestResult result, Explanation explanation)
    {
        Decision decision = explanation.Decision;
        string found = decision.Kind switch
        {
            DecisionKind.Allowed => "it is allowed",
            DecisionKind.ExplicitDeny => "it is explicitly denied",
            _ => "it is implicitly denied",
        };
        string by = decision.Statement is { } statement ? $" by {statement}" : decision.Rule is { } rule ? $" by {rule.Id} ({rule.Name})" : "";
        return result.Verdict == PolicyTestVerdict.Uncertain ? $"that is not certain: {string.Join("; ", result.Gaps.Where(Matters(decision)).Select(static gap => gap.Message))}" : found + by;
    }

    private static Func<EnvironmentGap, bool> Matters(Decision decision) => decision.IsAllowed ? static gap => gap.UnsettlesAllow : static gap => gap.Unsettles;

    // Of an allow that is not wanted the statement is told already; only its author knows what else it is for.
    private static string? SmallestFix(PolicyTestResult result, Explanation explanation) => result.Verdict switch
    {
        PolicyTestVerdict.Failed when result.Case.Expected == ExpectedDecision.Allow && explanation.ProposeFixes(1) is [var fix] => $"it would be allowed if {fix}",
        PolicyTestVerdict.Failed when result.Case.Expected != ExpectedDecision.Allow && explanation.Decision is { IsAllowed: true, Statement: { } statement } => $"take it out of the statement at {statement}",
        _ => null,
    };

    private static void Line(StringBuilder text, string line) => text.Append(PrintableText.Line(line)).Append('\n');
}

using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Actions and resources that another entry of the same list covers wholly. One finding for a list, so that long lists do not hide other findings.</summary>
internal sealed class RedundantEntryRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedStatement statement in policy.Statements)
        {
            if (statement.ActionElement is { Values.Length: > 1 } actions)
            {
                int[] coveredBy = Redundancy.Find([.. statement.Actions.Select(TextOf)], WildcardAlgebra.Covers);
                Report(LintDescriptors.RedundantAction, "action", actions, coveredBy, reporter);
            }

            if (statement.ResourceElement is { Values.Length: > 1 } resources)
            {
                int[] coveredBy = Redundancy.Find([.. statement.Resources.Select(static resource => resource.Value.Kind == PolicyValueKind.String ? resource.Text : null)], ResourceCoverage.Covers);
                Report(LintDescriptors.RedundantResource, "resource", resources, coveredBy, reporter);
            }
        }
    }

    // GRAM-40: without case. "*:*" is everything like "*".
    private static string? TextOf(LintedAction action) => !action.IsWellFormed ? null : action.IsEverything ? "*" : action.Folded;

    private static void Report(DiagnosticDescriptor descriptor, string noun, PolicyElement element, int[] coveredBy, LintReporter reporter)
    {
        int first = Array.FindIndex(coveredBy, static index => index >= 0);
        if (first < 0)
        {
            return;
        }

        int more = coveredBy.Count(static index => index >= 0) - 1;
        PolicyValue value = element.Values[first];
        PolicyValue cover = element.Values[coveredBy[first]];
        string message = $"the {noun} {JsonNode.Quote(value.Text)} {(IsSame(value.Text, cover.Text, noun) ? "stands twice" : $"is covered by {JsonNode.Quote(cover.Text)}")}";
        string likewise = more == 0 ? "" : $", and {more} more of the list {(more == 1 ? "is" : "are")} redundant too";
        var fix = new DiagnosticFix(more == 0 ? $"remove the redundant {noun}" : $"remove the {more + 1} redundant {noun}s", JsonRemoval.OfEntries([.. element.Values.Select(static entry => entry.Span)], index => coveredBy[index] >= 0));
        reporter.Report(descriptor, value.Span, message + likewise, more == 0 ? "remove it" : $"remove {Names(element, coveredBy)}", fix);
    }

    private static bool IsSame(string left, string right, string noun) => noun == "action" ? AsciiFold.Equals(left, right) : left == right;

    private static string Names(PolicyElement element, int[] coveredBy) =>
        ListedNames.Of([.. Enumerable.Range(0, coveredBy.Length).Where(index => coveredBy[index] >= 0)], index => element.Values[index].Text);
}

using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Matching;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Compares Resource and NotResource with a resource.</summary>
internal static class ResourceAnalysis
{
    private const int Parts = 6;

    public static ResourceExplanation Analyze(CompiledStatement statement, string resource, PatternMode mode, EvaluationContext context)
    {
        PolicyElement? element = statement.Source.Resource ?? statement.Source.NotResource;
        bool negated = statement.ResourcesAreExcluded;
        bool matches = statement.MatchesResource(resource, context);
        ImmutableArray<PolicyValue> entries = [.. (element?.Values ?? []).Where(static value => value.Kind != PolicyValueKind.Null)];
        SourceSpan whole = StatementAnalysis.SpanOf(statement, element);
        if (statement.Resources is not { } patterns || entries.Length != patterns.Length)
        {
            // No Resource means the one the policy hangs on (GRAM-25).
            return new ResourceExplanation(matches ? ResourceMismatch.None : ResourceMismatch.EmptyList, negated, null, whole);
        }

        bool lone = resource == "*";
        for (int i = 0; i < entries.Length; i++)
        {
            if (lone ? patterns[i].IsAllStars : patterns[i].IsMatch(resource, context))
            {
                VariableExpansion expansion = VariableExpansion.Of(entries[i].Text, patterns[i].HasVariables, context);
                return new ResourceExplanation(matches ? ResourceMismatch.None : ResourceMismatch.Excluded, negated, entries[i], entries[i].Span)
                {
                    Expanded = patterns[i].HasVariables ? expansion.Text : null,
                    HasLiteralVariable = HasLiteralVariable(entries[i], patterns[i]),
                };
            }
        }

        if (matches || entries.IsEmpty)
        {
            // NotResource that lists something else: its name says more than the bracket that its list begins with.
            return new ResourceExplanation(matches ? ResourceMismatch.None : ResourceMismatch.EmptyList, negated, null, matches ? element!.NameSpan : whole);
        }

        Comparison closest = Enumerable.Range(0, entries.Length).Select(i => Compare(entries[i], patterns[i], resource, mode, context)).MaxBy(static comparison => comparison.Closeness);
        return closest.Explain(negated);
    }

    private static Comparison Compare(PolicyValue entry, TextPattern pattern, string resource, PatternMode mode, EvaluationContext context)
    {
        VariableExpansion expansion = VariableExpansion.Of(entry.Text, pattern.HasVariables, context);
        var comparison = new Comparison(entry, pattern.HasVariables ? expansion.Text : null, ResourceMismatch.FormDiffers, 0) { HasLiteralVariable = HasLiteralVariable(entry, pattern) };
        if (resource == "*")
        {
            return comparison with { Mismatch = ResourceMismatch.ActionHasNoResource };
        }

        string[] left = expansion.Text.Split(':', Parts);
        string[] right = resource.Split(':', Parts);
        int agreed = 0;
        while (agreed < Math.Min(left.Length, right.Length) && Covers(left[agreed], right[agreed]))
        {
            agreed++;
        }

        int closeness = agreed * 1000;
        if (expansion.Unresolved is { } variable)
        {
            // An entry that only lacks the value comes closer than any that is about something else.
            int lacking = Covers(expansion.OpenText, resource) ? Parts * 1000 : closeness;
            return comparison with { Mismatch = ResourceMismatch.VariableUnresolved, UnresolvedKey = variable.Key.Name, Closeness = lacking };
        }

        if (DiffersInCaseOnly(entry.Text, expansion.Text, resource, mode))
        {
            return comparison with { Mismatch = ResourceMismatch.CaseDiffers, Closeness = Parts * 1000 };
        }

        if (agreed == 0 || agreed >= Math.Min(left.Length, right.Length))
        {
            return comparison with { Closeness = closeness };
        }

        return comparison with
        {
            Mismatch = ResourceMismatch.FormDiffers + agreed,
            EntryPart = left[agreed],
            RequestPart = right[agreed],
            Closeness = closeness + StatementAnalysis.CommonPrefix(left[agreed], right[agreed]),
        };
    }

    private static bool HasLiteralVariable(PolicyValue entry, TextPattern pattern) => !pattern.ReplacesVariables && entry.Text.Contains("${", StringComparison.Ordinal);

    // Asked the way the engine asks. What variables filled in is literal (VAR-8), so that such a text is compared as a whole.
    private static bool DiffersInCaseOnly(string written, string expanded, string resource, PatternMode mode) =>
        written.Contains("${", StringComparison.Ordinal)
            ? AsciiFold.Equals(expanded, resource)
            : Pattern.Compile(AsciiFold.ToLower(written), mode).IsMatch(AsciiFold.ToLower(resource));

    // Of one part, to find the one to point at; never what decides.
    private static bool Covers(string pattern, string text) => Pattern.Compile(pattern, PatternMode.Text).IsMatch(text);

    private readonly record struct Comparison(PolicyValue Entry, string? Expanded, ResourceMismatch Mismatch, int Closeness)
    {
        public bool HasLiteralVariable { get; init; }

        public string? EntryPart { get; init; }

        public string? RequestPart { get; init; }

        public string? UnresolvedKey { get; init; }

        public ResourceExplanation Explain(bool negated) => new(Mismatch, negated, Entry, Entry.Span)
        {
            Expanded = Expanded,
            HasLiteralVariable = HasLiteralVariable,
            EntryPart = EntryPart,
            RequestPart = RequestPart,
            UnresolvedKey = UnresolvedKey,
        };
    }
}

using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>
/// Compares a statement with a check element by element. Whether an element matches is always asked of the compiled statement that the
/// evaluator asks; what is worked out here is only which entry did it, or came closest, and how it differs.
/// </summary>
internal static class StatementAnalysis
{
    public static IEnumerable<ElementExplanation> Analyze(CompiledStatement statement, AuthorizationCheck check, EvaluationContext context)
    {
        var elements = new List<ElementExplanation>
        {
            Action(statement, check.Request.FoldedAction),
            ResourceAnalysis.Analyze(statement, check.ResourceText.ToString(), StatementCompiler.ResourceMode(check.Set.Options), context),
        };
        if (statement.Principals is not null)
        {
            elements.Add(PrincipalAnalysis.Analyze(statement, check));
        }

        foreach (Conditions.Condition condition in statement.Conditions)
        {
            elements.Add(ConditionAnalysis.Analyze(condition, statement.Source.Source, context));
        }

        return elements;
    }

    /// <summary>The place of an element that may be missing: then the beginning of the statement.</summary>
    public static SourceSpan SpanOf(CompiledStatement statement, PolicyElement? element) => element?.Span ?? statement.Source.Span with { Length = 1 };

    /// <summary>How much two texts have in common at their beginning.</summary>
    public static int CommonPrefix(ReadOnlySpan<char> left, ReadOnlySpan<char> right) => left.CommonPrefixLength(right);

    private static ActionExplanation Action(CompiledStatement statement, string action)
    {
        PolicyElement? element = statement.Source.Action ?? statement.Source.NotAction;
        bool negated = statement.ActionsAreExcluded;
        bool matches = statement.MatchesAction(action);
        SourceSpan whole = SpanOf(statement, element);
        ImmutableArray<PolicyValue> entries = element?.Values ?? [];
        if (entries.Length != statement.Actions.Length || statement.Source is { Action: not null, NotAction: not null })
        {
            // Missing, conflicting or empty: there is no entry to point at.
            return new ActionExplanation(matches ? ActionMismatch.None : ActionMismatch.EmptyList, negated, null, whole);
        }

        for (int i = 0; i < entries.Length; i++)
        {
            if (statement.Actions[i].IsMatch(action))
            {
                return new ActionExplanation(matches ? ActionMismatch.None : ActionMismatch.Excluded, negated, entries[i], entries[i].Span);
            }
        }

        if (matches || entries.IsEmpty)
        {
            // NotAction that lists something else: its name says more than the bracket that its list begins with.
            return new ActionExplanation(matches ? ActionMismatch.None : ActionMismatch.EmptyList, negated, null, matches ? element!.NameSpan : whole);
        }

        PolicyValue closest = entries.MaxBy(entry => Closeness(entry.Text, action));
        ActionMismatch mismatch = IsOfService(closest.Text, action) ? ActionMismatch.NameDiffers : ActionMismatch.ServiceDiffers;
        return new ActionExplanation(mismatch, negated, closest, closest.Span);
    }

    private static int Closeness(string entry, string action) =>
        CommonPrefix(AsciiFold.ToLower(entry), action) + (IsOfService(entry, action) ? action.Length : 0);

    private static bool IsOfService(string entry, string action)
    {
        int colon = action.IndexOf(':', StringComparison.Ordinal);
        int end = entry.IndexOf(':', StringComparison.Ordinal);
        return end >= 0 && Matching.Pattern.Compile(AsciiFold.ToLower(entry[..end]), Matching.PatternMode.Text).IsMatch(action.AsSpan(0, colon));
    }
}

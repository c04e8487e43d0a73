using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Evaluation;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Context keys that would have to be different for a Deny not to match, or for an Allow to match.</summary>
internal static class ContextRemedies
{
    /// <summary>Each option is a set of keys that settles one statement. Whether that is enough is for the evaluation to say.</summary>
    public static IEnumerable<ImmutableArray<ProposedChange>> For(Explanation explanation)
    {
        if (explanation.Decision.Rule is not null)
        {
            return [];
        }

        return explanation.Decision.Kind == DecisionKind.ExplicitDeny ? Avoid(explanation) : Meet(explanation);
    }

    // One Deny after the other: the next is met in the next round.
    private static IEnumerable<ImmutableArray<ProposedChange>> Avoid(Explanation explanation)
    {
        foreach (CheckExplanation check in explanation.Checks)
        {
            StatementExplanation? denial = check.Layers.SelectMany(static layer => layer.Statements)
                .FirstOrDefault(static statement => statement is { Effect: PolicyEffect.Deny, Outcome: StatementOutcome.Matched });
            if (denial is null)
            {
                continue;
            }

            foreach (Condition condition in denial.Compiled.Conditions)
            {
                if (ContextCandidates.Find(condition, wanted: false, explanation.Scope.Set, explanation.Request, check) is { } change)
                {
                    yield return [change];
                }
            }

            yield break;
        }
    }

    private static IEnumerable<ImmutableArray<ProposedChange>> Meet(Explanation explanation)
    {
        foreach (NearMiss miss in explanation.NearMisses)
        {
            CheckExplanation check = explanation.Checks.First(check => check.Resource == miss.Resource && check.Layers.Any(layer => layer.Kind == miss.Kind && layer.Statements.Contains(miss.Statement)));
            if (miss.Failed.All(static element => element is ConditionExplanation or ResourceExplanation { Expanded: not null }) && Meet(explanation, miss.Statement.Compiled, check) is { } changes)
            {
                yield return changes;
            }
        }
    }

    private static ImmutableArray<ProposedChange>? Meet(Explanation explanation, CompiledStatement statement, CheckExplanation check)
    {
        AccessRequest request = explanation.Request;
        var changes = ImmutableArray.CreateBuilder<ProposedChange>();
        if (!ContextCandidates.With(explanation.Scope.Set, request, check, context => statement.MatchesResource(check.Resource, context)))
        {
            if (ResourceVariables.Find(statement, explanation.Scope.Set, request, check) is not { } variable)
            {
                return null;
            }

            changes.Add(variable);
            (_, request) = variable.Apply(explanation.Scope.Set.Source, request);
        }

        foreach (Condition condition in statement.Conditions)
        {
            if (ContextCandidates.With(explanation.Scope.Set, request, check, condition.Holds))
            {
                continue;
            }

            if (ContextCandidates.Find(condition, wanted: true, explanation.Scope.Set, request, check) is not { } change)
            {
                return null;
            }

            changes.Add(change);
            (_, request) = change.Apply(explanation.Scope.Set.Source, request);
        }

        return changes.Count == 0 ? null : changes.ToImmutable();
    }
}

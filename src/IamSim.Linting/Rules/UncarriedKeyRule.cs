using System.Collections.Frozen;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.ServiceData;

namespace IamSim.Linting.Rules;

/// <summary>A condition on a key that no action of its statement brings along (COND-4, COND-11).</summary>
internal sealed class UncarriedKeyRule : ILintRule
{
    // The credentials bring these along, whatever the action.
    private static readonly FrozenSet<string> OfCredentials = new[]
    {
        "ec2:RoleDelivery", "ec2:SourceInstanceARN", "glue:CredentialIssuingService", "glue:RoleAssumedBy", "lambda:SourceFunctionArn", "ssm:SourceInstanceARN",
    }.ToFrozenSet(AsciiFold.Comparer.Instance);

    // A statement about so many actions is about a service, and nearly every key of it.
    private const int MostActions = 200;

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedStatement statement in policy.Statements.Where(static statement => !statement.IsNotAction && statement.Conditions.Length > 0))
        {
            LintedCondition[] candidates = [.. statement.Conditions.Where(condition => condition.Spelling.IsKnown && IsOfOneService(condition, policy))];
            if (candidates.Length == 0 || Actions(statement) is not { } actions)
            {
                continue;
            }

            foreach (LintedCondition condition in candidates.Where(condition => actions.TrueForAll(action => action.FindConditionKey(condition.KeyName) is null)))
            {
                reporter.Report(LintDescriptors.UncarriedKey, condition.Key.Key.Span, $"no action of the statement carries {JsonNode.Quote(condition.KeyName)}, so {Outcome(statement, condition)}", "use a key that the actions carry, or move them to a statement without it");
            }
        }
    }

    private static bool IsOfOneService(LintedCondition condition, LintedPolicy policy)
    {
        if (condition.Definition is not { IsGlobal: false })
        {
            return false;
        }

        int colon = condition.KeyName.IndexOf(':', StringComparison.Ordinal);
        // A key that no action of its own service is said to carry is carried by actions that nobody lists.
        return colon > 0 && !OfCredentials.Contains(condition.KeyName)
            && policy.Services.FindService(condition.KeyName[..colon]) is { } service && !SplitServices.Contains(service.Prefix)
            && service.Actions.Any(action => action.FindConditionKey(condition.KeyName) is not null);
    }

    // null where an action is not known, or where there are too many.
    private static List<ActionDefinition>? Actions(LintedStatement statement)
    {
        var actions = new List<ActionDefinition>();
        foreach (LintedAction entry in statement.Actions)
        {
            if (entry.IsEverything || entry.HasWildcardInPrefix || entry.Expansion.Count == 0 || actions.Count + entry.Expansion.Count > MostActions)
            {
                return null;
            }

            actions.AddRange(entry.Expansion);
        }

        return actions.Count == 0 ? null : actions;
    }

    private static string Outcome(LintedStatement statement, LintedCondition condition)
    {
        bool holds = condition.IsNull ? condition.Key.Values is [{ Text: "true" }] : HoldsWithoutKey(condition);
        return holds ? "the test always holds" : statement.IsDeny ? "the statement never denies" : "the statement never allows";
    }

    // COND-4, COND-11, COND-12.
    private static bool HoldsWithoutKey(LintedCondition condition) => condition.Spelling.Set switch
    {
        Conditions.SetOperator.ForAllValues => true,
        Conditions.SetOperator.ForAnyValue => condition.Spelling.IfExists,
        _ => condition.Spelling.IfExists || condition.Spelling.Operator!.IsNegated,
    };
}

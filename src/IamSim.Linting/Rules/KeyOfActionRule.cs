using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.ServiceData;

namespace IamSim.Linting.Rules;

/// <summary>A key of a service in a statement whose actions never carry it.</summary>
internal sealed class KeyOfActionRule : ILintRule
{
    // Keys that sessions of some services bring into every request.
    private static readonly string[] CrossService =
    [
        "ec2:RoleDelivery", "ec2:SourceInstanceArn", "glue:RoleAssumedBy", "glue:CredentialIssuingService", "codebuild:BuildArn", "codebuild:ProjectArn",
        "lambda:SourceFunctionArn", "ssm:SourceInstanceArn", "identitystore:UserId",
    ];

    // A pattern of so many actions is about a service, and nearly every key of it.
    private const int MostActions = 200;

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedStatement statement in policy.Statements)
        {
            if (statement.IsNotAction)
            {
                continue;
            }

            foreach (LintedCondition condition in statement.Conditions)
            {
                if (AsksForValue(statement, condition) && OwnerOf(condition, policy.Services) is { } owner)
                {
                    Check(statement, condition, owner, reporter);
                }
            }
        }
    }

    // Where a missing key is provided for, or where a Deny then reaches further, nothing is lost.
    private static bool AsksForValue(LintedStatement statement, LintedCondition condition) =>
        condition.Spelling is { IsKnown: true, IfExists: false, Set: not SetOperator.ForAllValues } && !condition.IsNull && (statement.IsAllow || !condition.Spelling.Operator!.IsNegated);

    private static ServiceDefinition? OwnerOf(LintedCondition condition, ServiceReference services)
    {
        string key = condition.KeyName;
        int colon = key.IndexOf(':', StringComparison.Ordinal);
        // Of global keys and those about tags others tell.
        return colon <= 0 || condition.Definition is null or { IsGlobal: true } || key.Contains('/', StringComparison.Ordinal) || CrossService.Any(name => AsciiFold.Equals(name, key)) || ReferenceGaps.HasMoreActionsForKeysOf(key[..colon])
            ? null : services.FindService(key[..colon]);
    }

    private static void Check(LintedStatement statement, LintedCondition condition, ServiceDefinition owner, LintReporter reporter)
    {
        var without = new List<LintedAction>();
        foreach (LintedAction action in statement.Actions)
        {
            // AWS looks at actions written in full only. Of a wildcard as much can be said where none of its actions carries the key.
            if (!action.HasWildcardInPrefix && action.Expansion is { Count: > 0 and <= MostActions } known && known.All(definition => definition.FindConditionKey(condition.KeyName) is null))
            {
                without.Add(action);
            }
        }

        if (without.Count == 0 || !owner.Actions.Any(action => action.FindConditionKey(condition.KeyName) is not null))
        {
            return;
        }

        string names = ListedNames.Of(without, static action => action.Text);
        string outcome = condition.Spelling.Operator!.IsNegated ? "always holds" : "never holds";
        reporter.Report(LintDescriptors.KeyOfOtherActions, condition.Key.Key.Span, $"requests for {names} do not carry {JsonNode.Quote(condition.KeyName)}, so for them the condition {outcome}", $"move these actions to a statement without the key (as of {reporter.AsOf})");
    }
}

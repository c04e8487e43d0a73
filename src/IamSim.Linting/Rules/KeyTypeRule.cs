using IamSim.Conditions;
using IamSim.Conditions.Operators;
using IamSim.Json;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Linting.Rules;

/// <summary>Operators that do not fit the type of a key of a service (semantics 2.4). Of global keys the validator has told.</summary>
internal sealed class KeyTypeRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedCondition condition in policy.Statements.SelectMany(static statement => statement.Conditions))
        {
            if (!condition.Compares() || condition.Definition is not { IsGlobal: false } definition || Fits(condition, definition))
            {
                continue;
            }

            OperatorSpelling spelling = condition.Spelling;
            string prefix = spelling.Set == SetOperator.None ? "" : spelling.Set + ":";
            string message = $"{JsonNode.Quote(condition.KeyName)} holds {Words(definition.Type)}, which {spelling.Operator!.Name} does not compare as such";
            reporter.Report(LintDescriptors.ServiceKeyType, condition.Element.Operator.Span, message, $"write {prefix}{Fitting(definition.Type, spelling.Operator.IsNegated)}");
        }
    }

    private static bool Fits(LintedCondition condition, ConditionKeyDefinition definition) =>
        Accepted(condition.Spelling.Operator!.Operator) is not { } accepted
        || definition.Types.Any(type => type == ConditionKeyType.Unknown || accepted.Contains(type))
        // AWS calls many a key text that holds ARNs.
        || (condition.Spelling.Operator.Operator is ArnLikeOperator && definition.Types.Contains(ConditionKeyType.String) && condition.Key.Values.All(static value => value.Text.StartsWith("arn:", StringComparison.Ordinal)));

    private static ConditionKeyType[]? Accepted(ConditionOperator comparison) => comparison switch
    {
        // Of ARNs under StringLike another rule tells.
        StringEqualsOperator or StringLikeOperator => [ConditionKeyType.String, ConditionKeyType.Arn],
        ArnLikeOperator => [ConditionKeyType.Arn],
        NumericOperator => [ConditionKeyType.Numeric],
        DateOperator => [ConditionKeyType.Date],
        BoolOperator => [ConditionKeyType.Bool],
        IpAddressOperator => [ConditionKeyType.IPAddress],
        BinaryEqualsOperator => [ConditionKeyType.Binary],
        _ => null,
    };

    private static string Words(ConditionKeyType type) => type switch
    {
        ConditionKeyType.Arn => "an ARN",
        ConditionKeyType.Bool => "true or false",
        ConditionKeyType.Numeric => "a number",
        ConditionKeyType.IPAddress => "an IP address",
        ConditionKeyType.Date => "a date",
        ConditionKeyType.Binary => "bytes",
        _ => "text",
    };

    private static string Fitting(ConditionKeyType type, bool isNegated) => type switch
    {
        ConditionKeyType.Arn => isNegated ? "ArnNotLike" : "ArnLike",
        ConditionKeyType.Bool => isNegated ? "Bool with the opposite value" : "Bool",
        ConditionKeyType.Numeric => isNegated ? "NumericNotEquals" : "NumericEquals, or another Numeric operator",
        ConditionKeyType.IPAddress => isNegated ? "NotIpAddress" : "IpAddress",
        ConditionKeyType.Date => isNegated ? "DateNotEquals" : "DateEquals, or another Date operator",
        ConditionKeyType.Binary => "BinaryEquals",
        _ => isNegated ? "StringNotEquals" : "StringEquals or StringLike",
    };
}

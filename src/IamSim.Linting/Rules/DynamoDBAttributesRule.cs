using IamSim.Identifiers;

namespace IamSim.Linting.Rules;

/// <summary>Attributes of DynamoDB are only looked at where a request names them; one that names none gets all.</summary>
internal sealed class DynamoDBAttributesRule : ILintRule
{
    private static readonly string[] Reads = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan"];

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedStatement statement in policy.Statements.Where(static statement => statement.IsAllow))
        {
            if (statement.Conditions.FirstOrDefault(static condition => condition.Compares() && condition.IsKey("dynamodb:Attributes")) is { } condition
                && !statement.Conditions.Any(SelectsAttributes) && Array.Find(Reads, statement.Covers) is { } read)
            {
                reporter.Report(LintDescriptors.AttributesWithoutSelect, condition.Key.Key.Span, $"a {read} that names no attributes returns all of them, whatever stands here", "add \"StringEquals\": {\"dynamodb:Select\": \"SPECIFIC_ATTRIBUTES\"} to the Condition");
            }
        }
    }

    private static bool SelectsAttributes(LintedCondition condition) =>
        condition.IsKey("dynamodb:Select") && condition.IsStringComparison() && !condition.IsNegated() && condition.Key.Values.All(static value => AsciiFold.Equals(value.Text, "SPECIFIC_ATTRIBUTES"));
}

using IamSim.Json;
using IamSim.Policies;
using IamSim.ServiceData;
using IamSim.Services;

namespace IamSim.Linting.Rules;

/// <summary>ARNs compared as text with wildcards, which then reach over colons (COND-70).</summary>
internal sealed class ArnAsTextRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedCondition condition in policy.Statements.SelectMany(static statement => statement.Conditions))
        {
            if (!condition.IsStringLike() || !IsArn(condition))
            {
                continue;
            }

            // Of a lone star another rule tells: it only asks whether the key is there.
            PolicyValue value = condition.Key.Values.FirstOrDefault(static value => value.Text.AsSpan().ContainsAny('*', '?') && value.Text.AsSpan().ContainsAnyExcept('*'));
            if (value.Text is not null)
            {
                string arn = condition.IsNegated() ? "ArnNotLike" : "ArnLike";
                string effect = IsInLastPart(value.Text) ? "compares it as plain text" : "lets a wildcard reach over its colons";
                reporter.Report(LintDescriptors.ArnAsText, value.Span, $"{JsonNode.Quote(condition.KeyName)} holds an ARN, and {condition.OperatorName} {effect}", $"write {arn}, which compares part by part");
            }
        }
    }

    // Behind the fifth colon the ARN operators let wildcards reach as far (COND-70).
    private static bool IsInLastPart(string value) =>
        value.Split(':', 6) is { Length: 6 } parts && !parts[..5].Any(static part => part.AsSpan().ContainsAny('*', '?'));

    private static bool IsArn(LintedCondition condition)
    {
        Services.ConditionKeyType global = GlobalKeyTypes.Of(condition.KeyName);
        return global == Services.ConditionKeyType.Arn || (global == Services.ConditionKeyType.None && condition.Definition is { IsGlobal: false, Types: [ServiceData.ConditionKeyType.Arn] });
    }
}

using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Linting.Rules;

/// <summary>ForAllValues lets through a request that lacks the key, and an Allow says so nowhere (COND-11).</summary>
internal sealed class ForAllValuesRule : ILintRule
{
    private const string RequestTag = "aws:RequestTag/";

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedStatement statement in policy.Statements.Where(static statement => statement.IsAllow))
        {
            foreach (LintedCondition condition in statement.Conditions.Where(static condition => IsOpen(condition)))
            {
                if (!statement.Conditions.Any(other => NeedsKey(other, condition.KeyName)))
                {
                    reporter.Report(
                        LintDescriptors.ForAllValuesWithoutGuard,
                        condition.Key.Key.Span,
                        $"a request without {JsonNode.Quote(condition.KeyName)} passes {condition.Spelling.Usual}, so the statement allows it",
                        $"if the key must be there, add \"Null\": {{\"{condition.KeyName}\": \"false\"}}");
                }
            }
        }
    }

    // Of a single-valued key the validator, or another rule, has told. A negated test of a list asks for what may not be there, and there need be nothing.
    private static bool IsOpen(LintedCondition condition) =>
        condition.Spelling is { IsKnown: true, Set: SetOperator.ForAllValues, IfExists: false } && !condition.IsNull && !condition.Spelling.Operator!.IsNegated && condition.Definition is { IsMultivalued: true };

    private static bool NeedsKey(LintedCondition condition, string key)
    {
        // Where a tag of the request must be there, so is its key.
        bool isAboutIt = condition.IsKey(key) || (AsciiFold.Equals(key, "aws:TagKeys") && condition.KeyName.StartsWith(RequestTag, StringComparison.OrdinalIgnoreCase));
        return isAboutIt && (condition.FailsWithoutKey() || (condition.Spelling is { IsKnown: true, Set: SetOperator.None } && condition.IsNullTest("false")));
    }
}

using IamSim.Conditions;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Set operators on keys of services that have one value. Of global keys the validator has told.</summary>
internal sealed class SetOperatorRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedStatement statement in policy.Statements)
        {
            foreach (LintedCondition condition in statement.Conditions.Where(static condition => condition.Compares() && condition.Spelling.Set != SetOperator.None))
            {
                Check(statement, condition, reporter);
            }
        }
    }

    private static void Check(LintedStatement statement, LintedCondition condition, LintReporter reporter)
    {
        OperatorSpelling spelling = condition.Spelling;
        string usual = spelling.Operator!.Name;
        string key = JsonNode.Quote(condition.KeyName);
        bool isSingle = condition.Definition is { IsGlobal: false, IsMultivalued: false };
        if (condition.KeyName.EndsWith(":aud", StringComparison.OrdinalIgnoreCase))
        {
            // What holds for any provider says nothing of one.
            CheckAudience(condition, isSingle && condition.Definition is not { IsTemplate: true }, reporter);
            return;
        }

        // COND-4, COND-11: without the set operator a negated one holds for a missing key just the same.
        if (isSingle && spelling is { Set: SetOperator.ForAllValues, IfExists: false } && !condition.IsNegated() && !statement.DemandsKey(condition.KeyName))
        {
            reporter.Report(LintDescriptors.ForAllValuesOfServiceKey, condition.Key.Key.Span, $"{key} has one value, and ForAllValues:{usual} also holds when it is missing", $"write {usual}, or {usual}IfExists if a missing key is to pass");
        }
    }

    // The audience of a token is one text or a list, as its provider likes.
    private static void CheckAudience(LintedCondition condition, bool isSingle, LintReporter reporter)
    {
        OperatorSpelling spelling = condition.Spelling;
        string usual = spelling.Operator!.Name + (spelling.IfExists ? OperatorSpelling.IfExistsSuffix : "");
        string key = JsonNode.Quote(condition.KeyName);
        PolicyValue written = condition.Key.Key;
        if (!isSingle)
        {
            reporter.Report(LintDescriptors.UncertainAudience, written.Span, $"{spelling.Set}: goes with tokens that have several audiences, and whether {key} has, its provider decides", $"write {usual} if the tokens have one audience");
        }
        else if (spelling.Set == SetOperator.ForAnyValue)
        {
            reporter.Report(LintDescriptors.ForAnyValueOfAudience, written.Span, $"{key} has one value, so ForAnyValue: has nothing to choose from", $"write {usual}");
        }
        else
        {
            reporter.Report(LintDescriptors.ForAllValuesOfServiceKey, written.Span, $"{key} has one value, and {spelling.Usual} also holds when it is missing", $"write {usual}");
        }
    }
}

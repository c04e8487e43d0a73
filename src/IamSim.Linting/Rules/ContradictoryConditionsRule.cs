using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Linting.Rules;

/// <summary>Two tests of one key that never hold together, so that the statement never matches (COND-1).</summary>
internal sealed class ContradictoryConditionsRule : ILintRule
{
    private const int Comparisons = 20_000;

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        var budget = new WorkBudget(Comparisons);
        foreach (LintedStatement statement in policy.Statements.Where(static statement => statement.Conditions.Length > 1))
        {
            foreach (IGrouping<string, LintedCondition> tests in statement.Conditions.Where(IsOfOneValue).GroupBy(static condition => condition.KeyName, AsciiFold.Comparer.Instance))
            {
                Check(statement, [.. tests], policy.ReplacesVariables, reporter, ref budget);
            }
        }
    }

    private static void Check(LintedStatement statement, LintedCondition[] tests, bool replacesVariables, LintReporter reporter, ref WorkBudget budget)
    {
        for (int later = 1; later < tests.Length; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                if (!budget.TryTake())
                {
                    return;
                }

                if (ConditionContradiction.Exists(tests[earlier], tests[later], replacesVariables, ref budget))
                {
                    string outcome = statement.IsDeny ? "the statement never denies" : "the statement never allows";
                    reporter.Report(
                        LintDescriptors.ContradictoryConditions,
                        tests[later].Key.Span,
                        $"{JsonNode.Quote(tests[later].KeyName)} cannot pass {tests[later].Spelling.Usual} here and {tests[earlier].Spelling.Usual} on line {LineOf(statement, tests[earlier])}, so {outcome}",
                        "remove one of the two tests, or make two statements of them");
                    return;
                }
            }
        }
    }

    // A set operator looks at several values, of which each may pass another test.
    private static bool IsOfOneValue(LintedCondition condition) =>
        condition.Spelling is { IsKnown: true, Set: SetOperator.None } && condition.Definition is not { IsMultivalued: true } && condition.Key.Values.Length > 0;

    private static int LineOf(LintedStatement statement, LintedCondition condition) => statement.Statement.Source.GetPosition(condition.Key.Span.Start).Line;
}

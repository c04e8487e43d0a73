using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.Linting.Rules;

/// <summary>What one statement allows and another one of the same policy always denies (EVAL-1).</summary>
internal sealed class NullifiedAllowRule : ILintRule
{
    private const int Comparisons = 100_000;

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        var budget = new WorkBudget(Comparisons);
        LintedStatement[] denying = [.. policy.Statements.Where(static statement => statement.IsDeny)];
        foreach (LintedStatement allowing in policy.Statements.Where(static statement => statement is { IsAllow: true, IsNotAction: false }))
        {
            foreach (LintedStatement denial in denying)
            {
                if (StatementCover.CoversResourcesAndCallers(denial, allowing, ref budget))
                {
                    Report(allowing, denial, reporter, ref budget);
                }
            }
        }
    }

    private static void Report(LintedStatement allowing, LintedStatement denial, LintReporter reporter, ref WorkBudget budget)
    {
        var dead = new List<LintedAction>();
        foreach (LintedAction action in allowing.Actions)
        {
            if (action.IsWellFormed && StatementCover.CoversAction(denial, action, ref budget))
            {
                dead.Add(action);
            }
        }

        string by = $"{denial.Name} on line {denial.Statement.Position.Line} denies it for the same requests";
        if (dead.Count > 0 && dead.Count == allowing.Actions.Length)
        {
            reporter.Report(LintDescriptors.NullifiedAllow, allowing.Statement.Effect!.Value.Span, $"the statement allows nothing: {by}", "remove the statement, or narrow the Deny");
            return;
        }

        foreach (LintedAction action in dead)
        {
            reporter.Report(LintDescriptors.NullifiedAllow, action.Value.Span, $"{JsonNode.Quote(action.Text)} is not allowed by this: {by}", "remove the action, or narrow the Deny");
        }
    }
}

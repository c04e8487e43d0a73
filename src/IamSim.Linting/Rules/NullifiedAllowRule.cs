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
        LintedStatement[] denying = [.. policy.Statements.Where(static statement => statement.IsDeny && statement.ActionElement is not null)];
        foreach (LintedStatement allowing in policy.Statements.Where(static statement => statement is { IsAllow: true, IsNotAction: false, IsNotResource: false }))
        {
            foreach (LintedStatement denial in denying)
            {
                if (CoversResourcesAndCallers(denial, allowing, ref budget))
                {
                    Report(allowing, denial, reporter, ref budget);
                }
            }
        }
    }

    private static bool CoversResourcesAndCallers(LintedStatement denial, LintedStatement allowing, ref WorkBudget budget)
    {
        if (!StatementCover.CoversPrincipals(denial.Statement, allowing.Statement) || !StatementCover.IsImplied(denial, allowing))
        {
            return false;
        }

        if (denial.ResourceElement is null || allowing.ResourceElement is null)
        {
            return denial.ResourceElement is null && allowing.ResourceElement is null;
        }

        foreach (LintedResource resource in allowing.Resources)
        {
            if (!StatementCover.CoversResource(denial, resource, ref budget))
            {
                return false;
            }
        }

        return true;
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

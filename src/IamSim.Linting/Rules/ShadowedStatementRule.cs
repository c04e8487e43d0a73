namespace IamSim.Linting.Rules;

/// <summary>A statement that does what a wider one of the same policy does anyway (EVAL-1).</summary>
internal sealed class ShadowedStatementRule : ILintRule
{
    private const int Comparisons = 100_000;

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        var budget = new WorkBudget(Comparisons);
        foreach (LintedStatement statement in policy.Statements.Where(static statement => statement.IsAllow || statement.IsDeny))
        {
            foreach (LintedStatement other in policy.Statements.Where(other => other != statement && other.IsAllow == statement.IsAllow && (other.IsAllow || other.IsDeny)))
            {
                // Of two that cover each other another rule tells; here the later one would have to go.
                if (StatementCover.Covers(other, statement, ref budget) && (other.Index < statement.Index || !StatementCover.Covers(statement, other, ref budget)))
                {
                    Report(statement, other, reporter);
                    break;
                }
            }
        }
    }

    private static void Report(LintedStatement statement, LintedStatement other, LintReporter reporter)
    {
        if (!RedundantStatementRule.AreTwins(statement, other))
        {
            string what = statement.IsAllow ? "allows" : "denies";
            reporter.Report(LintDescriptors.ShadowedStatement, statement.Statement.Effect!.Value.Span, $"the statement {what} nothing that {other.Name} on line {other.Statement.Position.Line} does not", "remove one of the two");
        }
    }
}

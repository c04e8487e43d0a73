namespace IamSim.Linting.Rules;

/// <summary>Prefixes that are to be kept from being listed: a shorter prefix lists them all the same.</summary>
internal sealed class S3PrefixRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedStatement statement in policy.Statements)
        {
            foreach (LintedCondition condition in statement.Conditions.Where(static condition => condition.Compares() && condition.IsKey("s3:prefix") && condition.IsStringComparison()))
            {
                if (statement.IsDeny && !condition.IsNegated())
                {
                    reporter.Report(LintDescriptors.S3PrefixExcluded, condition.Key.Key.Span, "a request with a shorter prefix, or with none, is not denied and lists these objects too", "allow the prefixes that may be listed, or deny with StringNotLike all but them");
                }
                else if (statement.IsAllow && condition.IsNegated())
                {
                    reporter.Report(LintDescriptors.S3PrefixExcluded, condition.Key.Key.Span, "a request with a shorter prefix, or with none, is allowed and lists these objects too", "allow with StringLike the prefixes that may be listed");
                }
            }
        }
    }
}

using System.Globalization;
using IamSim.Validation;

namespace IamSim.Linting.Rules;

/// <summary>A policy that nearly fills its quota: the next statement may not fit (semantics 1.8).</summary>
internal sealed class QuotaUseRule : ILintRule
{
    private const int Percent = 90;

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        if (PolicyQuota.For(policy.Kind, policy.Options) is not { } quota)
        {
            return;
        }

        int size = quota.Measure(policy.Document.ToJson());
        // What is too large the validator has told.
        if (size <= quota.Maximum && size * 100L >= quota.Maximum * (long)Percent)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"the policy takes {size:N0} of the {quota.Maximum:N0} {PolicyQuota.WordsOf(quota.Unit)} that {quota.Subject} may have");
            reporter.Report(LintDescriptors.QuotaNearlyUsed, policy.Document.Span with { Length = 1 }, message, quota.Advice);
        }
    }
}

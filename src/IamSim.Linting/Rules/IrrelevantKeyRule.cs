using IamSim.Json;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Keys that ask a bucket policy what the bucket itself answers.</summary>
internal sealed class IrrelevantKeyRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        if (policy.Kind != PolicyKind.Resource || policy.Options.ResourcePolicyKind is not (ResourcePolicyKind.General or ResourcePolicyKind.S3Bucket))
        {
            return;
        }

        foreach (LintedStatement statement in policy.Statements)
        {
            bool isAboutS3 = policy.Options.ResourcePolicyKind == ResourcePolicyKind.S3Bucket || statement.Actions.All(static action => AsciiFold.Equals(action.Prefix, "s3"));
            foreach (LintedCondition condition in statement.Conditions.Where(condition => isAboutS3 && condition.Compares() && condition.IsKey("s3:ResourceAccount")))
            {
                reporter.Report(LintDescriptors.IrrelevantKey, condition.Key.Key.Span, $"{JsonNode.Quote(condition.KeyName)} is the owner of the bucket, which is the same for every request to it", "use the key in identity policies; here remove it");
            }
        }
    }
}

using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Linting.Rules;

/// <summary>Actions and resources in the policy of a bucket or a key that have nothing to do with it.</summary>
internal sealed class ResourcePolicyScopeRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        if (policy.Kind != PolicyKind.Resource)
        {
            return;
        }

        foreach (LintedStatement statement in policy.Statements)
        {
            switch (policy.Options.ResourcePolicyKind)
            {
                case ResourcePolicyKind.S3Bucket:
                    CheckBucket(statement, policy.Services, reporter);
                    break;
                case ResourcePolicyKind.KmsKey:
                    CheckKey(statement, reporter);
                    break;
            }
        }
    }

    private static void CheckBucket(LintedStatement statement, ServiceReference services, LintReporter reporter)
    {
        foreach (LintedAction action in statement.Actions)
        {
            if (IsForeign(action, "s3"))
            {
                reporter.Report(LintDescriptors.ForeignBucketAction, action.Value.Span, $"a bucket policy is about actions of S3, but found {JsonNode.Quote(action.Text)}", "grant it in an identity policy, or in the policy of the resource that it acts on");
            }
            else if (action.IsWellFormed && !action.HasWildcard && services.FindAction(action.Text) is { } known && !known.ResourceTypes.Any(static type => type.ResourceType.Name is "bucket" or "object"))
            {
                reporter.Report(LintDescriptors.ForeignBucketAction, action.Value.Span, $"{JsonNode.Quote(action.Text)} acts neither on a bucket nor on an object, so a bucket policy cannot name it", "grant it in an identity policy");
            }
        }

        foreach (LintedResource resource in statement.Resources)
        {
            if (resource.IsArn && resource.Service.Length > 0 && !resource.Service.AsSpan().ContainsAny('*', '?') && !AsciiFold.Equals(resource.Service, "s3"))
            {
                reporter.Report(LintDescriptors.ForeignBucketResource, resource.Value.Span, $"a bucket policy is about its bucket and the objects in it, but found {JsonNode.Quote(resource.Text)}", "write arn:aws:s3:::bucket or arn:aws:s3:::bucket/*");
            }
        }
    }

    private static void CheckKey(LintedStatement statement, LintReporter reporter)
    {
        foreach (LintedAction action in statement.Actions)
        {
            if (IsForeign(action, "kms"))
            {
                reporter.Report(LintDescriptors.ForeignKeyAction, action.Value.Span, $"a key policy is about actions of KMS, but found {JsonNode.Quote(action.Text)}", "grant it in an identity policy, or in the policy of the resource that it acts on");
            }
        }
    }

    private static bool IsForeign(LintedAction action, string service) =>
        action.IsWellFormed && !action.IsEverything && !action.HasWildcardInPrefix && !AsciiFold.Equals(action.Prefix, service);
}

using System.Collections.Frozen;

namespace IamSim.Services;

/// <summary>The services that resource control policies reach (RCP-5), as AWS lists them on <see cref="AsOf"/>. See the Organizations User Guide, "Resource control policies".</summary>
internal static class ResourceControlServices
{
    /// <summary>The date of the list.</summary>
    public const string AsOf = "2026-09-26";

    private static readonly FrozenSet<string> Prefixes = new[]
    {
        "appconfig", "appstream", "aoss", "autoscaling", "autoscaling-plans", "budgets", "clouddirectory", "cloudfront", "cloudsearch",
        "cloudtrail-data", "codeartifact", "codebuild", "codecommit", "codepipeline", "cognito-identity", "cognito-idp", "comprehend",
        "comprehendmedical", "compute-optimizer", "cost-optimization-hub", "dax", "dsql", "dynamodb", "ecr", "ecr-public", "events",
        "firehose", "fis", "fms", "gamelift", "health", "inspector-scan", "kendra", "kinesisvideo", "kms", "logs", "memorydb",
        "networkmonitor", "notifications", "opensearch", "pca-connector-ad", "personalize", "polly", "pricing", "resource-groups",
        "rolesanywhere", "s3", "secretsmanager", "servicediscovery", "signin", "sqs", "sts", "support", "swf", "textract",
        "timestream-influxdb", "transcribe", "transfer", "translate", "wafv2", "workspaces", "xray",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a service prefix, in lower case, is on the list.</summary>
    public static bool Contains(string service) => Prefixes.Contains(service);
}

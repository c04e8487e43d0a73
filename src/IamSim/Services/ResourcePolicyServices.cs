using System.Collections.Frozen;

namespace IamSim.Services;

/// <summary>
/// The services whose resources can have a policy, as of the documentation of 2026-09. Not asked by any decision: only what is proposed to
/// mend one depends on it. See the IAM User Guide, "AWS services that work with IAM", column "Resource-based policies".
/// </summary>
internal static class ResourcePolicyServices
{
    private static readonly FrozenSet<string> Prefixes = new[]
    {
        "acm-pca", "backup", "bedrock", "cloud9", "cloudtrail", "codeartifact", "codebuild", "datazone", "dsql", "dynamodb", "ecr", "ecr-public",
        "elasticfilesystem", "es", "events", "execute-api", "glacier", "glue", "iot", "kinesis", "kms", "lambda", "lex", "logs", "mediastore",
        "redshift-serverless", "refactor-spaces", "s3", "s3-outposts", "s3express", "s3tables", "schemas", "secretsmanager", "serverlessrepo", "ses",
        "signer", "sns", "sqs", "ssm-contacts", "ssm-incidents", "vpc-lattice-svcs",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Their service prefixes, in no order.</summary>
    public static IReadOnlyCollection<string> All => Prefixes;

    /// <summary>Whether a resource of a service can have a policy.</summary>
    /// <param name="service">The service prefix of the action, in lower case.</param>
    public static bool Contains(string service) => Prefixes.Contains(service);
}

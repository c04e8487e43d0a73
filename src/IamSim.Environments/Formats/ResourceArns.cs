using IamSim.Environments.Loading;
using IamSim.Identifiers;

namespace IamSim.Environments.Formats;

/// <summary>Makes the ARNs that outputs leave out, from the account, the Region and the name in the path of the file.</summary>
internal static class ResourceArns
{
    private static readonly (string Beginning, string Partition)[] Partitions =
    [
        ("cn-", "aws-cn"), ("us-gov-", "aws-us-gov"), ("us-iso-", "aws-iso"), ("us-isob-", "aws-iso-b"), ("eu-isoe-", "aws-iso-e"), ("us-isof-", "aws-iso-f"), ("eusc-", "aws-eusc"),
    ];

    /// <summary>The partition that a Region is in.</summary>
    public static string PartitionOf(string region)
    {
        foreach ((string beginning, string partition) in Partitions)
        {
            if (region.StartsWith(beginning, StringComparison.Ordinal))
            {
                return partition;
            }
        }

        return "aws";
    }

    /// <summary>The partition of the account in whose folder a file lies, as far as the files before it tell.</summary>
    public static string PartitionOf(EnvironmentFile file, EnvironmentBuilder builder) =>
        file.Region is { } region ? PartitionOf(region) : file.AccountId is { } account && builder.Accounts.TryGetValue(account, out AccountParts? parts) ? parts.Partition ?? "aws" : "aws";

    /// <summary>The ARN of a resource in a Region; <c>null</c> when the path does not say account and Region.</summary>
    /// <param name="file">The file.</param>
    /// <param name="service">The service prefix.</param>
    /// <param name="resource">The last part, such as <c>key/1234abcd</c>.</param>
    public static string? Regional(EnvironmentFile file, string service, string resource) =>
        file.AccountId is { } account && file.Region is { } region ? $"arn:{PartitionOf(region)}:{service}:{region}:{account}:{resource}" : null;

    /// <summary>The ARN of a bucket.</summary>
    public static string Bucket(string name, string partition) => $"arn:{partition}:s3:::{name}";

    /// <summary>Whether an ARN is that of a bucket: access points have a Region and an account in theirs, objects a key.</summary>
    public static bool IsBucket(string arn) => Arn.TryParse(arn, out Arn parsed) && parsed.Service is "s3" && parsed.AccountId.IsEmpty && !parsed.Resource.Contains('/');

    /// <summary>The account in an ARN; <c>null</c> when it has none.</summary>
    public static string? AccountOf(string arn) => Arn.TryParse(arn, out Arn parsed) && AccountId.IsValid(parsed.AccountId) ? parsed.AccountId.ToString() : null;
}

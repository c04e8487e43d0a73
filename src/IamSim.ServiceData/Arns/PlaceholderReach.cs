using System.Collections.Frozen;

namespace IamSim.ServiceData.Arns;

/// <summary>
/// Which characters a placeholder in the last part of an ARN stands for. A placeholder holds a name, without colon and slash, so that a bucket is not
/// taken for an object, nor a function for its version. Those that AWS's naming rules let hold colons, slashes or anything are listed here.
/// </summary>
internal static class PlaceholderReach
{
    // Placeholders by themselves: whoever uses them means the same.
    private static readonly FrozenDictionary<string, ArnReach> ByName = new Dictionary<string, ArnReach>
    {
        ["AlarmName"] = ArnReach.Free,
        ["EventBusName"] = ArnReach.Path,
        ["EventSourceName"] = ArnReach.Path,
        ["LogGroupName"] = ArnReach.Free,
        ["LogStreamName"] = ArnReach.Free,
        ["ObjectName"] = ArnReach.Free,
        ["OidcProviderName"] = ArnReach.Path,
        ["ParameterNameWithoutLeadingSlash"] = ArnReach.Path,
        ["RoleName"] = ArnReach.Path,
        ["SecretId"] = ArnReach.Path,
        // A time of day.
        ["StreamLabel"] = ArnReach.Label,
        ["TopicFilter"] = ArnReach.Free,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Placeholders that only one service means so.
    private static readonly FrozenDictionary<string, ArnReach> ByService = new Dictionary<string, ArnReach>
    {
        ["backup BackupVaultName"] = ArnReach.Path,
        ["bedrock ResourceId"] = ArnReach.Free,
        ["cloudtrail ChannelId"] = ArnReach.Path,
        // A build is named after its project, a colon and an id; an identity pool after its Region.
        ["codebuild BuildBatchId"] = ArnReach.Label,
        ["codebuild BuildId"] = ArnReach.Label,
        ["cognito-identity IdentityPoolId"] = ArnReach.Label,
        ["cognito-sync IdentityId"] = ArnReach.Label,
        ["cognito-sync IdentityPoolId"] = ArnReach.Label,
        // Models have versions behind a slash.
        ["comprehend DocumentClassifierName"] = ArnReach.Path,
        ["comprehend EntityRecognizerName"] = ArnReach.Path,
        ["config AggregatorId"] = ArnReach.Path,
        ["config ConfigRuleId"] = ArnReach.Path,
        ["config ConformancePackName"] = ArnReach.Path,
        ["config RemediationConfigurationId"] = ArnReach.Path,
        ["ecr RepositoryName"] = ArnReach.Path,
        ["ecr-public RepositoryName"] = ArnReach.Path,
        ["elasticbeanstalk PlatformNameWithVersion"] = ArnReach.Path,
        // The actions of the search engine name a path behind the domain.
        ["es DomainName"] = ArnReach.Free,
        ["glue CatalogName"] = ArnReach.Path,
        ["glue ConnectionName"] = ArnReach.Free,
        ["iot BillingGroupName"] = ArnReach.Label,
        ["iot ClientId"] = ArnReach.Free,
        ["iot DimensionName"] = ArnReach.Label,
        ["iot SecurityProfileName"] = ArnReach.Label,
        ["iot ThingGroupName"] = ArnReach.Label,
        ["iot ThingName"] = ArnReach.Label,
        ["iot ThingTypeName"] = ArnReach.Label,
        ["iot TopicName"] = ArnReach.Free,
        ["kms Alias"] = ArnReach.Path,
        // A function is also invoked by the ARN of one of its versions.
        ["lambda FunctionName"] = ArnReach.Free,
        // Users and groups stand behind their namespace.
        ["quicksight ResourceId"] = ArnReach.Path,
        ["rds ClusterSnapshotName"] = ArnReach.Free,
        ["rds OptionGroupName"] = ArnReach.Label,
        ["rds SnapshotName"] = ArnReach.Free,
        ["redshift SnapshotName"] = ArnReach.Label,
        ["sagemaker ModelPackageName"] = ArnReach.Path,
        ["ssm ResourceId"] = ArnReach.Path,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ArnReach Of(string service, ReadOnlySpan<char> placeholder)
    {
        // RoleNameWithPath, ResourcePath, FolderPath: AWS says it itself.
        if (placeholder.EndsWith("Path", StringComparison.Ordinal))
        {
            return ArnReach.Free;
        }

        string name = placeholder.ToString();
        return ByName.TryGetValue(name, out ArnReach reach) || ByService.TryGetValue($"{service} {name}", out reach) ? reach : ArnReach.Name;
    }
}

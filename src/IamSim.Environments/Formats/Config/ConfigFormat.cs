using System.Collections.Frozen;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Config;

/// <summary>Items of AWS Config: snapshots, histories, outputs of its commands, and results of advanced queries, also as one item per line.</summary>
internal sealed class ConfigFormat : IEnvironmentFormat
{
    private static readonly string[] WholeLists = ["configurationItems", "ConfigurationItems", "baseConfigurationItems", "BaseConfigurationItems"];

    private static readonly FrozenDictionary<string, Action<ConfigItem, EnvironmentBuilder>> Readers = new Dictionary<string, Action<ConfigItem, EnvironmentBuilder>>(StringComparer.Ordinal)
    {
        ["AWS::IAM::User"] = static (item, builder) => ConfigIdentities.ReadIdentity(IdentityKind.User, item, builder),
        ["AWS::IAM::Group"] = static (item, builder) => ConfigIdentities.ReadIdentity(IdentityKind.Group, item, builder),
        ["AWS::IAM::Role"] = static (item, builder) => ConfigIdentities.ReadIdentity(IdentityKind.Role, item, builder),
        ["AWS::IAM::Policy"] = ConfigIdentities.ReadPolicy,
        ["AWS::S3::Bucket"] = ConfigResources.ReadBucket,
        ["AWS::S3::AccountPublicAccessBlock"] = ConfigResources.ReadAccountPublicAccessBlock,
        ["AWS::KMS::Key"] = ConfigResources.ReadKey,
        ["AWS::SQS::Queue"] = static (item, builder) => ConfigResources.ReadWithPolicy(item, "QueueArn", "Policy", builder),
        ["AWS::SNS::Topic"] = static (item, builder) => ConfigResources.ReadWithPolicy(item, "TopicArn", "Policy", builder),
        ["AWS::ECR::Repository"] = static (item, builder) => ConfigResources.ReadWithPolicy(item, "Arn", "RepositoryPolicyText", builder),
        ["AWS::SecretsManager::Secret"] = ConfigResources.ReadSecret,
        ["AWS::Lambda::Function"] = ConfigResources.ReadFunction,
        ["AWS::EC2::VPCEndpoint"] = ConfigResources.ReadEndpoint,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public string Name => "AWS Config";

    /// <summary>The types of resources that are read.</summary>
    public static IEnumerable<string> Types => Readers.Keys.Order(StringComparer.Ordinal);

    public bool CanRead(in EnvironmentDocument document)
    {
        JsonNode root = document.Root;
        return root.Kind switch
        {
            JsonKind.Array => root.ToList() is [var first, ..] && ConfigItem.IsItem(first),
            JsonKind.Object => ConfigItem.IsItem(root) || WholeList(root) is not null || IsResults(root)
                || (root.TryGetObject("ConfigurationItem", out JsonNode item) && ConfigItem.IsItem(item)),
            _ => false,
        };
    }

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        JsonNode root = document.Root;
        if (root.Kind == JsonKind.Array)
        {
            ReadItems(root.ToList(), isWhole: false, builder);
        }
        else if (WholeList(root) is { } list)
        {
            ReadItems(list.ToList(), isWhole: true, builder);
        }
        else if (root.TryGetArray("Results", out JsonNode results))
        {
            ReadItems(results.ToList(), isWhole: false, builder);
        }
        else
        {
            ReadItems([root.TryGetObject("ConfigurationItem", out JsonNode item) ? item : root], isWhole: false, builder);
        }

        if (root.Kind == JsonKind.Object && (root.TryGetMember("NextToken", out JsonNode next) || root.TryGetMember("nextToken", out next)))
        {
            builder.Findings.Add(EnvironmentDiagnostics.MissingPage, next, "the output says that there are more pages", "call the command without --max-items and --no-paginate, or save every page");
        }
    }

    private static JsonNode? WholeList(JsonNode root)
    {
        foreach (string name in WholeLists)
        {
            if (root.TryGetArray(name, out JsonNode list))
            {
                return list;
            }
        }

        return null;
    }

    private static bool IsResults(JsonNode root) =>
        root.TryGetArray("Results", out JsonNode results) && (root.TryGetObject("QueryInfo", out _) || results.ToList() is [] or [{ Kind: JsonKind.String }, ..] || (results.ToList() is [var first, ..] && ConfigItem.IsItem(first)));

    // A history holds a resource several times, in either order: the youngest counts.
    private static void ReadItems(List<JsonNode> nodes, bool isWhole, EnvironmentBuilder builder)
    {
        var youngest = new Dictionary<(string Type, string Id), ConfigItem>();
        foreach (JsonNode node in nodes)
        {
            if (EmbeddedJson.Open(node, builder) is not { } opened)
            {
                continue;
            }

            if (!ConfigItem.IsItem(opened))
            {
                builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, node, "an item without resource type or id", "ask for resourceType, arn, accountId, awsRegion, configuration, supplementaryConfiguration and tags");
                continue;
            }

            // Most items of a snapshot are of types without policies; they are not opened.
            if (!Readers.ContainsKey(opened.GetText("resourceType")!))
            {
                continue;
            }

            ConfigItem item = ConfigItem.Read(opened, PolicyTexts.PlaceOf(node), isWhole, builder);
            (string, string) key = (item.Type, item.Arn ?? $"{item.AccountId}/{item.Region}/{item.ResourceName}");
            if (!youngest.TryGetValue(key, out ConfigItem? other) || string.CompareOrdinal(item.CapturedAt, other.CapturedAt) > 0)
            {
                youngest[key] = item;
            }
        }

        foreach (ConfigItem item in youngest.Values.Where(static item => !item.IsDeleted))
        {
            Readers[item.Type](item, builder);
        }
    }
}

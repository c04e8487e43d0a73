using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Formats.Config;

/// <summary>A configuration item of AWS Config. Snapshots and outputs of commands give some members other names.</summary>
internal sealed class ConfigItem
{
    private ConfigItem(JsonNode node, SourcePlace place, string type)
    {
        Node = node;
        Place = place;
        Type = type;
    }

    public JsonNode Node { get; }

    /// <summary>Where it stands in its file, also when it is the text of a string there.</summary>
    public SourcePlace Place { get; }

    /// <summary>The type such as <c>AWS::S3::Bucket</c>.</summary>
    public string Type { get; }

    public string? AccountId { get; private init; }

    /// <summary>The Region that it is in; <c>null</c> when the query did not ask for it, and for what is in none.</summary>
    public string? Region { get; private init; }

    public string? Arn { get; private init; }

    /// <summary>The name, or else the id of the resource.</summary>
    public string? ResourceName { get; private init; }

    /// <summary>What the service's own API says; <c>null</c> when the query did not ask for it.</summary>
    public JsonNode? Configuration { get; private init; }

    public JsonNode? Supplementary { get; private init; }

    public Dictionary<string, string>? Tags { get; private init; }

    /// <summary>When it was recorded, as it is written.</summary>
    public string CapturedAt { get; private init; } = "";

    /// <summary>Whether the resource is gone.</summary>
    public bool IsDeleted { get; private init; }

    /// <summary>Whether it is a whole item and not what a query picked out: then what it does not hold does not exist.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>Whether a value is an item.</summary>
    public static bool IsItem(JsonNode node) =>
        node.GetText("resourceType")?.StartsWith("AWS::", StringComparison.Ordinal) == true && (node.GetText("resourceId") ?? node.GetText("arn") ?? node.GetText("ARN") ?? node.GetText("resourceName")) is not null;

    /// <summary>Reads an item.</summary>
    /// <param name="node">The item.</param>
    /// <param name="place">Where it stands in its file.</param>
    /// <param name="isWhole">Whether it stands among whole items.</param>
    /// <param name="builder">Takes findings.</param>
    public static ConfigItem Read(JsonNode node, SourcePlace place, bool isWhole, EnvironmentBuilder builder)
    {
        string? account = node.GetText("accountId") ?? node.GetText("awsAccountId");
        return new ConfigItem(node, place, node.GetText("resourceType") ?? "")
        {
            AccountId = account is not null && Identifiers.AccountId.IsValid(account) ? account : null,
            Region = node.GetText("awsRegion") is { } region && EnvironmentFile.IsRegion(region) ? region : null,
            Arn = (node.GetText("arn") ?? node.GetText("ARN")) is { } arn && Identifiers.Arn.TryParse(arn, out _) ? arn : null,
            ResourceName = node.GetText("resourceName") ?? node.GetText("resourceId"),
            Configuration = Part(node, "configuration", builder),
            Supplementary = Part(node, "supplementaryConfiguration", builder),
            Tags = node.GetTags("tags"),
            CapturedAt = node.GetText("configurationItemCaptureTime") ?? "",
            IsDeleted = node.GetText("configurationItemStatus")?.StartsWith("ResourceDeleted", StringComparison.Ordinal) == true,
            IsWhole = isWhole || node.GetText("configurationItemVersion") is not null,
        };
    }

    /// <summary>A text of the configuration.</summary>
    public string? Text(string name) => Configuration?.GetText(name);

    /// <summary>A member of the supplementary configuration, taken out of its string.</summary>
    public JsonNode? SupplementaryPart(string name, EnvironmentBuilder builder) => Supplementary is { } supplementary ? Part(supplementary, name, builder) : null;

    private static JsonNode? Part(JsonNode node, string name, EnvironmentBuilder builder)
    {
        if (!node.TryGetMember(name, out JsonNode value) || (value.Kind == JsonKind.String && value.Text.Length == 0))
        {
            return null;
        }

        return EmbeddedJson.Open(value, builder) is { Kind: JsonKind.Object } opened ? opened : null;
    }
}

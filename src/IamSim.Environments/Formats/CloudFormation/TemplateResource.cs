using IamSim.Environments.Formats.Deployment;
using IamSim.Json;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>A resource of a template. Its properties are resolved when they are asked for: what nobody asks for raises no finding.</summary>
internal sealed class TemplateResource(Template template, string logicalId, string type, JsonNode node)
{
    private readonly Dictionary<string, DeployedValue?> _properties = new(StringComparer.Ordinal);

    public string LogicalId { get; } = logicalId;

    public string Type { get; } = type;

    public JsonNode Node { get; } = node;

    /// <summary>The symbol of the condition under which it is deployed, when that is not known; <c>null</c> when it is deployed for certain.</summary>
    public string? Condition { get; set; }

    /// <summary>A property; <c>null</c> when it is missing, null or removed.</summary>
    public DeployedValue? Get(string name)
    {
        if (!_properties.TryGetValue(name, out DeployedValue? value))
        {
            bool isThere = Node.TryGetProperty("Properties", out JsonNode properties) && properties.Kind == JsonKind.Object && properties.TryGetProperty(name, out JsonNode property) && property.Kind != JsonKind.Null;
            value = isThere && properties.TryGetProperty(name, out property) ? template.Functions.Resolve(property) : null;
            _properties.Add(name, value);
        }

        return value;
    }

    /// <summary>A property as a text, with its open pieces; <c>null</c> when it is missing.</summary>
    public string? GetText(string name) => Get(name) is { } value ? template.Functions.TextOf(value) : null;

    /// <summary>The items of a property that is a list, or the value alone.</summary>
    public IEnumerable<DeployedValue> GetItems(string name) => Get(name)?.Flatten() ?? [];

    /// <summary>The tags.</summary>
    public Dictionary<string, string> GetTags() => Get("Tags") is { } tags ? DeployedValue.OfMap(Node, [KeyValuePair.Create("Tags", tags)]).GetTags("Tags") : [];

    /// <summary>The id.</summary>
    public override string ToString() => LogicalId;
}

using System.Globalization;
using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>Looks into JSON that other programs printed: what is missing or of another kind is simply not there.</summary>
internal static class JsonMembers
{
    /// <summary>The text of a member; <c>null</c> when it is missing, empty or no text.</summary>
    public static string? GetText(this JsonNode node, string name) =>
        node.Kind == JsonKind.Object && node.TryGetProperty(name, out JsonNode value) && value.IsScalarText && value.Text.Length > 0 ? value.Text : null;

    /// <summary>Whether a member is <c>true</c>; <c>null</c> when it is neither that nor <c>false</c>. Texts <c>"true"</c> and <c>"false"</c> count.</summary>
    public static bool? GetBoolean(this JsonNode node, string name) => node.GetText(name) switch
    {
        "true" or "True" => true,
        "false" or "False" => false,
        _ => null,
    };

    /// <summary>A member that is a point in time, as AWS writes them; in UTC where it names no zone.</summary>
    public static DateTimeOffset? GetTime(this JsonNode node, string name) =>
        DateTimeOffset.TryParse(node.GetText(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    /// <summary>A member that is an object.</summary>
    public static bool TryGetObject(this JsonNode node, string name, out JsonNode value) => node.TryGet(name, JsonKind.Object, out value);

    /// <summary>A member that is an array.</summary>
    public static bool TryGetArray(this JsonNode node, string name, out JsonNode value) => node.TryGet(name, JsonKind.Array, out value);

    /// <summary>A member of any kind but null.</summary>
    public static bool TryGetMember(this JsonNode node, string name, out JsonNode value)
    {
        value = default;
        return node.Kind == JsonKind.Object && node.TryGetProperty(name, out value) && value.Kind != JsonKind.Null;
    }

    /// <summary>The items of a member that is an array; none otherwise.</summary>
    public static List<JsonNode> GetItems(this JsonNode node, string name) => node.TryGetArray(name, out JsonNode value) ? value.ToList() : [];

    /// <summary>The items of an array or the members of an object.</summary>
    public static List<JsonNode> ToList(this JsonNode node)
    {
        var items = new List<JsonNode>();
        foreach (JsonNode child in node)
        {
            items.Add(child);
        }

        return items;
    }

    /// <summary>The texts of a member that is an array of texts, or one text.</summary>
    public static List<string> GetTexts(this JsonNode node, string name)
    {
        if (!node.TryGetMember(name, out JsonNode value))
        {
            return [];
        }

        return value.Kind == JsonKind.Array ? [.. value.ToList().Where(static item => item.IsScalarText).Select(static item => item.Text)]
            : value.IsScalarText ? [value.Text] : [];
    }

    /// <summary>Tags, as a list of <c>{Key, Value}</c> (<c>TagKey</c>, <c>TagValue</c> with KMS; in any case) or as an object; <c>null</c> when the member is missing.</summary>
    public static Dictionary<string, string>? GetTags(this JsonNode node, string name)
    {
        if (!node.TryGetMember(name, out JsonNode tags))
        {
            return null;
        }

        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonNode tag in tags)
        {
            if (tags.Kind == JsonKind.Object)
            {
                result[tag.Name!] = tag.IsScalarText ? tag.Text : "";
            }
            else if ((tag.GetText("Key") ?? tag.GetText("TagKey") ?? tag.GetText("key")) is { } key)
            {
                result[key] = tag.GetText("Value") ?? tag.GetText("TagValue") ?? tag.GetText("value") ?? "";
            }
        }

        return result;
    }

    private static bool TryGet(this JsonNode node, string name, JsonKind kind, out JsonNode value)
    {
        value = default;
        return node.Kind == JsonKind.Object && node.TryGetProperty(name, out value) && value.Kind == kind;
    }
}

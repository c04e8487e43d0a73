using System.Collections.Immutable;
using IamSim.Json;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>A value of a template or plan after resolving, with the place that it comes from. Immutable.</summary>
internal sealed class DeployedValue
{
    private DeployedValue(DeployedKind kind, JsonNode origin) => (Kind, Origin) = (kind, origin);

    public DeployedKind Kind { get; }

    /// <summary>Where it stands in the file.</summary>
    public JsonNode Origin { get; }

    /// <summary>A text with its open pieces, a literal, or the symbol of a choice.</summary>
    public string Text { get; private init; } = "";

    /// <summary>The items of a list; the value of a choice when its condition holds and when not, either of which may be <c>null</c> for none.</summary>
    public ImmutableArray<DeployedValue?> Items { get; private init; } = [];

    /// <summary>The members of a map.</summary>
    public ImmutableArray<KeyValuePair<string, DeployedValue>> Members { get; private init; } = [];

    /// <summary>Whether it stands in the file as this very JSON.</summary>
    public bool IsVerbatim { get; private init; }

    /// <summary>Whether anything of it is open.</summary>
    public bool IsOpen { get; private init; }

    public static DeployedValue OfText(JsonNode origin, string text, bool isVerbatim = false) => new(DeployedKind.Text, origin)
    {
        Text = text,
        IsVerbatim = isVerbatim,
        IsOpen = OpenText.IsOpen(text),
    };

    public static DeployedValue OfLiteral(JsonNode origin, string text, bool isVerbatim = false) => new(DeployedKind.Literal, origin) { Text = text, IsVerbatim = isVerbatim };

    public static DeployedValue OfList(JsonNode origin, IEnumerable<DeployedValue> items, bool isVerbatim = false)
    {
        ImmutableArray<DeployedValue?> all = [.. items];
        return new DeployedValue(DeployedKind.List, origin)
        {
            Items = all,
            IsVerbatim = isVerbatim && all.All(static item => item!.IsVerbatim),
            IsOpen = all.Any(static item => item!.IsOpen),
        };
    }

    public static DeployedValue OfMap(JsonNode origin, IEnumerable<KeyValuePair<string, DeployedValue>> members, bool isVerbatim = false)
    {
        ImmutableArray<KeyValuePair<string, DeployedValue>> all = [.. members];
        return new DeployedValue(DeployedKind.Map, origin)
        {
            Members = all,
            IsVerbatim = isVerbatim && all.All(static member => member.Value.IsVerbatim),
            IsOpen = all.Any(static member => member.Value.IsOpen || OpenText.IsOpen(member.Key)),
        };
    }

    /// <summary>One of two values.</summary>
    /// <param name="origin">Where it stands.</param>
    /// <param name="symbol">The symbol of the condition.</param>
    /// <param name="whenTrue">The value when it holds; <c>null</c> for none.</param>
    /// <param name="whenFalse">The value when it does not; <c>null</c> for none.</param>
    public static DeployedValue OfChoice(JsonNode origin, string symbol, DeployedValue? whenTrue, DeployedValue? whenFalse) =>
        new(DeployedKind.Choice, origin) { Text = symbol, Items = [whenTrue, whenFalse], IsOpen = true };

    /// <summary>A JSON value as it stands.</summary>
    /// <param name="node">The value.</param>
    /// <param name="isVerbatim">Whether its file is JSON.</param>
    /// <param name="at">The place to give all of it, for JSON that stands in a string; <c>null</c> for its own.</param>
    /// <param name="keepsMarks">Whether marks of open pieces in it are ours.</param>
    public static DeployedValue FromJson(JsonNode node, bool isVerbatim, JsonNode? at = null, bool keepsMarks = false)
    {
        JsonNode origin = at ?? node;
        return node.Kind switch
        {
            JsonKind.Object => OfMap(origin, Children(node).Select(child => KeyValuePair.Create(keepsMarks ? child.Name! : OpenText.Plain(child.Name!), FromJson(child, isVerbatim, at, keepsMarks))), isVerbatim),
            JsonKind.Array => OfList(origin, Children(node).Select(child => FromJson(child, isVerbatim, at, keepsMarks)), isVerbatim),
            JsonKind.String => OfText(origin, keepsMarks ? node.Text : OpenText.Plain(node.Text), isVerbatim),
            _ => OfLiteral(origin, node.Kind == JsonKind.Null ? "null" : node.Text, isVerbatim),
        };
    }

    /// <summary>This value, said to stand elsewhere.</summary>
    public DeployedValue MovedTo(JsonNode origin) => Kind switch
    {
        DeployedKind.Text => OfText(origin, Text),
        DeployedKind.Literal => OfLiteral(origin, Text),
        DeployedKind.List => OfList(origin, Items.Select(item => item!.MovedTo(origin))),
        DeployedKind.Map => OfMap(origin, Members.Select(member => KeyValuePair.Create(member.Key, member.Value.MovedTo(origin)))),
        _ => OfChoice(origin, Text, Items[0]?.MovedTo(origin), Items[1]?.MovedTo(origin)),
    };

    /// <summary>This value as the result of a function: where it stands, the function stands too.</summary>
    public DeployedValue Computed() => !IsVerbatim ? this : new DeployedValue(Kind, Origin) { Text = Text, Items = Items, Members = Members, IsOpen = IsOpen };

    /// <summary>Whether it is <c>null</c>.</summary>
    public bool IsNull => Kind == DeployedKind.Literal && Text == "null";

    /// <summary>A member that is not <c>null</c>.</summary>
    public DeployedValue? Get(string name)
    {
        foreach (KeyValuePair<string, DeployedValue> member in Members)
        {
            if (string.Equals(member.Key, name, StringComparison.Ordinal))
            {
                return member.Value.IsNull ? null : member.Value;
            }
        }

        return null;
    }

    /// <summary>The text of a member, or <c>null</c>: with its open pieces.</summary>
    public string? GetText(string name) => Get(name) is { Kind: DeployedKind.Text or DeployedKind.Literal, Text.Length: > 0 } value ? value.Text : null;

    /// <summary>Whether a member is <c>true</c>; <c>null</c> when it is missing or open.</summary>
    public bool? GetBoolean(string name) => GetText(name) switch
    {
        "true" or "True" => true,
        "false" or "False" => false,
        _ => null,
    };

    /// <summary>Settings of block public access by the names of their members: what is missing is off. <c>null</c> when one is open.</summary>
    public S3PublicAccessBlock? ReadPublicAccessBlock(string blockLists, string ignoreLists, string blockPolicy, string restrictBuckets)
    {
        string[] names = [blockLists, ignoreLists, blockPolicy, restrictBuckets];
        if (Array.Exists(names, name => Get(name) is { IsOpen: true }))
        {
            return null;
        }

        bool[] on = [.. names.Select(name => GetBoolean(name) ?? false)];
        return new S3PublicAccessBlock(on[0], on[1], on[2], on[3]);
    }

    /// <summary>The items of a member: those of a list, of both ways of a choice, or the value alone.</summary>
    public IEnumerable<DeployedValue> GetItems(string name) => Get(name)?.Flatten() ?? [];

    /// <summary>The items of a list, of both ways of a choice, or the value alone. Nulls are left out.</summary>
    public IEnumerable<DeployedValue> Flatten() => Kind is DeployedKind.List or DeployedKind.Choice
        ? Items.Where(static item => item is not null).SelectMany(static item => item!.Flatten())
        : IsNull ? [] : [this];

    /// <summary>The items of a list, of both ways of a choice, or the value alone, each with the conditions that it stands under. Nulls are left out.</summary>
    public IEnumerable<DeployedWay> Ways() => Ways(this, []);

    private static IEnumerable<DeployedWay> Ways(DeployedValue? value, ImmutableArray<KeyValuePair<string, bool>> under) => value switch
    {
        null or { IsNull: true } => [],
        { Kind: DeployedKind.List } => value.Items.SelectMany(item => Ways(item, under)),
        { Kind: DeployedKind.Choice } => Ways(value.Items[0], under.Add(KeyValuePair.Create(value.Text, true))).Concat(Ways(value.Items[1], under.Add(KeyValuePair.Create(value.Text, false)))),
        _ => [new DeployedWay(value, under)],
    };

    /// <summary>Tags, given as a list of keys with values or as a map.</summary>
    public Dictionary<string, string> GetTags(string name)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Get(name) is { Kind: DeployedKind.Map } map)
        {
            foreach (KeyValuePair<string, DeployedValue> member in map.Members)
            {
                tags[OpenText.Show(member.Key)] = OpenText.Show(member.Value.Text);
            }

            return tags;
        }

        foreach (DeployedValue item in GetItems(name))
        {
            if (item.GetText("Key") is { } key)
            {
                tags[OpenText.Show(key)] = OpenText.Show(item.GetText("Value") ?? "");
            }
        }

        return tags;
    }

    private static List<JsonNode> Children(JsonNode node)
    {
        var children = new List<JsonNode>();
        foreach (JsonNode child in node)
        {
            children.Add(child);
        }

        return children;
    }
}

using System.Text.Json;

namespace IamSim.ServiceData.Generator.Sources;

/// <summary>A JSON file of a source; every fault names the file, what was found and what was expected.</summary>
internal sealed class JsonFile
{
    private JsonFile(string path, JsonElement root)
    {
        Path = path;
        Root = root;
    }

    public string Path { get; }

    public JsonElement Root { get; }

    public static JsonFile Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new SourceFormatException(path, "no file", "one");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return new JsonFile(path, document.RootElement.Clone());
        }
        catch (JsonException exception)
        {
            throw new SourceFormatException(path, $"no JSON ({exception.Message})", "a JSON document");
        }
    }

    public SourceFormatException Fault(string found, string expected) => new(Path, found, expected);

    public JsonElement Member(JsonElement parent, string name, JsonValueKind kind) =>
        Optional(parent, name, kind) ?? throw Fault($"no member '{name}'", $"one of kind {kind}");

    /// <summary>A member that may be missing or null.</summary>
    public JsonElement? Optional(JsonElement parent, string name, JsonValueKind kind)
    {
        if (parent.ValueKind != JsonValueKind.Object)
        {
            throw Fault($"{parent.ValueKind} where '{name}' should be a member", "an object");
        }

        if (!parent.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        bool isBoolean = kind == JsonValueKind.True && value.ValueKind == JsonValueKind.False;
        return value.ValueKind == kind || isBoolean ? value : throw Fault($"{value.ValueKind} as '{name}'", kind == JsonValueKind.True ? "true or false" : $"one of kind {kind}");
    }

    /// <summary>A text that can be written: of one line and not empty.</summary>
    public string Text(JsonElement parent, string name) => Text(Member(parent, name, JsonValueKind.String));

    public string Text(JsonElement value)
    {
        string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Fault($"{value.ValueKind}", "a text");
        return text.Length > 0 && !text.AsSpan().ContainsAnyInRange('\0', '\u001f') ? text : throw Fault($"the text {value.GetRawText()}", "one line with something on it");
    }

    public bool Flag(JsonElement parent, string name) => Optional(parent, name, JsonValueKind.True) is { ValueKind: JsonValueKind.True };

    /// <summary>A list of texts; nothing where the member is missing.</summary>
    public IReadOnlyList<string> Texts(JsonElement parent, string name) =>
        Optional(parent, name, JsonValueKind.Array) is { } list ? [.. list.EnumerateArray().Select(Text)] : [];

    /// <summary>A list of objects; nothing where the member is missing.</summary>
    public IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        Optional(parent, name, JsonValueKind.Array) is { } list ? list.EnumerateArray() : [];
}

using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.Environments.Formats.Notation;

/// <summary>A value of IamSim's own notation, whether it was written as YAML or as JSON. Immutable once read; an alias of YAML is the very node that its anchor names.</summary>
internal sealed class NotationNode(JsonKind kind, string text, SourceText source, SourceSpan span)
{
    public JsonKind Kind { get; } = kind;

    /// <summary>Of anything but a list or a mapping: the text. What YAML takes for a number stays as it is written.</summary>
    public string Text { get; } = text;

    public SourceText Source { get; } = source;

    public SourceSpan Span { get; set; } = span;

    /// <summary>Of a list.</summary>
    public List<NotationNode> Items { get; } = [];

    /// <summary>Of a mapping.</summary>
    public List<NotationMember> Members { get; } = [];

    /// <summary>The same in JSON; <c>null</c> for YAML.</summary>
    public JsonNode? Json { get; init; }

    /// <summary>How many values it holds, itself among them, every alias counted as what it stands for.</summary>
    public long Size { get; set; } = 1;

    /// <summary>How deep it is.</summary>
    public int Height { get; set; } = 1;

    public SourcePlace Place
    {
        get
        {
            LinePosition position = Source.GetPosition(Span.Start);
            return new SourcePlace(Source.Name, position.Line, position.Column);
        }
    }

    /// <summary>The kind in words, for messages.</summary>
    public string Describe() => Kind switch
    {
        JsonKind.Object => "a mapping",
        JsonKind.Array => "a list",
        JsonKind.Null => "nothing",
        _ => JsonNode.Quote(Text),
    };

    /// <summary>Takes a value that stands in it.</summary>
    public void Grow(NotationNode child)
    {
        Size += child.Size;
        Height = Math.Max(Height, 1 + child.Height);
    }

    /// <summary>The same values out of JSON, whose depth the parser bounds.</summary>
    public static NotationNode Of(JsonNode json)
    {
        var node = new NotationNode(json.Kind, json.Kind is JsonKind.Object or JsonKind.Array ? "" : json.Text, json.Source, json.Span) { Json = json };
        foreach (JsonNode child in json)
        {
            NotationNode value = Of(child);
            if (json.Kind == JsonKind.Object)
            {
                node.Members.Add(new NotationMember(child.Name!, child.NameSpan, value));
            }
            else
            {
                node.Items.Add(value);
            }
        }

        return node;
    }
}

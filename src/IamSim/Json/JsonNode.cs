using IamSim.Diagnostics;

namespace IamSim.Json;

/// <summary>One value of a <see cref="JsonSyntaxTree"/>; a cursor of two words.</summary>
internal readonly struct JsonNode
{
    private readonly JsonSyntaxTree _tree;
    private readonly int _index;

    public JsonNode(JsonSyntaxTree tree, int index)
    {
        _tree = tree;
        _index = index;
    }

    public JsonKind Kind => Record.Kind;

    public SourceText Source => _tree.Source;

    public SourceSpan Span => Record.Span;

    /// <summary>The decoded name when this is a property of an object; otherwise <c>null</c>.</summary>
    public string? Name => Record.IsNamed ? _tree.Records[_index - 1].Text : null;

    /// <summary>The span of the name with its quotes.</summary>
    public SourceSpan NameSpan => Record.IsNamed ? _tree.Records[_index - 1].Span : default;

    /// <summary>A string decoded; any other kind as it is written, so that <c>1.50</c> keeps its zero.</summary>
    public string Text => Record.Text ?? Source.Slice(Span).ToString();

    public bool IsScalarText => Kind is JsonKind.String or JsonKind.Number or JsonKind.Boolean;

    private ref readonly JsonRecord Record => ref _tree.Records[_index];

    /// <summary>Takes bytes from what may be made of the tree. Whether there were as many left.</summary>
    public bool TryTakeMemory(long bytes) => _tree.TryTakeMemory(bytes);

    /// <summary>Gives up the memory of the whole tree: no node of it may be looked at any more.</summary>
    public void ReleaseTree() => _tree.Release();

    public Enumerator GetEnumerator() => new(_tree, _tree.Records.FirstChild(_index));

    public int CountChildren()
    {
        int count = 0;
        JsonRecords records = _tree.Records;
        for (int i = records.FirstChild(_index); i >= 0; i = records[i].NextSibling)
        {
            count++;
        }

        return count;
    }

    public bool TryGetProperty(string name, out JsonNode value)
    {
        foreach (JsonNode child in this)
        {
            if (string.Equals(child.Name, name, StringComparison.Ordinal))
            {
                value = child;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The kind in words, for messages: "an object", "the string \"x\"".</summary>
    public string Describe() => Kind switch
    {
        JsonKind.Object => "an object",
        JsonKind.Array => "an array",
        JsonKind.String => $"the string {Quote(Text)}",
        JsonKind.Number => $"the number {Shorten(Text)}",
        JsonKind.Boolean => $"the boolean {Text}",
        _ => "null",
    };

    public static string Quote(string text) => $"'{Shorten(text)}'";

    // A message is one line and fit for a terminal whatever the document holds.
    private static string Shorten(string text)
    {
        const int Maximum = 80;
        string head = text.Length <= Maximum ? text : string.Concat(text.AsSpan(0, Maximum), "…");
        return PrintableText.Line(head);
    }

    public struct Enumerator
    {
        private readonly JsonSyntaxTree _tree;
        private int _next;
        private int _current;

        public Enumerator(JsonSyntaxTree tree, int first)
        {
            _tree = tree;
            _next = first;
            _current = -1;
        }

        public readonly JsonNode Current => new(_tree, _current);

        public bool MoveNext()
        {
            _current = _next;
            if (_current < 0)
            {
                return false;
            }

            _next = _tree.Records[_current].NextSibling;
            return true;
        }
    }
}

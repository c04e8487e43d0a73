using IamSim.Diagnostics;
using IamSim.Environments.Loading;
using IamSim.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IamSim.Environments.Formats.Notation;

/// <summary>Reads YAML into values that keep their places, without recursion. Aliases share the value of their anchor, and how much they make of it is bounded.</summary>
internal sealed class YamlReader
{
    // Units in units, with a policy below: far more than anyone writes.
    private const int MaximumDepth = 64;

    // What aliases may add to what is written.
    private const int FreeValues = 100_000;
    private const int MaximumGrowth = 10;

    private const string TextTag = "tag:yaml.org,2002:str";

    private readonly SourceText _source;
    private readonly EnvironmentFindings _findings;
    private readonly Stack<OpenContainer> _open = new();
    private readonly Dictionary<string, NotationNode> _anchors = new(StringComparer.Ordinal);
    private NotationNode? _root;
    private int _documents;
    private long _written;
    private bool _isRefused;

    private YamlReader(SourceText source, EnvironmentFindings findings)
    {
        _source = source;
        _findings = findings;
    }

    /// <summary>Reads the document of a text. <c>null</c>, with a finding, when it is no YAML or too much of it; <c>null</c> without one when it is empty.</summary>
    public static NotationNode? Read(SourceText source, EnvironmentFindings findings) => new YamlReader(source, findings).Read();

    private NotationNode? Read()
    {
        try
        {
            var parser = new Parser(new StringReader(_source.Text));
            while (!_isRefused && parser.MoveNext())
            {
                Accept(parser.Current!);
            }
        }
        catch (YamlException exception)
        {
            Refuse(EnvironmentDiagnostics.NotYaml, Span(exception.Start, exception.Start), $"the text is not YAML: {Lower(exception.Message)}", "expected a mapping with members such as accounts and resources");
        }
        // The scanner lets slip what the framework says of an escape such as \UFFFFFFFF.
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or InvalidOperationException or IndexOutOfRangeException)
        {
            Refuse(EnvironmentDiagnostics.NotYaml, default, $"the text is not YAML: {Lower(exception.Message)}", "expected a mapping with members such as accounts and resources");
        }

        return _isRefused ? null : _root;
    }

    private void Accept(ParsingEvent parsed)
    {
        switch (parsed)
        {
            case DocumentStart start when _documents++ > 0:
                Report(EnvironmentDiagnostics.InvalidNotationValue, Span(start.Start, start.End), "a second document in one file", "keep one document in each file; this one is not read");
                break;
            case Scalar scalar:
                NotationNode node = ToNode(scalar);
                Add(node, scalar.Anchor, node.Span);
                break;
            case AnchorAlias alias:
                AddAlias(alias);
                break;
            case MappingStart start:
                Open(JsonKind.Object, start);
                break;
            case SequenceStart start:
                Open(JsonKind.Array, start);
                break;
            case MappingEnd or SequenceEnd:
                Close(parsed);
                break;
        }
    }

    private NotationNode ToNode(Scalar scalar)
    {
        ComplainAboutTag(scalar);
        bool isPlain = scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty;
        JsonKind kind = !isPlain ? JsonKind.String : scalar.Value switch
        {
            "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => JsonKind.Boolean,
            "" or "~" or "null" or "Null" or "NULL" => JsonKind.Null,
            _ => JsonKind.String,
        };
        return new NotationNode(kind, kind == JsonKind.Boolean ? Lower(scalar.Value) : scalar.Value, _source, Span(scalar.Start, scalar.End));
    }

    private void ComplainAboutTag(NodeEvent node)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && node.Tag.Value != TextTag)
        {
            Report(EnvironmentDiagnostics.InvalidNotationValue, Span(node.Start, node.End), $"the tag {JsonNode.Quote(node.Tag.Value)} means nothing here", "write the value without tag");
        }
    }

    private void Open(JsonKind kind, NodeEvent start)
    {
        ComplainAboutTag(start);
        if (_open.Count == MaximumDepth)
        {
            Refuse(EnvironmentDiagnostics.NotationTooLarge, Span(start.Start, start.Start), $"more than {MaximumDepth} levels of nesting", "take the inner levels out");
            return;
        }

        _open.Push(new OpenContainer(new NotationNode(kind, "", _source, Span(start.Start, start.End)), start.Anchor));
    }

    private void Close(ParsingEvent end)
    {
        OpenContainer closed = _open.Pop();
        closed.Node.Span = new SourceSpan(closed.Node.Span.Start, Math.Max(0, Offset(end.End) - closed.Node.Span.Start));
        Add(closed.Node, closed.Anchor, closed.Node.Span);
    }

    private void AddAlias(AnchorAlias alias)
    {
        if (_anchors.TryGetValue(alias.Value.Value, out NotationNode? node))
        {
            Add(node, AnchorName.Empty, Span(alias.Start, alias.End));
        }
        else
        {
            Refuse(EnvironmentDiagnostics.InvalidNotationValue, Span(alias.Start, alias.End), $"the alias '*{alias.Value.Value}' stands for nothing that ends before it", "put the anchor in front of its aliases, and not around them");
        }
    }

    // An alias stands elsewhere than its value.
    private void Add(NotationNode node, AnchorName anchor, SourceSpan at)
    {
        _written++;
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node;
        }

        if (_open.Count == 0)
        {
            _root ??= node;
            return;
        }

        OpenContainer parent = _open.Peek();
        parent.Take(node, this);
        if (parent.Node.Size > FreeValues + (MaximumGrowth * _written) || parent.Node.Height > MaximumDepth)
        {
            Refuse(EnvironmentDiagnostics.NotationTooLarge, at, "aliases of aliases make more of the text than is read", "write out what you mean");
        }
    }

    private void Refuse(DiagnosticDescriptor descriptor, SourceSpan span, string message, string help)
    {
        _isRefused = true;
        Report(descriptor, span, message, help);
    }

    private void Report(DiagnosticDescriptor descriptor, SourceSpan span, string message, string help) =>
        _findings.Add(new Diagnostic(descriptor, descriptor.Severity, message, help, _source, span));

    private SourceSpan Span(in Mark start, in Mark end) => new(Offset(start), Math.Max(0, Offset(end) - Offset(start)));

    private int Offset(in Mark mark) => (int)Math.Clamp((long)mark.Index, 0, _source.Text.Length);

    private static string Lower(string text) => text.Length == 0 ? text : PrintableText.Line(char.ToLowerInvariant(text[0]) + text[1..]).TrimEnd('.');

    /// <summary>A list or a mapping whose end was not read yet.</summary>
    private sealed class OpenContainer(NotationNode node, AnchorName anchor)
    {
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);
        private NotationNode? _name;

        public NotationNode Node { get; } = node;

        public AnchorName Anchor { get; } = anchor;

        public void Take(NotationNode child, YamlReader reader)
        {
            Node.Grow(child);
            if (Node.Kind == JsonKind.Array)
            {
                Node.Items.Add(child);
            }
            else if (_name is null)
            {
                _name = child;
            }
            else
            {
                TakeMember(_name, child, reader);
                _name = null;
            }
        }

        private void TakeMember(NotationNode name, NotationNode value, YamlReader reader)
        {
            if (name.Kind is JsonKind.Object or JsonKind.Array)
            {
                reader.Report(EnvironmentDiagnostics.InvalidNotationValue, name.Span, $"the name of a member is {name.Describe()}", "a name is a text");
            }
            else if (_names.Add(name.Text))
            {
                Node.Members.Add(new NotationMember(name.Text, name.Span, value));
            }
            else
            {
                reader.Report(EnvironmentDiagnostics.InvalidNotationValue, name.Span, $"the member {JsonNode.Quote(name.Text)} stands twice", "the first one counts; remove one");
            }
        }
    }
}

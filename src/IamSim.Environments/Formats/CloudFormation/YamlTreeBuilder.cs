using IamSim.Diagnostics;
using IamSim.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>Turns the events of a YAML parser into a tree; aliases repeat what they stand for, within a bound.</summary>
internal sealed class YamlTreeBuilder(SourceText source, int maximumDepth, DiagnosticBag diagnostics)
{
    // An alias of aliases of aliases multiplies: a page of YAML would fill memory.
    private const int MaximumRecords = 1_000_000;

    private readonly JsonRecords _records = JsonRecords.For(source.Text.Length);
    private readonly List<ParsingEvent> _events = [];
    private readonly Dictionary<string, int> _anchors = new(StringComparer.Ordinal);

    public JsonSyntaxTree? Build()
    {
        var parser = new Parser(new StringReader(source.Text));
        int documents = 0;
        int open = 0;
        while (documents < 2 && parser.MoveNext())
        {
            documents += parser.Current is DocumentStart ? 1 : 0;
            if (documents == 1 && parser.Current is NodeEvent or AnchorAlias or MappingEnd or SequenceEnd)
            {
                _events.Add(parser.Current);
                // The parser takes longer for each level than for the one above it: deep brackets would keep it for hours.
                open += parser.Current is MappingStart or SequenceStart ? 1 : parser.Current is MappingEnd or SequenceEnd ? -1 : 0;
                if (open > maximumDepth)
                {
                    Refuse(parser.Current, $"nesting deeper than {maximumDepth} levels");
                    return null;
                }
            }
        }

        if (_events.Count == 0)
        {
            diagnostics.Add(EnvironmentDiagnostics.NotYaml, source, new SourceSpan(0, 0), "the text is not YAML: it is empty");
            return null;
        }

        return Emit(0, 0) < 0 ? null : new JsonSyntaxTree(source, _records);
    }

    /// <summary>Emits the value that begins at an event. Returns the event behind it; below zero when it cannot be.</summary>
    private int Emit(int index, int depth)
    {
        ParsingEvent at = _events[index];
        if (depth > maximumDepth || _records.Count > MaximumRecords)
        {
            return Refuse(at, depth > maximumDepth ? $"nesting deeper than {maximumDepth} levels" : "aliases that stand for too much");
        }

        if (at is AnchorAlias alias)
        {
            if (!_anchors.TryGetValue(alias.Value.Value, out int target))
            {
                return Refuse(at, $"the alias {JsonNode.Quote(alias.Value.Value)} stands for nothing in front of it");
            }

            return Emit(target, depth + 1) < 0 ? -1 : index + 1;
        }

        // The parser takes ": a" in some places for a member without a value.
        if (at is not NodeEvent start)
        {
            return Refuse(at, "a value is missing");
        }

        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = index;
        }

        string? function = FunctionOf(start);
        if (function is not null)
        {
            _records.Open(JsonKind.Object, Offset(start.Start));
            _records.TryName(function, Span(start.Start, start.End));
        }

        int next = EmitValue(start, index, depth);
        if (next >= 0 && function is not null)
        {
            _records.Close(Offset(_events[next - 1].End));
        }

        return next;
    }

    private int EmitValue(NodeEvent start, int index, int depth)
    {
        switch (start)
        {
            case Scalar scalar:
                (JsonKind kind, string text) = Read(scalar);
                _records.Append(kind, Span(scalar.Start, scalar.End), text);
                return index + 1;
            case SequenceStart:
                _records.Open(JsonKind.Array, Offset(start.Start));
                index++;
                while (_events[index] is not SequenceEnd)
                {
                    index = Emit(index, depth + 1);
                    if (index < 0)
                    {
                        return index;
                    }
                }

                break;
            default:
                _records.Open(JsonKind.Object, Offset(start.Start));
                index = EmitMembers(index + 1, depth);
                if (index < 0)
                {
                    return index;
                }

                break;
        }

        _records.Close(Offset(_events[index].End));
        return index + 1;
    }

    private int EmitMembers(int index, int depth)
    {
        while (_events[index] is not MappingEnd)
        {
            ParsingEvent key = _events[index];
            if (key is AnchorAlias alias && _anchors.TryGetValue(alias.Value.Value, out int target))
            {
                key = _events[target];
            }

            if (key is not Scalar name)
            {
                return Refuse(key, "the name of a member is no text");
            }

            SourceSpan span = Span(_events[index].Start, _events[index].End);
            if (!_records.TryName(name.Value, span))
            {
                diagnostics.Add(DiagnosticDescriptors.DuplicateName, source, span, $"the name {JsonNode.Quote(name.Value)} stands twice in one object", "remove one of them: readers disagree about which one counts");
            }

            index = Emit(index + 1, depth + 1);
            if (index < 0)
            {
                return index;
            }
        }

        return index;
    }

    private int Refuse(ParsingEvent at, string message)
    {
        diagnostics.Add(EnvironmentDiagnostics.NotYaml, source, Span(at.Start, at.End), message);
        return -1;
    }

    // !Ref is Ref and !Condition is Condition; any other is a function: !Sub is Fn::Sub.
    private static string? FunctionOf(NodeEvent node)
    {
        string? tag = node.Tag.IsEmpty ? null : node.Tag.Value;
        return tag is null || tag.Length < 2 || tag[0] != '!' || tag[1] == '!' ? null : tag is "!Ref" or "!Condition" ? tag[1..] : $"Fn::{tag[1..]}";
    }

    private static (JsonKind Kind, string Text) Read(Scalar scalar) => scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty ? (JsonKind.String, scalar.Value) : scalar.Value switch
    {
        "" or "~" or "null" or "Null" or "NULL" => (JsonKind.Null, "null"),
        "true" or "True" or "TRUE" => (JsonKind.Boolean, "true"),
        "false" or "False" or "FALSE" => (JsonKind.Boolean, "false"),
        _ => (JsonKind.String, scalar.Value),
    };

    private int Offset(Mark mark) => (int)Math.Clamp(mark.Index, 0, source.Text.Length);

    private SourceSpan Span(Mark start, Mark end)
    {
        int from = Offset(start);
        return new SourceSpan(from, Math.Max(0, Offset(end) - from));
    }
}

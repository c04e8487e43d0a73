using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Scenarios;

/// <summary>Reads the members of a JSON object one by one and complains about those nobody asked for.</summary>
internal sealed class MemberReader
{
    // What one member of a map takes, its place in the tree of the map included.
    private const int BytesOfPair = 160;

    private readonly JsonNode _node;
    private readonly string _what;
    private readonly DiagnosticBag _diagnostics;
    private readonly MemberFaults _faults;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private bool _isTooLarge;

    /// <param name="node">The object.</param>
    /// <param name="what">What it is, in words.</param>
    /// <param name="diagnostics">Takes the complaints.</param>
    /// <param name="faults">The kinds of complaints; <c>null</c> means those of scenarios.</param>
    public MemberReader(JsonNode node, string what, DiagnosticBag diagnostics, MemberFaults? faults = null)
    {
        _node = node;
        _what = what;
        _diagnostics = diagnostics;
        _faults = faults ?? MemberFaults.OfScenarios;
        if (node.Kind != JsonKind.Object)
        {
            Invalid(node, $"{what} must be an object, but is {node.Describe()}");
        }
    }

    public JsonNode Node => _node;

    public JsonNode? Optional(string name)
    {
        _asked.Add(name);
        return _node.Kind == JsonKind.Object && _node.TryGetProperty(name, out JsonNode value) ? value : null;
    }

    public JsonNode? Required(string name)
    {
        JsonNode? value = Optional(name);
        if (value is null && _node.Kind == JsonKind.Object)
        {
            _diagnostics.Add(_faults.Missing, _node.Source, _node.Span with { Length = 1 }, $"{_what} has no member '{name}'", $"add \"{name}\": …");
        }

        return value;
    }

    public string? String(string name) => Optional(name) is { } value ? Text(value, name) : null;

    public bool? Boolean(string name)
    {
        if (Optional(name) is not { } value)
        {
            return null;
        }

        if (value.Kind == JsonKind.Boolean)
        {
            return value.Text == "true";
        }

        Invalid(value, $"'{name}' must be true or false, but is {value.Describe()}");
        return null;
    }

    public string? Account(string name)
    {
        if (Optional(name) is not { } value || Text(value, name) is not { } text)
        {
            return null;
        }

        if (AccountId.IsValid(text))
        {
            return text;
        }

        Invalid(value, $"'{name}' must be an account id of twelve digits, but is {JsonNode.Quote(text)}");
        return null;
    }

    public ImmutableDictionary<string, string> Map(string name)
    {
        ImmutableDictionary<string, string>.Builder pairs = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (Optional(name) is { } value)
        {
            foreach (JsonNode pair in Members(value, name))
            {
                if (!HasMemory(pair, BytesOfPair))
                {
                    break;
                }

                if (Text(pair, pair.Name!) is { } text)
                {
                    pairs[pair.Name!] = text;
                }
            }
        }

        return pairs.ToImmutable();
    }

    public IEnumerable<JsonNode> Members(JsonNode node, string name)
    {
        if (node.Kind != JsonKind.Object)
        {
            Invalid(node, $"'{name}' must be an object, but is {node.Describe()}");
            return [];
        }

        return Children(node);
    }

    public IEnumerable<JsonNode> Array(JsonNode node, string name)
    {
        if (node.Kind != JsonKind.Array)
        {
            Invalid(node, $"'{name}' must be an array, but is {node.Describe()}");
            return [];
        }

        return Children(node);
    }

    /// <summary>Takes bytes from what may be made of the text; complains about the first part for which none are left.</summary>
    public bool HasMemory(JsonNode node, long bytes)
    {
        if (!_isTooLarge && !node.TryTakeMemory(bytes))
        {
            _isTooLarge = true;
            _diagnostics.Add(DiagnosticDescriptors.TooManyParts, node.Source, node.Span with { Length = 1 }, $"too many small parts: with those from here on, {_what} would take more than eight times the memory of its text", "state only the keys that policies ask about");
        }

        return !_isTooLarge;
    }

    public string? Text(JsonNode node, string name)
    {
        if (node.Kind == JsonKind.String)
        {
            return node.Text;
        }

        Invalid(node, $"'{name}' must be a string, but is {node.Describe()}");
        return null;
    }

    public void Invalid(JsonNode node, string message, string? help = null) =>
        _diagnostics.Add(_faults.Invalid, node.Source, node.Span, message, help);

    public void InvalidName(JsonNode member, string message, string? help = null) =>
        _diagnostics.Add(_faults.Invalid, member.Source, member.NameSpan, message, help);

    public MemberReader Nested(JsonNode node, string what) => new(node, what, _diagnostics, _faults);

    /// <summary>Complains about every member that was not asked for. Call it last.</summary>
    public void RefuseOthers()
    {
        if (_node.Kind != JsonKind.Object)
        {
            return;
        }

        foreach (JsonNode member in _node)
        {
            if (_diagnostics.IsFullOf(DiagnosticSeverity.Error))
            {
                return;
            }

            if (!_asked.Contains(member.Name!))
            {
                _diagnostics.Add(_faults.Unknown, member.Source, member.NameSpan, $"{_what} has no member {JsonNode.Quote(member.Name!)}: expected one of {string.Join(", ", _asked.Order(StringComparer.Ordinal))}", Suggestion.DidYouMean(member.Name!, _asked));
            }
        }
    }

    private static IEnumerable<JsonNode> Children(JsonNode node)
    {
        foreach (JsonNode child in node)
        {
            yield return child;
        }
    }
}

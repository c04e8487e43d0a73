using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Formats.Notation;

/// <summary>Reads the members of a mapping one by one and complains about those nobody asked for: in a notation of ours, they are typing mistakes.</summary>
internal sealed class NotationMembers
{
    private readonly NotationNode _node;
    private readonly string _what;
    private readonly EnvironmentFindings _findings;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <param name="node">The mapping.</param>
    /// <param name="what">What it is, in words.</param>
    /// <param name="findings">Takes the complaints.</param>
    public NotationMembers(NotationNode node, string what, EnvironmentFindings findings)
    {
        _node = node;
        _what = what;
        _findings = findings;
        if (node.Kind != JsonKind.Object)
        {
            Invalid(node, $"{what} must be a mapping, but is {node.Describe()}");
        }
    }

    public NotationNode Node => _node;

    /// <summary>A member; <c>null</c> when it is missing or holds nothing.</summary>
    public NotationNode? Optional(string name)
    {
        _asked.Add(name);
        foreach (NotationMember member in _node.Members)
        {
            if (string.Equals(member.Name, name, StringComparison.Ordinal))
            {
                return member.Value.Kind == JsonKind.Null ? null : member.Value;
            }
        }

        return null;
    }

    /// <summary>A member that has to be there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="example">What to write.</param>
    public NotationNode? Required(string name, string example)
    {
        NotationNode? value = Optional(name);
        if (value is null && _node.Kind == JsonKind.Object)
        {
            Report(EnvironmentDiagnostics.MissingNotationMember, _node.Source, _node.Span with { Length = Math.Min(1, _node.Span.Length) }, $"{_what} has no member '{name}'", $"add {name}: {example}");
        }

        return value;
    }

    /// <summary>A text; <c>null</c> when it is missing or something else.</summary>
    public string? Text(string name) => Optional(name) is { } value ? TextOf(value, name) : null;

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

    /// <summary>An account id.</summary>
    public string? Account(string name) => Optional(name) is { } value ? AccountOf(value, name) : null;

    public string? AccountOf(NotationNode value, string name)
    {
        if (value.Kind is JsonKind.String or JsonKind.Number && AccountId.IsValid(value.Text))
        {
            return value.Text;
        }

        Invalid(value, $"'{name}' must be an account id of twelve digits, but is {value.Describe()}");
        return null;
    }

    /// <summary>One of a few words.</summary>
    public string? Word(string name, params string[] words)
    {
        if (Optional(name) is not { } value || TextOf(value, name) is not { } text)
        {
            return null;
        }

        if (words.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        Invalid(value, $"'{name}' must be one of {string.Join(", ", words)}, but is {value.Describe()}", Suggestion.DidYouMean(text, words));
        return null;
    }

    /// <summary>Names with texts, such as tags; <c>null</c> when the member is missing.</summary>
    public Dictionary<string, string>? Pairs(string name)
    {
        if (Optional(name) is not { } value)
        {
            return null;
        }

        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (value.Kind != JsonKind.Object)
        {
            Invalid(value, $"'{name}' must be a mapping of names to texts, but is {value.Describe()}");
        }

        foreach (NotationMember member in value.Members)
        {
            if (member.Value.Kind == JsonKind.Null)
            {
                pairs[member.Name] = "";
            }
            else if (TextOf(member.Value, member.Name) is { } text)
            {
                pairs[member.Name] = text;
            }
        }

        return pairs;
    }

    public ImmutableDictionary<string, string>? ImmutablePairs(string name) => Pairs(name)?.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The items of a list; none when the member is missing.</summary>
    public IReadOnlyList<NotationNode> Items(string name)
    {
        if (Optional(name) is not { } value)
        {
            return [];
        }

        if (value.Kind != JsonKind.Array)
        {
            Invalid(value, $"'{name}' must be a list, but is {value.Describe()}");
        }

        return value.Items;
    }

    /// <summary>The texts of a list.</summary>
    public IEnumerable<string> Texts(string name) => Items(name).Select(item => TextOf(item, name)).OfType<string>();

    /// <summary>A text, also where YAML or JSON took it for a number or a truth value.</summary>
    public string? TextOf(NotationNode value, string name)
    {
        if (value.Kind is JsonKind.String or JsonKind.Number or JsonKind.Boolean)
        {
            return value.Text;
        }

        Invalid(value, $"'{name}' must be a text, but is {value.Describe()}");
        return null;
    }

    public NotationMembers Nested(NotationNode node, string what) => new(node, what, _findings);

    public void Invalid(NotationNode value, string message, string? help = null) =>
        Report(EnvironmentDiagnostics.InvalidNotationValue, value.Source, value.Span, message, help);

    /// <summary>Complains about every member that was not asked for. Call it last.</summary>
    public void RefuseOthers()
    {
        foreach (NotationMember member in _node.Members)
        {
            if (!_asked.Contains(member.Name))
            {
                string help = Suggestion.DidYouMean(member.Name, _asked) ?? $"expected one of {string.Join(", ", _asked.Order(StringComparer.Ordinal))}";
                Report(EnvironmentDiagnostics.UnknownNotationMember, _node.Source, member.NameSpan, $"{_what} has no member {JsonNode.Quote(member.Name)}", help);
            }
        }
    }

    private void Report(DiagnosticDescriptor descriptor, SourceText source, SourceSpan span, string message, string? help) =>
        _findings.Add(new Diagnostic(descriptor, descriptor.Severity, message, help, source, span));
}

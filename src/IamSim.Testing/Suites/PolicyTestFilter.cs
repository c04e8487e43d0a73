using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;
using IamSim.Diagnostics;

namespace IamSim.Testing;

/// <summary>Chooses cases by a text. Immutable and thread-safe.</summary>
/// <remarks>
/// <c>field:text</c>, where the field is <c>name</c> (of the test), <c>tag</c>, <c>principal</c>, <c>action</c> or <c>resource</c>; without a field
/// the text is looked for in name, tags, principal and action. A text with <c>*</c> or <c>?</c> is the whole value, of a tag always; any other is a part of it. Case does not count.
/// </remarks>
public sealed class PolicyTestFilter
{
    private static readonly string[] Fields = ["name", "tag", "principal", "action", "resource"];

    private readonly string? _field;
    private readonly string _text;

    private PolicyTestFilter(string? field, string text) => (_field, _text) = (field, text);

    /// <summary>Reads a filter.</summary>
    /// <param name="text">The text. What stands before a colon and is no field belongs to the text, such as <c>s3:Get*</c>.</param>
    /// <param name="filter">The filter, or <c>null</c>.</param>
    /// <param name="fault">Why it is none, in one line; <c>null</c> when it is one.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out PolicyTestFilter? filter, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string? field = colon < 0 ? null : Array.Find(Fields, known => text.AsSpan(0, colon).Equals(known, StringComparison.OrdinalIgnoreCase));
        string value = field is null ? text : text[(colon + 1)..];
        fault = string.IsNullOrWhiteSpace(value) ? $"'{PrintableText.Line(text)}' is no filter: expected a part of a name, tag, principal or action, or one of them as {string.Join(", ", Fields.Select(static name => name + ":…"))}" : null;
        filter = fault is null ? new PolicyTestFilter(field, value) : null;
        return fault is null;
    }

    /// <summary>Whether a case is chosen.</summary>
    /// <param name="one">The case.</param>
    public bool IsMatch(PolicyTestCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return _field switch
        {
            "name" => IsMatch(one.TestName ?? ""),
            "tag" => HasTag(one),
            "principal" => IsMatch(one.Principal.ToString()),
            "action" => IsMatch(one.Action.Text),
            "resource" => IsMatch(one.Resource),
            _ => IsMatch(one.TestName ?? "") || HasTag(one) || IsMatch(one.Principal.ToString()) || IsMatch(one.Action.Text),
        };
    }

    /// <summary>The filter as it was written.</summary>
    public override string ToString() => _field is null ? _text : $"{_field}:{_text}";

    private bool HasTag(PolicyTestCase one) => one.Tags.Any(tag => IsWildcard ? IsMatch(tag) : string.Equals(tag, _text, StringComparison.OrdinalIgnoreCase));

    private bool IsWildcard => _text.AsSpan().ContainsAny('*', '?');

    private bool IsMatch(string value) => IsWildcard
        ? FileSystemName.MatchesSimpleExpression(_text.Replace("\\", "\\\\", StringComparison.Ordinal), value)
        : value.Contains(_text, StringComparison.OrdinalIgnoreCase);
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using IamSim.Diagnostics;

namespace IamSim.Testing.Recording;

/// <summary>Writes suites as YAML. Not thread-safe.</summary>
internal sealed class SuiteYaml
{
    // Plain scalars that YAML or its older versions take for something else than a text.
    private static readonly string[] Reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    /// <summary>A line as it is, with two spaces for each level.</summary>
    public void Line(int level, string text) => _text.Append(' ', level * 2).Append(text).Append('\n');

    /// <summary>A comment of one line, whatever stands in it.</summary>
    public void Comment(int level, string text) => Line(level, text.Length == 0 ? "#" : "# " + PrintableText.Line(text));

    /// <summary>A member with a text.</summary>
    public void Member(int level, string name, string value) => Line(level, $"{Scalar(name)}: {Scalar(value)}");

    /// <summary>A member with one text or a list of them, one a line.</summary>
    public void Member(int level, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 1)
        {
            Member(level, name, values[0]);
            return;
        }

        Line(level, $"{Scalar(name)}:");
        foreach (string value in values)
        {
            Line(level + 1, $"- {Scalar(value)}");
        }
    }

    /// <summary>A text as YAML: plain where nothing else can be meant, otherwise in double quotes.</summary>
    public static string Scalar(string text) => IsPlain(text) ? text : Quoted(text);

    /// <summary>A value of JSON in the flow style of YAML, on one line. The reader bounds its depth.</summary>
    public static string Flow(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return $"{{ {string.Join(", ", value.EnumerateObject().Select(static member => $"{Quoted(member.Name)}: {Flow(member.Value)}"))} }}";
            case JsonValueKind.Array:
                return $"[{string.Join(", ", value.EnumerateArray().Select(Flow))}]";
            case JsonValueKind.String:
                return Quoted(value.GetString()!);
            default:
                return value.GetRawText();
        }
    }

    private static bool IsPlain(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text[^1] != ':' && !Reserved.Contains(text, StringComparer.OrdinalIgnoreCase)
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ':' or '@' or '+' or '=');

    /// <summary>A text in double quotes.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
            {
                quoted.Append(c).Append(text[++i]);
            }
            else if (c is '"' or '\\')
            {
                quoted.Append('\\').Append(c);
            }
            else if (char.IsSurrogate(c))
            {
                quoted.Append('\uFFFD');
            }
            // What a terminal obeys, or YAML has no place for.
            else if (PrintableText.Line(text[i].ToString()) != text[i].ToString() || c is '\uFEFF' or '\uFFFE' or '\uFFFF')
            {
                quoted.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                quoted.Append(c);
            }
        }

        return quoted.Append('"').ToString();
    }
}

using System.Globalization;
using System.Text;
using IamSim.Diagnostics;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>
/// Writes a resolved value as JSON with each of its values on the line, and where there is room in the column, that it comes from: so a
/// place in the JSON is a place in the template.
/// </summary>
internal sealed class PlacedJson
{
    // What lies further apart was moved here from elsewhere, and padding would be longer than the policy.
    private const int FarthestLine = 500;
    private const int FarthestColumn = 500;

    private readonly StringBuilder _text = new();
    private int _line;
    private int _column;

    private PlacedJson(SourcePlace place) => (_line, _column) = (place.Line, place.Column);

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value. Nothing of it may be open.</param>
    /// <param name="place">Where it begins.</param>
    public static string Write(DeployedValue value, out SourcePlace place)
    {
        place = PolicyTexts.PlaceOf(value.Origin);
        var json = new PlacedJson(place);
        json.Append(value, null);
        return json._text.ToString();
    }

    private void Append(DeployedValue value, string? name)
    {
        if (name is null)
        {
            MoveTo(value.Origin, value.Origin.Span.Start);
        }
        else
        {
            MoveTo(value.Origin, value.Origin.Name == name ? value.Origin.NameSpan.Start : value.Origin.Span.Start);
            AppendText(name);
            Append(": ");
            MoveTo(value.Origin, value.Origin.Span.Start);
        }

        switch (value.Kind)
        {
            case DeployedKind.Text:
                AppendText(value.Text);
                break;
            case DeployedKind.List:
                AppendAll('[', value.Items.Select(static item => (item!, (string?)null)), ']');
                break;
            case DeployedKind.Map:
                AppendAll('{', value.Members.Select(static member => (member.Value, (string?)member.Key)), '}');
                break;
            default:
                Append(value.Text);
                break;
        }
    }

    private void AppendAll(char open, IEnumerable<(DeployedValue Value, string? Name)> children, char close)
    {
        Append(open.ToString());
        bool isFirst = true;
        foreach ((DeployedValue value, string? name) in children)
        {
            Append(isFirst ? " " : ", ");
            isFirst = false;
            Append(value, name);
        }

        Append(isFirst ? close.ToString() : $" {close}");
    }

    private void MoveTo(JsonNode origin, int offset)
    {
        LinePosition position = origin.Source.GetPosition(offset);
        int lines = position.Line - _line;
        if (lines is > 0 and <= FarthestLine)
        {
            _text.Append('\n', lines);
            (_line, _column) = (position.Line, 1);
        }

        int columns = position.Column - _column;
        if (_line == position.Line && columns is > 0 and <= FarthestColumn)
        {
            _text.Append(' ', columns);
            _column = position.Column;
        }
    }

    private void AppendText(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                quoted.Append(c).Append(text[++i]);
            }
            else if (c is '"' or '\\')
            {
                quoted.Append('\\').Append(c);
            }
            else if (char.IsControl(c))
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                quoted.Append(char.IsSurrogate(c) ? '\uFFFD' : c);
            }
        }

        Append(quoted.Append('"').ToString());
    }

    private void Append(string text)
    {
        _text.Append(text);
        _column += text.Length;
    }
}

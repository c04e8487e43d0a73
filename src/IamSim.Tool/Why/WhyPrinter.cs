using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.PartialEvaluation;

namespace IamSim.Tool;

/// <summary>Prints the answer of <c>iamsim why</c>.</summary>
internal sealed class WhyPrinter : IDisposable
{
    // The default encoding throws on half a character.
    private static readonly UTF8Encoding Replacing = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    private readonly StreamWriter _writer = new(Console.OpenStandardOutput(), Replacing, bufferSize: 1 << 16);
    private readonly string _format;
    private readonly int _fixes;

    public WhyPrinter(string format, int fixes)
    {
        _format = format;
        _fixes = fixes;
    }

    /// <summary>Prints an answer.</summary>
    /// <param name="explanation">The answer to the question as it was asked.</param>
    /// <param name="partial">The answer with unknown keys; <c>null</c> when none was asked for.</param>
    /// <param name="unstated">Keys that the request does not state and that could turn the answer.</param>
    public void Print(Explanation explanation, PartialDecision? partial, ImmutableArray<string> unstated)
    {
        switch (_format)
        {
            case "json":
                PrintJson(explanation, partial, unstated);
                break;
            case "markdown":
                _writer.Write(explanation.ToMarkdown(new ExplanationMarkdownOptions { Fixes = _fixes }));
                PrintPartial(partial, unstated, "- ");
                break;
            case "aws":
                _writer.Write($"{explanation.ToAccessDeniedMessage() ?? "allowed"}\n");
                break;
            default:
                bool color = Terminal.Create(_writer, Console.IsOutputRedirected).Profile.Capabilities.Ansi;
                _writer.Write(explanation.ToText(new ExplanationTextOptions { Color = color, Fixes = _fixes }));
                PrintPartial(partial, unstated, "  ");
                break;
        }
    }

    public void Dispose() => _writer.Dispose();

    private void PrintPartial(PartialDecision? partial, ImmutableArray<string> unstated, string indent)
    {
        if (!unstated.IsEmpty)
        {
            _writer.Write($"{indent}not stated, and could turn the answer: {PrintableText.Line(string.Join(", ", unstated))}\n");
        }

        if (partial is not null)
        {
            _writer.Write($"{indent}with unknown keys: {PrintableText.Line(partial.ToString())}\n");
        }
    }

    private void PrintJson(Explanation explanation, PartialDecision? partial, ImmutableArray<string> unstated)
    {
        // The output is data, not HTML: quotes and letters stay readable.
        using var json = new Utf8JsonWriter(_writer.BaseStream, new JsonWriterOptions { Indented = true, Encoder = PrintableText.JsonEncoder, NewLine = "\n" });
        json.WriteStartObject();
        json.WritePropertyName("explanation");
        explanation.WriteJson(json, new ExplanationJsonOptions { Fixes = _fixes });
        if (!unstated.IsEmpty)
        {
            WriteKeys(json, "unstatedKeysThatCouldTurnTheAnswer", unstated);
        }

        if (partial is not null)
        {
            json.WriteStartObject("partial");
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(partial.Kind.ToString()));
            WriteKeys(json, "decidingKeys", partial.DecidingKeys);
            json.WriteString("residual", partial.Residual.ToString());
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        _writer.BaseStream.WriteByte((byte)'\n');
    }

    private static void WriteKeys(Utf8JsonWriter json, string name, ImmutableArray<string> keys)
    {
        json.WriteStartArray(name);
        foreach (string key in keys)
        {
            json.WriteStringValue(key);
        }

        json.WriteEndArray();
    }
}

using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Explanations;

namespace IamSim.Tool.Environments;

/// <summary>Writes a report as one JSON object, or its rows as JSON lines.</summary>
internal static class JsonReport
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = PrintableText.JsonEncoder };
    private static readonly JsonWriterOptions OneLine = new() { Encoder = PrintableText.JsonEncoder };

    public static void Write(Report report, bool explain)
    {
        using Stream output = StandardOutput.Open();
        using var buffer = new BufferedStream(output, 1 << 16);
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("question");
            foreach ((string name, string value) in report.Question)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
            writer.WriteStartArray("rows");
            foreach (ReportRow row in report.Rows)
            {
                WriteRow(writer, report, row, explain);
                writer.Flush();
            }

            writer.WriteEndArray();
            writer.WriteStartObject("summary");
            foreach ((string name, object? value) in report.Summary())
            {
                WriteMember(writer, name, value);
            }

            writer.WriteEndObject();
            WriteMember(writer, "assumptions", report.Assumptions());
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
    }

    public static void WriteLines(Report report, bool explain)
    {
        using Stream output = StandardOutput.Open();
        using var buffer = new BufferedStream(output, 1 << 16);
        using var writer = new Utf8JsonWriter(buffer, OneLine);
        foreach (ReportRow row in report.Rows)
        {
            WriteRow(writer, report, row, explain);
            writer.Flush();
            writer.Reset();
            buffer.Write("\n"u8);
        }
    }

    private static void WriteRow(Utf8JsonWriter writer, Report report, ReportRow row, bool explain)
    {
        writer.WriteStartObject();
        for (int i = 0; i < report.Columns.Count; i++)
        {
            WriteMember(writer, report.Columns[i].Name, row.Cells[i]);
        }

        if (explain && row.Explain is { } why)
        {
            writer.WritePropertyName("explanation");
            why().WriteJson(writer, new ExplanationJsonOptions());
        }

        if (explain && row.Explanations.Count > 0)
        {
            writer.WriteStartObject("explanations");
            foreach (ReportExplanation part in row.Explanations)
            {
                writer.WritePropertyName(part.Name);
                part.Explain().WriteJson(writer, new ExplanationJsonOptions());
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull(name);
                break;
            case bool truth:
                writer.WriteBoolean(name, truth);
                break;
            case int number:
                writer.WriteNumber(name, number);
                break;
            case long number:
                writer.WriteNumber(name, number);
                break;
            case double number:
                writer.WriteNumber(name, number);
                break;
            case string text:
                writer.WriteString(name, text);
                break;
            case IEnumerable<string> list:
                writer.WriteStartArray(name);
                foreach (string item in list)
                {
                    writer.WriteStringValue(item);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteString(name, ReportWriter.Text(value));
                break;
        }
    }
}

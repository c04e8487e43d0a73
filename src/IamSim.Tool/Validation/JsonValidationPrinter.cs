using System.Text.Encodings.Web;
using System.Text.Json;
using IamSim.Diagnostics;

namespace IamSim.Tool.Validation;

/// <summary>Prints one JSON object; docs/guides/validate-policies.md describes it.</summary>
internal sealed class JsonValidationPrinter : IValidationPrinter
{
    private readonly BufferedStream _output = new(Console.OpenStandardOutput(), 1 << 16);
    private readonly Utf8JsonWriter _writer;

    public JsonValidationPrinter()
    {
        _writer = new Utf8JsonWriter(_output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _writer.WriteStartObject();
        _writer.WriteStartArray("files");
    }

    public void Print(ValidatedFile file, bool passes)
    {
        _writer.WriteStartObject();
        _writer.WriteString("file", InputFile.NameOf(file.Path));
        if (file.Fault is not null)
        {
            _writer.WriteStartObject("inputError");
            _writer.WriteString("message", file.Fault);
            _writer.WriteEndObject();
        }
        else
        {
            WriteFindings(file, passes);
        }

        _writer.WriteEndObject();
        _writer.Flush();
    }

    public void Finish(ValidationTally tally)
    {
        _writer.WriteEndArray();
        _writer.WriteStartObject("summary");
        _writer.WriteNumber("files", tally.Files);
        _writer.WriteNumber("errors", tally.Errors);
        _writer.WriteNumber("warnings", tally.Warnings);
        _writer.WriteNumber("infos", tally.Infos);
        _writer.WriteNumber("unreadable", tally.Unreadable);
        _writer.WriteEndObject();
        _writer.WriteEndObject();
        _writer.Flush();
        _output.WriteByte((byte)'\n');
        _output.Flush();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _output.Dispose();
    }

    private void WriteFindings(ValidatedFile file, bool passes)
    {
        _writer.WriteString("kind", file.Place?.Name);
        _writer.WriteBoolean("guessed", file.Reason is not null);
        _writer.WriteBoolean("pass", passes);
        _writer.WriteStartArray("findings");
        foreach (Diagnostic finding in file.Findings)
        {
            _writer.WriteStartObject();
            _writer.WriteString("code", finding.Id);
            _writer.WriteString("severity", SeverityName.Of(finding.Severity));
            _writer.WriteString("title", finding.Descriptor.Title);
            _writer.WriteString("message", finding.Message);
            if (finding.Help is not null)
            {
                _writer.WriteString("help", finding.Help);
            }

            LinePosition end = finding.Source.GetPosition(finding.Span.End);
            _writer.WriteNumber("line", finding.Position.Line);
            _writer.WriteNumber("column", finding.Position.Column);
            _writer.WriteNumber("endLine", end.Line);
            _writer.WriteNumber("endColumn", end.Column);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
    }
}

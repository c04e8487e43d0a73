using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Linting;

namespace IamSim.Tool.Validation;

/// <summary>Prints one JSON object; docs/guides/validate-policies.md describes it.</summary>
internal sealed class JsonValidationPrinter : IValidationPrinter
{
    private readonly BufferedStream _output = new(StandardOutput.Open(), 1 << 16);
    private readonly Utf8JsonWriter _writer;

    public JsonValidationPrinter()
    {
        _writer = new Utf8JsonWriter(_output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = PrintableText.JsonEncoder });
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
        _writer.WriteNumber("suppressed", tally.Suppressed);
        _writer.WriteNumber("fixable", tally.Fixable);
        _writer.WriteNumber("fixed", tally.Fixed);
        _writer.WriteNumber("unwritten", tally.Unwritten);
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
            WriteFinding(finding);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
        if (file.Suppressed.Count > 0)
        {
            _writer.WriteStartArray("suppressed");
            foreach (LintFinding finding in file.Suppressed)
            {
                _writer.WriteStartObject();
                WriteFinding(finding.Diagnostic);
                _writer.WriteString("reason", finding.Suppression!.Reason);
                _writer.WriteEndObject();
            }

            _writer.WriteEndArray();
        }

        WriteFixed(file);
    }

    private void WriteFixed(ValidatedFile file)
    {
        if (file.Fixed.Count > 0)
        {
            _writer.WriteStartArray("fixed");
            foreach (AppliedFix made in file.Fixed)
            {
                _writer.WriteStartObject();
                _writer.WriteString("code", made.Descriptor.Id);
                _writer.WriteString("title", made.Title);
                _writer.WriteNumber("line", made.Position.Line);
                _writer.WriteNumber("column", made.Position.Column);
                _writer.WriteEndObject();
            }

            _writer.WriteEndArray();
        }

        if (file.WriteFault is not null)
        {
            _writer.WriteStartObject("outputError");
            _writer.WriteString("message", file.WriteFault);
            _writer.WriteEndObject();
        }
    }

    private void WriteFinding(Diagnostic finding)
    {
        _writer.WriteString("code", finding.Id);
        _writer.WriteString("severity", SeverityName.Of(finding.Severity));
        _writer.WriteString("title", finding.Descriptor.Title);
        _writer.WriteString("message", finding.Message);
        if (finding.Help is not null)
        {
            _writer.WriteString("help", finding.Help);
        }

        WriteRegion(finding.Source, finding.Span);
        if (KnownDiagnostics.AccessAnalyzerCode(finding.Descriptor) is { } code)
        {
            _writer.WriteString("accessAnalyzer", code);
        }

        if (finding.Fix is { } fix)
        {
            _writer.WriteStartObject("fix");
            _writer.WriteString("title", fix.Title);
            _writer.WriteStartArray("edits");
            foreach (TextEdit edit in fix.Edits)
            {
                _writer.WriteStartObject();
                WriteRegion(finding.Source, edit.Span);
                _writer.WriteString("newText", edit.NewText);
                _writer.WriteEndObject();
            }

            _writer.WriteEndArray();
            _writer.WriteEndObject();
        }
    }

    private void WriteRegion(SourceText source, SourceSpan span)
    {
        LinePosition start = source.GetPosition(span.Start);
        LinePosition end = source.GetPosition(span.End);
        _writer.WriteNumber("line", start.Line);
        _writer.WriteNumber("column", start.Column);
        _writer.WriteNumber("endLine", end.Line);
        _writer.WriteNumber("endColumn", end.Column);
    }
}

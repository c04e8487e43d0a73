using System.Reflection;
using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Linting;

namespace IamSim.Tool.Validation;

/// <summary>Prints a SARIF 2.1.0 log, which GitHub code scanning and editors read. See OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".</summary>
internal sealed class SarifPrinter : IValidationPrinter
{
    private static readonly Dictionary<string, int> RuleIndexes = KnownDiagnostics.OfValidation.Select(static (rule, index) => (rule.Id, index)).ToDictionary(static pair => pair.Id, static pair => pair.index, StringComparer.Ordinal);

    private readonly BufferedStream _output = new(StandardOutput.Open(), 1 << 16);
    private readonly Utf8JsonWriter _writer;
    private readonly List<string> _faults = [];

    public SarifPrinter()
    {
        _writer = new Utf8JsonWriter(_output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = PrintableText.JsonEncoder });
        _writer.WriteStartObject();
        _writer.WriteString("$schema", SarifParts.Schema);
        _writer.WriteString("version", "2.1.0");
        _writer.WriteStartArray("runs");
        _writer.WriteStartObject();
        WriteTool();
        // Columns count characters, not UTF-16 units, which is what SARIF would assume.
        _writer.WriteString("columnKind", "unicodeCodePoints");
        _writer.WriteStartArray("results");
    }

    public void Print(ValidatedFile file, bool passes)
    {
        if ((file.Fault ?? file.WriteFault) is { } fault)
        {
            _faults.Add(fault);
        }

        foreach (Diagnostic finding in file.Findings)
        {
            WriteResult(file, finding, suppression: null);
        }

        foreach (LintFinding finding in file.Suppressed)
        {
            WriteResult(file, finding.Diagnostic, finding.Suppression);
        }

        _writer.Flush();
    }

    public void Finish(ValidationTally tally)
    {
        _writer.WriteEndArray();
        WriteInvocation(tally);
        _writer.WriteEndObject();
        _writer.WriteEndArray();
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

    private void WriteTool()
    {
        _writer.WriteStartObject("tool");
        _writer.WriteStartObject("driver");
        _writer.WriteString("name", "iamsim");
        _writer.WriteString("semanticVersion", typeof(SarifPrinter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);
        _writer.WriteStartArray("rules");
        foreach (DiagnosticDescriptor rule in KnownDiagnostics.OfValidation)
        {
            WriteRule(rule, DiagnosticPage.Of(rule));
        }

        _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.WriteEndObject();
    }

    private void WriteRule(DiagnosticDescriptor rule, DiagnosticPage page)
    {
        _writer.WriteStartObject();
        _writer.WriteString("id", rule.Id);
        SarifParts.WriteText(_writer, "shortDescription", rule.Title);
        SarifParts.WriteText(_writer, "fullDescription", page.Summary);
        _writer.WriteStartObject("help");
        _writer.WriteString("text", page.ToText(width: null));
        _writer.WriteString("markdown", page.ToPortableMarkdown());
        _writer.WriteEndObject();
        if (page.Link is { } link)
        {
            _writer.WriteString("helpUri", link);
        }

        _writer.WriteStartObject("defaultConfiguration");
        _writer.WriteString("level", SarifParts.Level(rule.Severity));
        _writer.WriteEndObject();
        WriteProperties(rule);
        _writer.WriteEndObject();
    }

    // What a result viewer can filter by.
    private void WriteProperties(DiagnosticDescriptor rule)
    {
        string? code = KnownDiagnostics.AccessAnalyzerCode(rule);
        _writer.WriteStartObject("properties");
        _writer.WriteStartArray("tags");
        _writer.WriteStringValue("iam");
        if (code is not null)
        {
            _writer.WriteStringValue("access-analyzer");
        }

        _writer.WriteEndArray();
        if (code is not null)
        {
            _writer.WriteString("accessAnalyzer", code);
        }

        _writer.WriteEndObject();
    }

    private void WriteResult(ValidatedFile file, Diagnostic finding, LintSuppression? suppression)
    {
        _writer.WriteStartObject();
        _writer.WriteString("ruleId", finding.Id);
        _writer.WriteNumber("ruleIndex", RuleIndexes[finding.Id]);
        _writer.WriteString("level", SarifParts.Level(finding.Severity));
        SarifParts.WriteText(_writer, "message", finding.Help is null ? finding.Message : $"{finding.Message} ({finding.Help})");
        _writer.WriteStartArray("locations");
        _writer.WriteStartObject();
        _writer.WriteStartObject("physicalLocation");
        SarifParts.WriteArtifact(_writer, file.Path);
        WriteRegion("region", finding.Source, finding.Span);
        _writer.WriteEndObject();
        _writer.WriteEndObject();
        _writer.WriteEndArray();
        if (finding.Fix is { } fix)
        {
            WriteFix(file.Path, finding.Source, fix);
        }

        if (suppression is not null)
        {
            WriteSuppression(suppression);
        }

        _writer.WriteEndObject();
    }

    private void WriteFix(string path, SourceText source, DiagnosticFix fix)
    {
        _writer.WriteStartArray("fixes");
        _writer.WriteStartObject();
        SarifParts.WriteText(_writer, "description", fix.Title);
        _writer.WriteStartArray("artifactChanges");
        _writer.WriteStartObject();
        SarifParts.WriteArtifact(_writer, path);
        _writer.WriteStartArray("replacements");
        foreach (TextEdit edit in fix.Edits)
        {
            _writer.WriteStartObject();
            WriteRegion("deletedRegion", source, edit.Span);
            SarifParts.WriteText(_writer, "insertedContent", edit.NewText);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.WriteEndArray();
    }

    private void WriteSuppression(LintSuppression suppression)
    {
        _writer.WriteStartArray("suppressions");
        _writer.WriteStartObject();
        _writer.WriteString("kind", "external");
        _writer.WriteString("justification", suppression.Reason);
        _writer.WriteEndObject();
        _writer.WriteEndArray();
    }

    private void WriteRegion(string name, SourceText source, SourceSpan span)
    {
        LinePosition start = source.GetPosition(span.Start);
        LinePosition end = source.GetPosition(span.End);
        _writer.WriteStartObject(name);
        _writer.WriteNumber("startLine", start.Line);
        _writer.WriteNumber("startColumn", start.Column);
        _writer.WriteNumber("endLine", end.Line);
        _writer.WriteNumber("endColumn", end.Column);
        _writer.WriteEndObject();
    }

    private void WriteInvocation(ValidationTally tally)
    {
        _writer.WriteStartArray("invocations");
        _writer.WriteStartObject();
        _writer.WriteNumber("exitCode", tally.ExitCode);
        _writer.WriteBoolean("executionSuccessful", _faults.Count == 0);
        _writer.WriteStartArray("toolExecutionNotifications");
        foreach (string fault in _faults)
        {
            _writer.WriteStartObject();
            _writer.WriteString("level", "error");
            SarifParts.WriteText(_writer, "message", fault);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.WriteEndArray();
    }
}

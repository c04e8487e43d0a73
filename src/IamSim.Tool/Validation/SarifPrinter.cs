using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using IamSim.Diagnostics;

namespace IamSim.Tool.Validation;

/// <summary>Prints a SARIF 2.1.0 log, which GitHub code scanning and editors read. See OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".</summary>
internal sealed class SarifPrinter : IValidationPrinter
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    // Faults of scenarios are none of policies.
    private static readonly DiagnosticDescriptor[] Rules = [.. DiagnosticDescriptors.All.Where(static descriptor => descriptor.Rule != "scenario")];

    private readonly BufferedStream _output = new(Console.OpenStandardOutput(), 1 << 16);
    private readonly Utf8JsonWriter _writer;
    private readonly List<ValidatedFile> _unreadable = [];

    public SarifPrinter()
    {
        _writer = new Utf8JsonWriter(_output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _writer.WriteStartObject();
        _writer.WriteString("$schema", Schema);
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
        if (file.Fault is not null)
        {
            _unreadable.Add(file);
        }

        foreach (Diagnostic finding in file.Findings)
        {
            WriteResult(file, finding);
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
        foreach (DiagnosticDescriptor rule in Rules)
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
        WriteText("shortDescription", rule.Title);
        WriteText("fullDescription", page.Summary);
        _writer.WriteStartObject("help");
        _writer.WriteString("text", page.ToText(width: null));
        _writer.WriteString("markdown", page.ToPortableMarkdown());
        _writer.WriteEndObject();
        if (page.Link is { } link)
        {
            _writer.WriteString("helpUri", link);
        }

        _writer.WriteStartObject("defaultConfiguration");
        _writer.WriteString("level", Level(rule.Severity));
        _writer.WriteEndObject();
        _writer.WriteEndObject();
    }

    private void WriteResult(ValidatedFile file, Diagnostic finding)
    {
        _writer.WriteStartObject();
        _writer.WriteString("ruleId", finding.Id);
        _writer.WriteNumber("ruleIndex", Array.IndexOf(Rules, finding.Descriptor));
        _writer.WriteString("level", Level(finding.Severity));
        WriteText("message", finding.Help is null ? finding.Message : $"{finding.Message} ({finding.Help})");
        _writer.WriteStartArray("locations");
        _writer.WriteStartObject();
        _writer.WriteStartObject("physicalLocation");
        WriteArtifact(file.Path);
        WriteRegion(finding);
        _writer.WriteEndObject();
        _writer.WriteEndObject();
        _writer.WriteEndArray();
        _writer.WriteEndObject();
    }

    private void WriteArtifact(string path)
    {
        _writer.WriteStartObject("artifactLocation");
        if (path == InputFile.StandardInput)
        {
            _writer.WriteString("uri", "stdin");
        }
        else
        {
            _writer.WriteString("uri", ArtifactPath.ToUri(path));
            if (ArtifactPath.Relative(path) is not null)
            {
                _writer.WriteString("uriBaseId", "%SRCROOT%");
            }
        }

        _writer.WriteEndObject();
    }

    private void WriteRegion(Diagnostic finding)
    {
        LinePosition start = finding.Position;
        LinePosition end = finding.Source.GetPosition(finding.Span.End);
        _writer.WriteStartObject("region");
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
        _writer.WriteBoolean("executionSuccessful", _unreadable.Count == 0);
        _writer.WriteStartArray("toolExecutionNotifications");
        foreach (ValidatedFile file in _unreadable)
        {
            _writer.WriteStartObject();
            _writer.WriteString("level", "error");
            WriteText("message", file.Fault!);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.WriteEndArray();
    }

    private void WriteText(string name, string text)
    {
        _writer.WriteStartObject(name);
        _writer.WriteString("text", text);
        _writer.WriteEndObject();
    }

    private static string Level(DiagnosticSeverity severity) => severity == DiagnosticSeverity.Info ? "note" : SeverityName.Of(severity);
}

using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Testing;

namespace IamSim.Tool.Testing;

/// <summary>Prints one JSON object with every suite, its findings, and every row that did not pass.</summary>
internal sealed class JsonTestPrinter : ITestPrinter
{
    private readonly BufferedStream _output = new(StandardOutput.Open(), 1 << 16);

    public void Print(TestReport report)
    {
        using (var writer = new Utf8JsonWriter(_output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = PrintableText.JsonEncoder }))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("summary");
            WriteCounts(writer, report.Rows, report.Cases, report.Passed, report.Failed, report.Uncertain, report.Errors);
            writer.WriteNumber("seconds", Math.Round(report.Elapsed.TotalSeconds, 3));
            writer.WriteEndObject();
            writer.WriteStartArray("suites");
            foreach (PolicyTestRun run in report.Runs)
            {
                Write(writer, run);
            }

            writer.WriteEndArray();
            if (report.Coverage is { } coverage)
            {
                writer.WritePropertyName("coverage");
                coverage.WriteJson(writer);
            }

            if (report.Mutants is { } mutants)
            {
                writer.WritePropertyName("mutants");
                mutants.WriteJson(writer);
            }

            writer.WriteEndObject();
        }

        _output.WriteByte((byte)'\n');
        _output.Flush();
    }

    public void Dispose() => _output.Dispose();

    private static void WriteCounts(Utf8JsonWriter writer, int rows, int cases, int passed, int failed, int uncertain, int errors)
    {
        writer.WriteNumber("rows", rows);
        writer.WriteNumber("cases", cases);
        writer.WriteNumber("passed", passed);
        writer.WriteNumber("failed", failed);
        writer.WriteNumber("uncertain", uncertain);
        writer.WriteNumber("errors", errors);
    }

    private static void Write(Utf8JsonWriter writer, PolicyTestRun run)
    {
        writer.WriteStartObject();
        writer.WriteString("path", run.Suite.Path);
        writer.WriteString("name", run.Suite.Name);
        WriteCounts(writer, run.Rows.Length, run.Cases, run.Passed, run.Failed, run.Uncertain, run.Errors);
        writer.WriteStartArray("findings");
        foreach (Diagnostic finding in run.Suite.Diagnostics)
        {
            writer.WriteStartObject();
            writer.WriteString("id", finding.Id);
            writer.WriteString("severity", SeverityName.Of(finding.Severity));
            WritePlace(writer, new SourcePlace(finding.Source.Name, finding.Position.Line, finding.Position.Column));
            writer.WriteString("message", finding.Message);
            writer.WriteString("help", finding.Help);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("failures");
        foreach (TestFailure failure in TestFailure.Of(run))
        {
            Write(writer, failure);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, TestFailure failure)
    {
        writer.WriteStartObject();
        writer.WriteString("test", failure.Row.Test.Name);
        writer.WriteString("table", TestWords.Table(failure.Row.Row.Expected));
        writer.WriteString("actions", failure.Row.Row.ActionEntry);
        writer.WriteString("context", failure.Row.Row.ContextName);
        writer.WriteString("verdict", failure.Row.Verdict == PolicyTestVerdict.Failed ? "failed" : "uncertain");
        WritePlace(writer, failure.Place);
        writer.WriteStartArray("cases");
        foreach (PolicyTestResult result in failure.Cases)
        {
            writer.WriteStartObject();
            writer.WriteString("principal", result.Case.Principal.ToString());
            writer.WriteString("action", result.Case.Action.Text);
            writer.WriteString("resource", result.Case.Resource);
            writer.WriteString("verdict", result.Verdict == PolicyTestVerdict.Failed ? "failed" : "uncertain");
            writer.WriteString("decision", result.Decision.Kind.ToString());
            writer.WriteString("decidedBy", result.Decision.DecidedBy.ToString());
            writer.WriteString("statement", result.Decision.Statement?.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WritePropertyName("explanation");
        failure.Explanation.WriteJson(writer);
        writer.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter writer, SourcePlace place)
    {
        writer.WriteString("file", place.File);
        writer.WriteNumber("line", place.Line);
        writer.WriteNumber("column", place.Column);
    }
}

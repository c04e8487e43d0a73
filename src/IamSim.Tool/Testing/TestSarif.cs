using System.Reflection;
using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Testing;
using IamSim.Tool.Validation;

namespace IamSim.Tool.Testing;

/// <summary>Writes a SARIF 2.1.0 log of rows that did not pass and of findings about suites.</summary>
internal static class TestSarif
{
    private const string Failed = "policy-test-failed";
    private const string Uncertain = "policy-test-uncertain";

    public static void Write(TestReport report, Stream stream)
    {
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = PrintableText.JsonEncoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", SarifParts.Schema);
            writer.WriteString("version", "2.1.0");
            writer.WriteStartArray("runs");
            writer.WriteStartObject();
            WriteTool(writer, [.. report.Runs.SelectMany(static run => run.Suite.Diagnostics).Select(static finding => finding.Descriptor).DistinctBy(static descriptor => descriptor.Id).OrderBy(static descriptor => descriptor.Id, StringComparer.Ordinal)]);
            writer.WriteString("columnKind", "unicodeCodePoints");
            writer.WriteStartArray("results");
            foreach (PolicyTestRun run in report.Runs)
            {
                WriteResults(writer, run);
            }

            writer.WriteEndArray();
            WriteInvocation(writer, report);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteTool(Utf8JsonWriter writer, IReadOnlyList<DiagnosticDescriptor> descriptors)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "iamsim");
        writer.WriteString("semanticVersion", typeof(TestSarif).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);
        writer.WriteStartArray("rules");
        WriteRule(writer, Failed, "Policies answer otherwise than a test says", "error");
        WriteRule(writer, Uncertain, "Policies that decide a test are missing or cannot be read", "warning");
        foreach (DiagnosticDescriptor descriptor in descriptors)
        {
            WriteRule(writer, descriptor.Id, descriptor.Title, SarifParts.Level(descriptor.Severity));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter writer, string id, string title, string level)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        SarifParts.WriteText(writer, "shortDescription", title);
        writer.WriteStartObject("defaultConfiguration");
        writer.WriteString("level", level);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResults(Utf8JsonWriter writer, PolicyTestRun run)
    {
        foreach (Diagnostic finding in run.Suite.Diagnostics)
        {
            OpenResult(writer, finding.Id, SarifParts.Level(finding.Severity), finding.Help is null ? finding.Message : $"{finding.Message} ({finding.Help})");
            WriteLocations(writer, "locations", new SourcePlace(finding.Source.Name ?? run.Suite.Path, finding.Position.Line, finding.Position.Column), null);
            writer.WriteEndObject();
        }

        foreach (TestFailure failure in TestFailure.Of(run))
        {
            bool isFailed = failure.Row.Verdict == PolicyTestVerdict.Failed;
            OpenResult(writer, isFailed ? Failed : Uncertain, isFailed ? "error" : "warning", $"{failure.Title}: {failure.Message}");
            WriteLocations(writer, "locations", failure.Place, null);
            if (failure.Statement is { Source.Name: { } file } statement)
            {
                WriteLocations(writer, "relatedLocations", new SourcePlace(file, statement.Position.Line, statement.Position.Column), "the statement that decided");
            }

            writer.WriteEndObject();
        }
    }

    private static void OpenResult(Utf8JsonWriter writer, string rule, string level, string message)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", rule);
        writer.WriteString("level", level);
        SarifParts.WriteText(writer, "message", message);
    }

    private static void WriteLocations(Utf8JsonWriter writer, string name, SourcePlace place, string? message)
    {
        writer.WriteStartArray(name);
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        SarifParts.WriteArtifact(writer, place.File ?? "");
        writer.WriteStartObject("region");
        writer.WriteNumber("startLine", Math.Max(1, place.Line));
        writer.WriteNumber("startColumn", Math.Max(1, place.Column));
        writer.WriteEndObject();
        writer.WriteEndObject();
        if (message is not null)
        {
            SarifParts.WriteText(writer, "message", message);
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteInvocation(Utf8JsonWriter writer, TestReport report)
    {
        writer.WriteStartArray("invocations");
        writer.WriteStartObject();
        writer.WriteNumber("exitCode", report.ExitCode);
        writer.WriteBoolean("executionSuccessful", report.Faults.IsEmpty);
        writer.WriteStartArray("toolExecutionNotifications");
        foreach (string fault in report.Faults)
        {
            writer.WriteStartObject();
            writer.WriteString("level", "error");
            SarifParts.WriteText(writer, "message", fault);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}

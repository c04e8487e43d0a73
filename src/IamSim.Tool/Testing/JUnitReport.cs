using System.Globalization;
using System.Text;
using System.Xml;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Testing;

namespace IamSim.Tool.Testing;

/// <summary>Writes the XML that CI servers read as the results of JUnit: a test suite for each suite, a test case for each row.</summary>
internal static class JUnitReport
{
    public static void Write(TestReport report, Stream stream)
    {
        using var writer = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
        writer.WriteStartElement("testsuites");
        Counts(writer, report.Rows, report.Runs.Sum(Failures), report.Runs.Sum(static run => run.Errors));
        writer.WriteAttributeString("time", report.Elapsed.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        foreach (PolicyTestRun run in report.Runs)
        {
            Write(writer, run);
        }

        writer.WriteEndElement();
        writer.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static int Failures(PolicyTestRun run) => run.Rows.Count(static row => row.Verdict != PolicyTestVerdict.Passed);

    private static void Write(XmlWriter writer, PolicyTestRun run)
    {
        writer.WriteStartElement("testsuite");
        writer.WriteAttributeString("name", Plain(run.Suite.Name));
        Counts(writer, run.Rows.Length + run.Errors, Failures(run), run.Errors);
        foreach (Diagnostic finding in run.Suite.Diagnostics.Where(static finding => finding.Severity == DiagnosticSeverity.Error))
        {
            Open(writer, finding.Source.Name ?? run.Suite.Path, finding.Position.Line, $"{finding.Id} {finding.Descriptor.Title}", run.Suite.Name);
            Problem(writer, "error", finding.Id, finding.Message, finding.ToDetailedString());
            writer.WriteEndElement();
        }

        foreach (PolicyTestRowResult row in run.Rows)
        {
            Open(writer, row.Row.Place.File ?? run.Suite.Path, row.Row.Place.Line, $"{row.Test.Name}: {TestWords.Row(row.Row)}", run.Suite.Name);
            if (row.Verdict != PolicyTestVerdict.Passed)
            {
                TestFailure failure = TestFailure.Of(row);
                Problem(writer, "failure", row.Verdict == PolicyTestVerdict.Failed ? "failed" : "uncertain", failure.Message, failure.Explanation.ToText(ExplanationTextOptions.Default));
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void Open(XmlWriter writer, string file, int line, string name, string suite)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("classname", Plain(suite));
        writer.WriteAttributeString("name", Plain(name));
        writer.WriteAttributeString("file", Plain(file));
        writer.WriteAttributeString("line", line.ToString(CultureInfo.InvariantCulture));
    }

    private static void Problem(XmlWriter writer, string element, string type, string message, string text)
    {
        writer.WriteStartElement(element);
        writer.WriteAttributeString("type", type);
        writer.WriteAttributeString("message", Plain(message));
        writer.WriteString(string.Join('\n', text.Split('\n').Select(Plain)));
        writer.WriteEndElement();
    }

    private static void Counts(XmlWriter writer, int tests, int failures, int errors)
    {
        writer.WriteAttributeString("tests", tests.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("failures", failures.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("errors", errors.ToString(CultureInfo.InvariantCulture));
    }

    // XML has no form for some characters that texts of .NET can have.
    private static string Plain(string text)
    {
        string line = PrintableText.Line(text);
        return line.AsSpan().ContainsAny('\uFFFE', '\uFFFF') ? line.Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD') : line;
    }
}

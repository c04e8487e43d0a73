using System.Globalization;
using System.Text;
using System.Xml;
using IamSim.Diagnostics;

namespace IamSim.Testing;

/// <summary>
/// Coverage in the form of Cobertura, which build servers show beside the lines of a file. A policy is a class, a line has the hits of the part on it
/// that was met least, and conditions are branches: one for holding, one for failing.
/// </summary>
internal static class CoberturaReport
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = true };

    public static void Write(PolicyCoverage coverage, Stream stream, DateTimeOffset time)
    {
        using var writer = XmlWriter.Create(stream, Settings);
        Line[] all = [.. coverage.Policies.SelectMany(LinesOf)];
        writer.WriteStartDocument();
        writer.WriteDocType("coverage", null, "http://cobertura.sourceforge.net/xml/coverage-04.dtd", null);
        writer.WriteStartElement("coverage");
        WriteRates(writer, all);
        Attribute(writer, "lines-covered", all.Count(static line => line.Hits > 0));
        Attribute(writer, "lines-valid", all.Length);
        Attribute(writer, "branches-covered", all.Sum(static line => line.CoveredBranches));
        Attribute(writer, "branches-valid", all.Sum(static line => line.Branches));
        writer.WriteAttributeString("complexity", "0");
        writer.WriteAttributeString("version", "1");
        writer.WriteAttributeString("timestamp", time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        writer.WriteStartElement("sources");
        writer.WriteElementString("source", ".");
        writer.WriteEndElement();
        writer.WriteStartElement("packages");
        writer.WriteStartElement("package");
        writer.WriteAttributeString("name", "policies");
        WriteRates(writer, all);
        writer.WriteAttributeString("complexity", "0");
        writer.WriteStartElement("classes");
        // A file holds several policies; the servers take the lines of one class of a name together.
        foreach (PolicyDocumentCoverage policy in coverage.Policies)
        {
            WritePolicy(writer, policy);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndDocument();
    }

    private static void WritePolicy(XmlWriter writer, PolicyDocumentCoverage policy)
    {
        Line[] lines = [.. LinesOf(policy)];
        writer.WriteStartElement("class");
        writer.WriteAttributeString("name", Clean(policy.Document.ToString()));
        writer.WriteAttributeString("filename", Clean(policy.File));
        WriteRates(writer, lines);
        writer.WriteAttributeString("complexity", "0");
        writer.WriteStartElement("methods");
        writer.WriteEndElement();
        writer.WriteStartElement("lines");
        foreach (Line line in lines)
        {
            writer.WriteStartElement("line");
            Attribute(writer, "number", line.Number);
            Attribute(writer, "hits", line.Hits);
            writer.WriteAttributeString("branch", line.Branches > 0 ? "true" : "false");
            if (line.Branches > 0)
            {
                int percent = 100 * line.CoveredBranches / line.Branches;
                writer.WriteAttributeString("condition-coverage", string.Create(CultureInfo.InvariantCulture, $"{percent}% ({line.CoveredBranches}/{line.Branches})"));
                writer.WriteStartElement("conditions");
                for (int i = 0; i < line.Conditions.Length; i++)
                {
                    ElementCoverage condition = line.Conditions[i];
                    writer.WriteStartElement("condition");
                    Attribute(writer, "number", i);
                    writer.WriteAttributeString("type", "jump");
                    writer.WriteAttributeString("coverage", $"{50 * ((condition.Cases > 0 ? 1 : 0) + (condition.FailedCases > 0 ? 1 : 0))}%");
                    writer.WriteEndElement();
                }

                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static IEnumerable<Line> LinesOf(PolicyDocumentCoverage policy)
    {
        IEnumerable<(int Line, int Hits, ElementCoverage? Condition)> parts = policy.Statements.SelectMany(static statement => statement.Elements
            .Select(static element => (element.Position.Line, element.Cases + element.FailedCases, element.Kind == CoveredElementKind.Condition ? element : null))
            .Prepend((statement.Position.Line, statement.DecidedCases, null)));
        return parts.GroupBy(static part => part.Line).OrderBy(static line => line.Key)
            .Select(static line => new Line(line.Key, line.Min(static part => part.Hits), [.. line.Select(static part => part.Condition).OfType<ElementCoverage>()]));
    }

    private static void WriteRates(XmlWriter writer, Line[] lines)
    {
        int branches = lines.Sum(static line => line.Branches);
        writer.WriteAttributeString("line-rate", Rate(lines.Count(static line => line.Hits > 0), lines.Length));
        writer.WriteAttributeString("branch-rate", Rate(lines.Sum(static line => line.CoveredBranches), branches));
    }

    private static string Rate(int part, int whole) => (whole == 0 ? 1 : (double)part / whole).ToString("0.####", CultureInfo.InvariantCulture);

    private static void Attribute(XmlWriter writer, string name, int value) => writer.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    // Names come from files, and not every character may stand in XML.
    private static string Clean(string text) => PrintableText.Line(text).Replace('\ufffe', '\ufffd').Replace('\uffff', '\ufffd');

    /// <summary>A line of a policy with something on it.</summary>
    private sealed record Line(int Number, int Hits, ElementCoverage[] Conditions)
    {
        public int Branches => 2 * Conditions.Length;

        public int CoveredBranches => Conditions.Sum(static condition => (condition.Cases > 0 ? 1 : 0) + (condition.FailedCases > 0 ? 1 : 0));
    }
}

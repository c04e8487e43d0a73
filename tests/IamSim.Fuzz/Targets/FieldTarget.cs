using System.Text;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Tool.Environments;
using nietras.SeparatedValues;

namespace IamSim.Fuzz.Targets;

/// <summary>A table with texts of anybody's choice, in every form that reports have.</summary>
internal sealed class FieldTarget() : FuzzTarget("tables", 1, "no field is a formula; CSV and JSON say the texts; Markdown has one row a line; nothing but line ends is not printable")
{
    public override IReadOnlyList<string> Tokens => ["=1+1", "+", "-", "@", "\t", "|", "`", "\"", ",", "\r", "\u001b[31m", "\u202E", "<img src=x>", "[a](b)", "\\|", "\uFF1D", "\n", "\u2028"];

    public override int MaximumLength => 200;

    public override void Run(byte[] input)
    {
        string[] texts = InputText.Lines(input, 3)[..3];
        foreach (string text in texts)
        {
            string line = PrintableText.Line(text);
            Invariant.Same(text.Length, line.Length, "a printable text is as long");
            Invariant.IsPrintable(line, "a line is printable", isOneLine: true);
            string code = MarkdownText.Code(text);
            Invariant.IsPrintable(code, "a code span is printable", isOneLine: true);
        }

        string csv = Print(texts, ReportFormat.Csv);
        using (SepReader reader = Sep.New(',').Reader(static options => options with { Unescape = true, DisableQuotesParsing = false }).FromText(csv))
        {
            Invariant.Holds(reader.MoveNext(), "the table has its row");
            for (int i = 0; i < texts.Length; i++)
            {
                string field = reader.Current[i].ToString();
                Invariant.Holds(field is not ['=' or '+' or '-' or '@' or '\t' or '\r', ..], "no field is a formula", () => csv);
                Invariant.Holds(field.TrimStart('\'') == PrintableText.Line(texts[i]).TrimStart('\''), "CSV says the texts", () => csv);
            }
        }

        Invariant.IsPrintable(csv, "CSV is printable");
        Invariant.IsPrintable(Print(texts, ReportFormat.Text), "a table is printable");
        string markdown = Print(texts, ReportFormat.Markdown);
        Invariant.IsPrintable(markdown, "Markdown is printable");
        Invariant.Same(3, markdown.TrimEnd('\n').Split('\n').Length, "a row of Markdown is one line");
        Invariant.Holds(!markdown.Contains('<', StringComparison.Ordinal), "no HTML stands in Markdown", () => markdown);
        Invariant.IsJson(Encoding.UTF8.GetBytes(Print(texts, ReportFormat.Json)), "a report is JSON");
    }

    private static string Print(string[] texts, ReportFormat format)
    {
        var report = new Report
        {
            Columns = [new ReportColumn("a", "A"), new ReportColumn("b", "B"), new ReportColumn("c", "C")],
            Rows = [new ReportRow(texts[0], texts[1], texts[2])],
        };
        return Encoding.UTF8.GetString(Captured.Output(() => ReportWriter.Write(report, format, explain: false)));
    }
}

using IamSim.Diagnostics;
using IamSim.Explanations;

namespace IamSim.Tool.Environments;

/// <summary>Writes a report as Markdown: a table, what was assumed, and explanations under it.</summary>
internal static class MarkdownReport
{
    public static void Write(Report report, bool explain)
    {
        using var output = new StreamWriter(StandardOutput.Open()) { NewLine = "\n" };
        int[] shown = [.. Enumerable.Range(0, report.Columns.Count).Where(i => report.Columns[i].IsShown)];
        var explanations = new List<string>();
        output.WriteLine($"| {string.Join(" | ", shown.Select(i => Words(report.Columns[i].Heading)))} |");
        output.WriteLine($"|{string.Concat(shown.Select(static _ => " --- |"))}");
        foreach (ReportRow row in report.Rows)
        {
            output.WriteLine($"| {string.Join(" | ", shown.Select(i => Cell(row.Cells[i])))} |");
            if (explain && row.Explain is { } why)
            {
                explanations.Add(why().ToMarkdown(new ExplanationMarkdownOptions()));
            }

            foreach (ReportExplanation part in explain ? row.Explanations : [])
            {
                explanations.Add($"{Escape(part.Sentence)}\n\n{part.Explain().ToMarkdown(new ExplanationMarkdownOptions())}");
            }
        }

        if (report.Sentence() is { } sentence)
        {
            output.WriteLine();
            output.WriteLine(Escape(sentence));
        }

        string[] assumptions = [.. report.Assumptions()];
        if (assumptions.Length > 0)
        {
            output.WriteLine();
            output.WriteLine("Assumed:");
            output.WriteLine();
            foreach (string assumption in assumptions)
            {
                output.WriteLine($"- {Escape(assumption)}");
            }
        }

        foreach (string explanation in explanations)
        {
            output.WriteLine();
            output.WriteLine(explanation.TrimEnd());
        }
    }

    private static string Words(string heading) => heading.Length == 0 ? "" : char.ToUpperInvariant(heading[0]) + heading[1..].ToLowerInvariant();

    private static string Cell(object? cell) => cell is string { Length: > 0 } or IEnumerable<string> ? Escape(ReportWriter.Text(cell)) : ReportWriter.Text(cell);

    // Whatever a name holds, it is text: no table, link, image or HTML comes of it.
    private static string Escape(string text)
    {
        var escaped = new System.Text.StringBuilder(text.Length);
        foreach (char c in PrintableText.Line(text))
        {
            escaped.Append(c is '|' or '*' or '_' or '[' or ']' or '`' or '\\' or '#' or '!' or '~' ? $"\\{c}" : c switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", _ => c.ToString() });
        }

        return escaped.ToString();
    }
}

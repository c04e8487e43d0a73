using IamSim.Tool.Catalog;

namespace IamSim.Tool.Environments;

/// <summary>Writes a report in any of its formats to standard output; what is not part of a format's data goes to standard error.</summary>
internal static class ReportWriter
{
    /// <summary>Writes it. Returns its exit code.</summary>
    public static int Write(Report report, ReportFormat format, bool explain)
    {
        switch (format)
        {
            case ReportFormat.Json:
                JsonReport.Write(report, explain);
                break;
            case ReportFormat.Ndjson:
                JsonReport.WriteLines(report, explain);
                TellAssumptions(report);
                break;
            case ReportFormat.Csv:
                CsvReport.Write(report, explain);
                TellAssumptions(report);
                break;
            case ReportFormat.Markdown:
                MarkdownReport.Write(report, explain);
                break;
            default:
                WriteText(report, explain);
                break;
        }

        return report.ExitCode();
    }

    /// <summary>A cell in words.</summary>
    public static string Text(object? cell) => cell switch
    {
        null => "",
        string text => text,
        bool value => value ? "yes" : "no",
        IEnumerable<string> list => string.Join(", ", list),
        IFormattable value => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static void WriteText(Report report, bool explain)
    {
        using var output = new StreamWriter(StandardOutput.Open());
        int[] shown = [.. Enumerable.Range(0, report.Columns.Count).Where(i => report.Columns[i].IsShown)];
        var table = new Columns([.. shown.Select(i => report.Columns[i].Heading)]);
        bool any = false;
        foreach (ReportRow row in report.Rows)
        {
            any = true;
            table.Add([.. shown.Select(i => Text(row.Cells[i]))]);
            foreach (string line in row.Lines)
            {
                table.AddLine("  " + line);
            }

            if (explain && row.Explain is { } why)
            {
                table.AddText(why().ToText(new Explanations.ExplanationTextOptions()));
            }

            foreach (ReportExplanation part in explain ? row.Explanations : [])
            {
                table.AddLine("  " + part.Sentence);
                table.AddText(part.Explain().ToText(new Explanations.ExplanationTextOptions()));
            }
        }

        if (any)
        {
            table.Write(output);
        }

        if (report.Sentence() is { } sentence)
        {
            output.Write(any ? $"\n{sentence}\n" : $"{sentence}\n");
        }

        foreach (string assumption in report.Assumptions())
        {
            output.Write($"assumed: {Diagnostics.PrintableText.Line(assumption)}\n");
        }
    }

    private static void TellAssumptions(Report report)
    {
        foreach (string assumption in report.Assumptions())
        {
            Console.Error.WriteLine($"iamsim: assumed: {Diagnostics.PrintableText.Line(assumption)}");
        }
    }
}

using System.Globalization;
using System.Net;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>Coverage as one HTML file without scripts: the text of every policy, its statements and their parts colored. Every text is escaped.</summary>
internal static class CoverageHtml
{
    private const string Style = """
        :root { color-scheme: light dark; }
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
        h2 { font-size: 1rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
        table { border-collapse: collapse; }
        td, th { padding: .2rem 1rem .2rem 0; text-align: left; }
        td.n { font-variant-numeric: tabular-nums; text-align: right; }
        pre { border: 1px solid #8886; border-radius: 4px; font: 13px/1.5 ui-monospace, monospace; overflow-x: auto; padding: .5rem 0; }
        pre .l { color: #888; display: inline-block; padding-right: 1rem; text-align: right; user-select: none; width: 3.5rem; }
        .yes { background: #2da44e2e; } .no { background: #cf222e3d; } .half { background: #d4a72c4d; }
        .key span { border-radius: 3px; margin-right: 1rem; padding: .1rem .4rem; }
        """;

    public static void Write(PolicyCoverage coverage, TextWriter writer)
    {
        writer.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>Policy coverage</title>\n<style>\n");
        writer.Write(Style);
        writer.Write("\n</style>\n</head>\n<body>\n<h1>Policy coverage</h1>\n");
        writer.Write($"<table>\n{Row("statements", coverage.StatementPercent)}{Row("decisive statements", coverage.DecisivePercent)}{Row("entries", coverage.EntryPercent)}{Row("conditions", coverage.ConditionPercent)}</table>\n");
        writer.Write($"<p>{Text(coverage.ToString())}</p>\n<p class=\"key\"><span class=\"yes\">decided a case</span><span class=\"half\">in part: a condition that only held or only failed, or a statement that others repeat</span><span class=\"no\">never mattered</span></p>\n<table>\n<tr><th>policy</th><th>statements</th></tr>\n");
        for (int i = 0; i < coverage.Policies.Length; i++)
        {
            PolicyDocumentCoverage policy = coverage.Policies[i];
            writer.Write($"<tr><td><a href=\"#p{i}\">{Text(policy.File)}</a></td><td class=\"n\">{Percent(policy.StatementPercent)}</td></tr>\n");
        }

        writer.Write("</table>\n");
        for (int i = 0; i < coverage.Policies.Length; i++)
        {
            WritePolicy(writer, coverage.Policies[i], i);
        }

        WriteUntouched(writer, coverage);
        writer.Write("</body>\n</html>\n");
    }

    private static void WriteUntouched(TextWriter writer, PolicyCoverage coverage)
    {
        if (coverage.Untouched.IsEmpty)
        {
            return;
        }

        writer.Write("<h2>Policies that no case is decided by</h2>\n<ul>\n");
        foreach (PolicyDocument document in coverage.Untouched)
        {
            writer.Write($"<li>{Text(document.Source.Name ?? document.ToString())}</li>\n");
        }

        writer.Write("</ul>\n");
    }

    private static void WritePolicy(TextWriter writer, PolicyDocumentCoverage policy, int number)
    {
        writer.Write($"<h2 id=\"p{number}\">{Text(policy.File)}: {Text(policy.Document.ToString())}</h2>\n<pre>");
        SourceText source = policy.Document.Source;
        SourceSpan span = policy.Document.Span;
        var marks = new List<Mark>();
        foreach (StatementCoverage statement in policy.Statements)
        {
            string title = $"{statement.Label}: decides {Cases(statement.DecidedCases)}";
            marks.Add(new Mark(statement.Statement.Span, statement.IsDecisive ? "yes" : statement.IsCovered ? "half" : "no", title));
            marks.AddRange(statement.Elements.Select(element => new Mark(element.Span, ClassOf(element), element.Kind == CoveredElementKind.Condition ? $"held in {Cases(element.Cases)}, failed in {Cases(element.FailedCases)}" : Cases(element.Cases))));
        }

        WriteSource(writer, source, span, marks);
        writer.Write("</pre>\n");
    }

    // Every line closes what is open and opens it again, so that the markup nests whatever the spans.
    private static void WriteSource(TextWriter writer, SourceText source, SourceSpan span, List<Mark> marks)
    {
        string text = source.Text;
        int line = -1;
        int at = span.Start;
        while (at < span.End)
        {
            int number = source.GetPosition(at).Line;
            if (number != line)
            {
                writer.Write($"<span class=\"l\">{number.ToString(CultureInfo.InvariantCulture)}</span>");
                line = number;
            }

            // The innermost mark gives the color.
            Mark? mark = marks.Where(mark => mark.Span.Start <= at && at < mark.Span.End).OrderBy(static mark => mark.Span.Length).FirstOrDefault();
            int end = mark is null ? span.End : Math.Min(mark.Span.End, span.End);
            foreach (Mark next in marks)
            {
                end = next.Span.Start > at && next.Span.Start < end ? next.Span.Start : end;
            }

            int newLine = text.AsSpan(at, end - at).IndexOf('\n');
            end = newLine < 0 ? end : at + newLine + 1;
            string piece = Text(text[at..end].TrimEnd('\r', '\n'));
            writer.Write(mark is null || piece.Length == 0 ? piece : $"<span class=\"{mark.Class}\" title=\"{Text(mark.Title)}\">{piece}</span>");
            if (newLine >= 0)
            {
                writer.Write('\n');
            }

            at = end;
        }
    }

    private static string ClassOf(ElementCoverage element) => element.IsCovered ? "yes" : element.Kind == CoveredElementKind.Condition && element.Cases + element.FailedCases > 0 ? "half" : "no";

    private static string Row(string name, double percent) => $"<tr><td>{name}</td><td class=\"n\">{Percent(percent)}</td></tr>\n";

    private static string Percent(double percent) => (Math.Floor(percent * 10) / 10).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Cases(int count) => count == 1 ? "1 case" : $"{count.ToString(CultureInfo.InvariantCulture)} cases";

    // Policies are indented with tabs too.
    private static string Text(string text) => WebUtility.HtmlEncode(string.Join('\t', text.Split('\t').Select(PrintableText.Line)));

    /// <summary>A colored run of characters.</summary>
    private sealed record Mark(SourceSpan Span, string Class, string Title);
}

using System.Net;
using System.Text;
using System.Text.Json;
using IamSim.Tool.Environments.Html;

namespace IamSim.Fuzz.Targets;

/// <summary>The report of an environment, with names of anybody's choice.</summary>
internal sealed class HtmlTarget() : FuzzTarget("html", 1, "no text ends its element; the data is JSON that says the texts; the frame is the same for every text")
{
    private const string DataStart = "<script type=\"application/json\" id=\"data\">";

    internal static readonly string Frame = Between(Write([.. Enumerable.Repeat("", Lines)])).Frame;

    private const int Lines = 8;

    public override IReadOnlyList<string> Tokens => ["<", ">", "</script>", "<!--", "-->", "<script>", "&lt;", "&#60;", "\"", "'", "javascript:", "\u2028", "\u0000", "\u001b[0m", "\u202E", "]]>", "{{DATA}}", "{{SCRIPT}}", "{{TITLE}}", "\n"];

    public override int MaximumLength => 400;

    public override void Run(byte[] input)
    {
        string[] texts = InputText.Lines(input, Lines)[..Lines];
        (string frame, string data, string title) = Between(Write(texts));
        Invariant.Same(Frame, frame, "the frame of the report is the same for every text");
        Invariant.IsJson(Encoding.UTF8.GetBytes(data), "the data of a report is JSON");
        Invariant.Holds(data.AsSpan().IndexOfAny('<', '>', '&') < 0, "nothing in the data looks like an element", () => data);
        Invariant.Holds(title.AsSpan().IndexOfAny('<', '>', '"') < 0, "nothing in the title looks like an element", () => title);
        using var document = JsonDocument.Parse(data);
        string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        Invariant.Same(Whole(texts[0]), document.RootElement.GetProperty("title").GetString(), "the data says the texts");
        Invariant.Same(Whole(texts[7]), document.RootElement.GetProperty("assumptions")[0].GetString(), "the data says the texts");
        Invariant.Same(Whole(texts[0]), Whole(WebUtility.HtmlDecode(title)), "the title says its text");
    }

    private static string Write(string[] texts)
    {
        var data = new HtmlReportData
        {
            Title = texts[0],
            About = texts[1],
            Summary = [(texts[2], texts[3])],
            Accounts = [(texts[4], texts[5])],
            Services = [texts[6]],
            Rows = [[new HtmlHeatCell(0, 1, 2, 3, 4)]],
            Principals = [new HtmlPrincipal(texts[1], texts[2], texts[3], 0, 0, true, false)],
            Findings = [new HtmlFinding(texts[4], texts[5], texts[6], texts[7], texts[0], texts[1])],
            Assumptions = [texts[7]],
        };
        using var stream = new MemoryStream();
        HtmlReport.Write(stream, data);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    internal static (string Frame, string Data, string Title) Between(string html)
    {
        (string beforeTitle, string title, string rest) = Cut(html, "<title>", "</title>");
        (string before, string data, string after) = Cut(rest, DataStart, "</script>");
        return (beforeTitle + before + after, data, title);
    }

    private static (string Before, string Inside, string After) Cut(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        int to = text.IndexOf(end, from, StringComparison.Ordinal);
        return (text[..from], text[from..to], text[to..]);
    }
}

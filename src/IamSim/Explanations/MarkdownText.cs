using System.Text;
using IamSim.Diagnostics;

namespace IamSim.Explanations;

/// <summary>
/// Puts texts of other people into Markdown so that they stay text. They go into code spans and fences, where nothing is markup: no HTML, no link,
/// no mention of a user. See the CommonMark specification, "Code spans" and "Fenced code blocks", and GitHub's, "Tables".
/// </summary>
internal static class MarkdownText
{
    /// <summary>A sentence whose quoted parts are code spans. Fit for a table too: a pipe never stands bare.</summary>
    public static string Of(FormattableString sentence) => Wording.Format(sentence, Code);

    /// <summary>A code span.</summary>
    public static string Code(string text)
    {
        // A pipe inside a code span would end a cell of a table, and a backslash in front of it means different things to different readers.
        string[] parts = PrintableText.Line(text).Split('|');
        return string.Join("\\|", parts.Select(static part => part.Length == 0 ? "" : Span(part)));
    }

    /// <summary>A fenced block of lines.</summary>
    public static void AppendFence(StringBuilder builder, IEnumerable<string> lines)
    {
        string[] printable = [.. lines.Select(PrintableText.Line)];
        string fence = new('`', Math.Max(3, 1 + printable.Select(LongestRun).DefaultIfEmpty().Max()));
        builder.Append(fence).Append("text\n").AppendJoin('\n', printable).Append('\n').Append(fence).Append('\n');
    }

    private static string Span(string text)
    {
        string fence = new('`', 1 + LongestRun(text));
        // One space at both ends is taken off again, and keeps a backtick there from joining the fence.
        bool pads = text[0] is '`' or ' ' || text[^1] is '`' or ' ';
        return pads && !text.AsSpan().Trim(' ').IsEmpty ? $"{fence} {text} {fence}" : fence + text + fence;
    }

    private static int LongestRun(string text)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}

using System.Text;

namespace IamSim.Diagnostics;

/// <summary>Draws the source line of a span with carets under it.</summary>
internal static class CaretRenderer
{
    // A minified policy is one line of thousands of characters; an excerpt around the span is enough.
    private const int MaximumExcerpt = 120;

    public static string Render(Diagnostic diagnostic)
    {
        var builder = new StringBuilder();
        builder.Append(diagnostic).Append('\n');
        AppendExcerpt(builder, diagnostic.Source, diagnostic.Span);
        if (diagnostic.Help is not null)
        {
            builder.Append("help: ").Append(diagnostic.Help).Append('\n');
        }

        return builder.ToString();
    }

    public static void AppendExcerpt(StringBuilder builder, SourceText source, SourceSpan span)
    {
        SourceSpan line = source.LineSpan(span.Start);
        int from = line.Start;
        int to = line.End;
        if (to - from > MaximumExcerpt)
        {
            from = Math.Max(from, Math.Min(span.Start - MaximumExcerpt / 4, to - MaximumExcerpt));
            to = Math.Min(to, from + MaximumExcerpt);
        }

        builder.Append("  | ");
        AppendPrintable(builder, source.Text.AsSpan(from, to - from), blank: false);
        builder.Append("\n  | ");
        AppendPrintable(builder, source.Text.AsSpan(from, Math.Clamp(span.Start - from, 0, to - from)), blank: true);
        int width = Math.Max(1, Math.Min(span.End, to) - Math.Max(span.Start, from));
        builder.Append('^', width).Append('\n');
    }

    // Control characters never reach a terminal from a policy that somebody else wrote.
    private static void AppendPrintable(StringBuilder builder, ReadOnlySpan<char> text, bool blank)
    {
        foreach (char c in text)
        {
            builder.Append(blank ? ' ' : c == '\t' ? ' ' : char.IsControl(c) ? '\uFFFD' : c);
        }
    }
}

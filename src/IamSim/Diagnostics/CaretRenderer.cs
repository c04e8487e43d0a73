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

        int caret = Math.Clamp(span.Start, from, to);
        int end = Math.Clamp(span.End, caret, to);
        builder.Append("  | ").Append(PrintableText.Line(source.Text[from..to])).Append('\n');
        builder.Append("  | ").Append(' ', CountCharacters(source, from, caret)).Append('^', Math.Max(1, CountCharacters(source, caret, end))).Append('\n');
    }

    private static int CountCharacters(SourceText source, int from, int to) =>
        source.GetPosition(to).Column - source.GetPosition(from).Column;
}

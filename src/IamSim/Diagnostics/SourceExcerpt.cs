using System.Globalization;
using System.Text;

namespace IamSim.Diagnostics;

/// <summary>The part of a source line around a span, cut so that it fits a screen. A minified policy is one line of thousands of characters.</summary>
internal readonly struct SourceExcerpt
{
    private const int MaximumLength = 120;

    private readonly SourceText _source;
    private readonly int _from;
    private readonly int _to;
    private readonly int _caret;
    private readonly int _end;

    public SourceExcerpt(SourceText source, SourceSpan span)
    {
        _source = source;
        SourceSpan line = source.LineSpan(span.Start);
        (_from, _to) = (line.Start, line.End);
        if (_to - _from > MaximumLength)
        {
            _from = Math.Max(_from, Math.Min(span.Start - MaximumLength / 4, _to - MaximumLength));
            _to = Math.Min(_to, _from + MaximumLength);
        }

        _caret = Math.Clamp(span.Start, _from, _to);
        _end = Math.Clamp(span.End, _caret, _to);
        Line = source.GetPosition(span.Start).Line;
    }

    /// <summary>The 1-based number of the line.</summary>
    public int Line { get; }

    /// <summary>The number of the line as it stands in the margin.</summary>
    public string LineNumber => Line.ToString(CultureInfo.InvariantCulture);

    /// <summary>The characters of the line, fit for a terminal.</summary>
    public string Text => PrintableText.Line(_source.Text[_from.._to]);

    /// <summary>Spaces up to the span.</summary>
    public string Indent => new(' ', CountCharacters(_from, _caret));

    /// <summary>A caret for each character of the span that is on the line.</summary>
    public string Carets => new('^', Math.Max(1, CountCharacters(_caret, _end)));

    /// <summary>The line and the carets under it.</summary>
    public void AppendTo(StringBuilder builder) =>
        builder.Append("  | ").Append(Text).Append('\n').Append("  | ").Append(Indent).Append(Carets).Append('\n');

    private int CountCharacters(int from, int to) => _source.GetPosition(to).Column - _source.GetPosition(from).Column;
}

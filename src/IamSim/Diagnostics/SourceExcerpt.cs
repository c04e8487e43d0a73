using System.Globalization;
using System.Text;

namespace IamSim.Diagnostics;

/// <summary>The part of a source line around a span, cut so that it fits a screen. A minified policy is one line of thousands of characters.</summary>
internal readonly struct SourceExcerpt
{
    private const int MaximumLength = 120;
    private const string Ellipsis = "…";

    private readonly SourceText _source;
    private readonly SourceSpan _line;
    private readonly int _from;
    private readonly int _to;
    private readonly int _caret;
    private readonly int _end;

    public SourceExcerpt(SourceText source, SourceSpan span)
    {
        _source = source;
        _line = source.LineSpan(span.Start);
        (_from, _to) = (_line.Start, _line.End);
        if (_line.Length > MaximumLength)
        {
            _from = WholeCharacter(Math.Max(_from, Math.Min(span.Start - MaximumLength / 4, _to - MaximumLength)));
            _to = WholeCharacter(Math.Min(_to, _from + MaximumLength));
        }

        _caret = Math.Clamp(span.Start, _from, _to);
        _end = Math.Clamp(span.End, _caret, _to);
        Line = source.GetPosition(span.Start).Line;
    }

    private SourceExcerpt(in SourceExcerpt other, SourceSpan span)
    {
        this = other;
        _caret = Math.Clamp(span.Start, _from, _to);
        _end = Math.Clamp(span.End, _caret, _to);
    }

    /// <summary>The 1-based number of the line.</summary>
    public int Line { get; }

    /// <summary>The number of the line as it stands in the margin.</summary>
    public string LineNumber => Line.ToString(CultureInfo.InvariantCulture);

    /// <summary>The characters of the line, fit for a terminal; an ellipsis stands where it is cut.</summary>
    public string Text
    {
        get
        {
            string text = PrintableText.Line(_source.Text[_from.._to]);
            text = _from > _line.Start ? Ellipsis + text[CharacterLength(_from)..] : text;
            return _to < _line.End ? text + Ellipsis : text;
        }
    }

    /// <summary>Spaces up to the span.</summary>
    public string Indent => new(' ', CountCharacters(_from, _caret));

    /// <summary>A caret for each character of the span that is on the line.</summary>
    public string Carets => new('^', Math.Max(1, CountCharacters(_caret, _end)));

    /// <summary>The line and the carets under it.</summary>
    public void AppendTo(StringBuilder builder) =>
        builder.Append("  | ").Append(Text).Append('\n').Append("  | ").Append(Indent).Append(Carets).Append('\n');

    /// <summary>The same part of the line with another span in it; <c>null</c> when the span is not in it.</summary>
    public SourceExcerpt? Within(SourceSpan span) => span.Start >= _from && span.Start < _to && (span.End <= _to || _to == _line.End)
        ? new SourceExcerpt(this, span)
        : null;

    /// <summary>Whether two excerpts show the same part of the same line.</summary>
    public bool SharesLine(in SourceExcerpt other) => ReferenceEquals(_source, other._source) && _from == other._from && _to == other._to;

    // A cut between the halves of a character would shift the carets.
    private int WholeCharacter(int offset) =>
        offset > _line.Start && offset < _line.End && char.IsLowSurrogate(_source.Text[offset]) && char.IsHighSurrogate(_source.Text[offset - 1]) ? offset + 1 : offset;

    private int CharacterLength(int offset) => char.IsHighSurrogate(_source.Text[offset]) && offset + 1 < _to && char.IsLowSurrogate(_source.Text[offset + 1]) ? 2 : 1;

    private int CountCharacters(int from, int to) => _source.GetPosition(to).Column - _source.GetPosition(from).Column;
}

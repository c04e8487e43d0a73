using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace IamSim.Diagnostics;

/// <summary>A named text (a policy file, a scenario line) that spans point into. Immutable and thread-safe.</summary>
public sealed class SourceText
{
    private const int BlockLength = 1024;

    private readonly int _firstLine;
    private readonly int _firstColumn = 1;
    private int[]? _lineStarts;
    private int[]? _pairsBeforeBlocks;

    /// <summary>Creates a source text.</summary>
    /// <param name="text">The characters; any .NET string, also one that is not valid JSON or Unicode.</param>
    /// <param name="name">The name shown in messages, usually a file path; <c>null</c> means it has none.</param>
    /// <param name="firstLine">The 1-based number of the first line, for a text cut out of a larger file.</param>
    public SourceText(string text, string? name = null, int firstLine = 1)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(firstLine, 1);
        Text = text;
        Name = name;
        _firstLine = firstLine;
    }

    /// <summary>Creates the text of a part of a larger file that does not begin at the start of a line.</summary>
    internal SourceText(string text, string? name, int firstLine, int firstColumn)
        : this(text, name, firstLine) => _firstColumn = firstColumn;

    /// <summary>The characters.</summary>
    public string Text { get; }

    /// <summary>The name shown in messages; <c>null</c> when the text has none.</summary>
    public string? Name { get; }

    /// <summary>The name and the length.</summary>
    public override string ToString() => $"{Name ?? "<text>"}, {Text.Length} characters";

    /// <summary>Decodes UTF-8, strictly. One leading byte order mark is dropped.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="name">The name shown in messages; <c>null</c> for none.</param>
    /// <param name="firstLine">The 1-based number of the first line.</param>
    /// <param name="fault">The finding when the bytes are not UTF-8, at the place of the first bad one; otherwise <c>null</c>.</param>
    /// <returns>The text; with a replacement character for each bad byte when there is a fault.</returns>
    public static SourceText FromUtf8(ReadOnlySpan<byte> utf8, string? name, int firstLine, out Diagnostic? fault) =>
        FromUtf8(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, name, firstLine, 1, out fault);

    /// <summary>The same for a part of a larger file that does not begin at the start of a line.</summary>
    internal static SourceText FromUtf8(ReadOnlySpan<byte> utf8, string? name, int firstLine, int firstColumn, out Diagnostic? fault)
    {
        var source = new SourceText(Encoding.UTF8.GetString(utf8), name, firstLine, firstColumn);
        fault = null;
        if (Utf8.IsValid(utf8))
        {
            return source;
        }

        int valid = 0;
        while (Rune.DecodeFromUtf8(utf8[valid..], out _, out int consumed) == OperationStatus.Done)
        {
            valid += consumed;
        }

        int offset = Encoding.UTF8.GetCharCount(utf8[..valid]);
        // Files that Windows calls Unicode begin with one of these two marks.
        string what = utf8[0] is 0xFF or 0xFE && utf8.Length > 1 && (utf8[0] ^ utf8[1]) == 0x01 ? "the file is UTF-16, not UTF-8" : $"byte 0x{utf8[valid]:X2} is not valid UTF-8";
        fault = new Diagnostic(DiagnosticDescriptors.InvalidUnicode, DiagnosticSeverity.Error, what, "save the file as UTF-8", source, new SourceSpan(offset, 1));
        return source;
    }

    /// <summary>Line and column of an offset. Logarithmic in the number of lines after a first linear pass, however long they are.</summary>
    /// <param name="offset">0-based offset; values outside the text are clamped to it.</param>
    public LinePosition GetPosition(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        int index = LineIndex(offset);
        int start = LineStarts[index];
        return new LinePosition(_firstLine + index, (index == 0 ? _firstColumn : 1) + CountCharacters(start, offset));
    }

    /// <summary>The characters of a span, clamped to the text.</summary>
    /// <param name="span">The span.</param>
    public ReadOnlySpan<char> Slice(SourceSpan span)
    {
        int start = Math.Clamp(span.Start, 0, Text.Length);
        int end = Math.Clamp(span.End, start, Text.Length);
        return Text.AsSpan(start, end - start);
    }

    /// <summary>The span of the line that holds an offset, without its line break.</summary>
    internal SourceSpan LineSpan(int offset)
    {
        int start = LineStarts[LineIndex(Math.Clamp(offset, 0, Text.Length))];
        int length = Text.AsSpan(start).IndexOfAny('\r', '\n');
        return new SourceSpan(start, length < 0 ? Text.Length - start : length);
    }

    // A line can be megabytes long, and an explanation asks for many places on it.
    private int CountCharacters(int from, int to) => to - from - (PairsBefore(to) - PairsBefore(from));

    /// <summary>How many characters in front of an offset take two units.</summary>
    private int PairsBefore(int offset)
    {
        int block = offset / BlockLength;
        return PairsBeforeBlocks.Length == 0 ? 0 : PairsBeforeBlocks[block] + CountPairs(Text, block * BlockLength, offset);
    }

    // A benign race: two threads may both build the same array.
    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    // Likewise. Empty for the usual text, which has none.
    private int[] PairsBeforeBlocks => _pairsBeforeBlocks ??= Text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? CountPairsByBlock(Text) : [];

    private int LineIndex(int offset)
    {
        int index = Array.BinarySearch(LineStarts, offset);
        return index >= 0 ? index : ~index - 1;
    }

    private static int[] CountPairsByBlock(string text)
    {
        int[] counts = new int[text.Length / BlockLength + 1];
        for (int block = 1; block < counts.Length; block++)
        {
            counts[block] = counts[block - 1] + CountPairs(text, (block - 1) * BlockLength, block * BlockLength);
        }

        return counts;
    }

    private static int CountPairs(string text, int from, int to)
    {
        int count = 0;
        for (int i = from; i < to; i++)
        {
            count += char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]) ? 1 : 0;
        }

        return count;
    }

    private static int[] FindLineStarts(string text)
    {
        int[] starts = new int[CountLines(text)];
        int line = 0;
        for (int from = 0; NextLine(text, ref from);)
        {
            starts[++line] = from;
        }

        return starts;
    }

    // Counted first: a list that grows takes four times what a text of nothing but line breaks does.
    private static int CountLines(string text)
    {
        int lines = 1;
        for (int from = 0; NextLine(text, ref from);)
        {
            lines++;
        }

        return lines;
    }

    /// <summary>Goes to the start of the next line. Whether there is one.</summary>
    private static bool NextLine(string text, ref int from)
    {
        int length = text.AsSpan(from).IndexOfAny('\r', '\n');
        if (length < 0)
        {
            return false;
        }

        int at = from + length;
        from = at + 1;
        // The two characters of Windows are one line break.
        from += text[at] == '\r' && from < text.Length && text[from] == '\n' ? 1 : 0;
        return true;
    }
}

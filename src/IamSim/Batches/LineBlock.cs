namespace IamSim.Batches;

/// <summary>Some whole lines of a text that is too large for memory. Immutable and thread-safe.</summary>
public sealed class LineBlock
{
    internal LineBlock(ReadOnlyMemory<byte> bytes, long offset, long firstLine)
    {
        Bytes = bytes;
        Offset = offset;
        FirstLine = firstLine;
    }

    /// <summary>The bytes as they are, line ends included; the last line of a text may have none.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Where the block begins: bytes from the start of the text.</summary>
    public long Offset { get; }

    /// <summary>Where the next block begins.</summary>
    public long EndOffset => Offset + Bytes.Length;

    /// <summary>The number of the first line, from 1.</summary>
    public long FirstLine { get; }

    /// <summary>The lines that are not blank.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>The rest of the block from a line on.</summary>
    /// <param name="offset">Where a line of this block begins, or its end: bytes from the start of the text.</param>
    /// <returns>The rest, or <c>null</c> when no line begins there.</returns>
    public LineBlock? From(long offset)
    {
        if (offset < Offset || offset > EndOffset)
        {
            return null;
        }

        int skipped = (int)(offset - Offset);
        ReadOnlySpan<byte> before = Bytes.Span[..skipped];
        bool isStart = skipped == 0 || skipped == Bytes.Length || before[^1] == (byte)'\n';
        return isStart ? new LineBlock(Bytes[skipped..], offset, FirstLine + before.Count((byte)'\n')) : null;
    }

    /// <summary>The beginning of the block, up to a line.</summary>
    /// <param name="offset">Where a line of this block begins, or its end: bytes from the start of the text.</param>
    /// <returns>The beginning, or <c>null</c> when no line begins there.</returns>
    public LineBlock? Until(long offset) => From(offset) is { } rest ? new LineBlock(Bytes[..^rest.Bytes.Length], Offset, FirstLine) : null;

    /// <summary>Where the block begins and ends.</summary>
    public override string ToString() => $"line {FirstLine}, bytes {Offset} to {EndOffset}";

    /// <summary>Goes through the lines that are not blank.</summary>
    public ref struct Enumerator
    {
        private readonly long _offset;
        private readonly ReadOnlySpan<byte> _bytes;
        private int _next;
        private long _number;
        private Line _current;

        internal Enumerator(LineBlock block)
        {
            _offset = block.Offset;
            _bytes = block.Bytes.Span;
            _number = block.FirstLine - 1;
        }

        /// <summary>The line.</summary>
        public readonly Line Current => _current;

        /// <summary>Goes on to the next line that is not blank.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            while (_next < _bytes.Length)
            {
                int start = _next;
                int length = _bytes[start..].IndexOf((byte)'\n');
                _next = length < 0 ? _bytes.Length : start + length + 1;
                _number++;
                ReadOnlySpan<byte> line = _bytes[start..(length < 0 ? _bytes.Length : start + length)];
                line = _offset + start == 0 && line.StartsWith("\uFEFF"u8) ? line[3..] : line;
                line = line.EndsWith("\r"u8) ? line[..^1] : line;
                if (line.ContainsAnyExcept(" \t\r\v\f"u8))
                {
                    _current = new Line(line, _number, _offset + _next);
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>One line.</summary>
    public readonly ref struct Line
    {
        internal Line(ReadOnlySpan<byte> bytes, long number, long endOffset)
        {
            Bytes = bytes;
            Number = number;
            EndOffset = endOffset;
        }

        /// <summary>The line without its end, and without a byte order mark at the start of the text. Not checked to be UTF-8.</summary>
        public ReadOnlySpan<byte> Bytes { get; }

        /// <summary>Its number in the text, from 1; blank lines count.</summary>
        public long Number { get; }

        /// <summary>Where the next line begins: bytes from the start of the text.</summary>
        public long EndOffset { get; }

        /// <summary>The number and the length.</summary>
        public override string ToString() => $"line {Number}, {Bytes.Length} bytes";
    }
}

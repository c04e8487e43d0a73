using System.Text;

namespace IamSim.Environments.Loading;

/// <summary>Counts lines and characters of UTF-8 that goes by in parts, as <see cref="Diagnostics.SourceText"/> counts those of a whole text.</summary>
internal struct TextPosition()
{
    private bool _endsWithReturn;

    /// <summary>1-based.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>1-based, in characters.</summary>
    public int Column { get; private set; } = 1;

    /// <summary>How many bytes of the line went by.</summary>
    public int Bytes { get; private set; }

    /// <summary>The beginning of a line.</summary>
    public static TextPosition AtLine(int line) => new() { Line = line };

    /// <summary>Goes on behind a part.</summary>
    public void Advance(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return;
        }

        if (_endsWithReturn || utf8.Contains((byte)'\r'))
        {
            AdvanceSlowly(utf8);
            return;
        }

        int breaks = utf8.Count((byte)'\n');
        if (breaks > 0)
        {
            (Line, Column, Bytes) = (Line + breaks, 1, 0);
            utf8 = utf8[(utf8.LastIndexOf((byte)'\n') + 1)..];
        }

        Column += CountCharacters(utf8);
        Bytes += utf8.Length;
    }

    // A return ends a line unless a line feed follows, be it in the next part.
    private void AdvanceSlowly(ReadOnlySpan<byte> utf8)
    {
        foreach (byte b in utf8)
        {
            bool isSecondOfTwo = _endsWithReturn && b == '\n';
            _endsWithReturn = b == '\r';
            if (b is (byte)'\r' or (byte)'\n')
            {
                (Line, Column, Bytes) = (isSecondOfTwo ? Line : Line + 1, 1, 0);
                continue;
            }

            Bytes++;
            Column += (b & 0xC0) != 0x80 ? 1 : 0;
        }
    }

    private static int CountCharacters(ReadOnlySpan<byte> utf8)
    {
        if (Ascii.IsValid(utf8))
        {
            return utf8.Length;
        }

        int count = 0;
        foreach (byte b in utf8)
        {
            count += (b & 0xC0) != 0x80 ? 1 : 0;
        }

        return count;
    }
}

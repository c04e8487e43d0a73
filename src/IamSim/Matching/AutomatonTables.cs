namespace IamSim.Matching;

/// <summary>
/// The bit tables of a <see cref="WildcardAutomaton"/>. A character is looked up by its bytes, so that a table has at most 256 rows a byte
/// however many different characters a pattern has: memory stays proportional to the pattern.
/// </summary>
internal readonly ref struct AutomatonTables
{
    /// <summary>Entries of the longest row map: one for each value of the low, middle and high byte of a code point.</summary>
    public const int LongestMap = 256 + 256 + 17;

    private const int AsciiMap = 128;
    private const int Middle = 256;
    private const int High = 512;
    private const int FixedRows = 4;

    private readonly ReadOnlySpan<ushort> _rows;
    private readonly ReadOnlySpan<ulong> _bits;
    private readonly bool _isWide;

    private AutomatonTables(ReadOnlySpan<ushort> rows, ReadOnlySpan<ulong> bits, int states)
    {
        _rows = rows;
        _bits = bits;
        _isWide = rows.Length != AsciiMap;
        Words = WordsFor(states);
        Final = states - 1;
    }

    public int Words { get; }

    /// <summary>The state that means a match; also the number of symbols that consume a character.</summary>
    public int Final { get; }

    /// <summary>The states that a character lets move on.</summary>
    public ulong Accepts(int c, int word)
    {
        ulong accepted = _isWide
            ? Bits(_rows[c & 0xFF], word) & Bits(_rows[Middle + ((c >> 8) & 0xFF)], word) & Bits(_rows[High + (c >> 16)], word)
            : Bits(c < AsciiMap ? _rows[c] : AnyRow, word);
        return c == ':' ? accepted & ~Bits(NotColonRow, word) : accepted;
    }

    /// <summary>The states that a character leaves where they are.</summary>
    public ulong Loops(int c, int word) => Bits(c == ':' ? LooseLoopRow : LoopRow, word);

    /// <summary>The words of <see cref="Accepts"/> for a character that has a row of its own: any but a colon, under a pattern of ASCII. Empty for others.</summary>
    public ReadOnlySpan<ulong> AcceptsRow(int c) => _isWide || c == ':' ? default : Row(c < AsciiMap ? _rows[c] : AnyRow);

    /// <summary>The words of <see cref="Loops"/> for every character but a colon.</summary>
    public ReadOnlySpan<ulong> LoopsRow => Row(LoopRow);

    /// <summary>The last word with a state that any character leaves where it is.</summary>
    public int LastLooseWord => Math.Max(0, Row(LooseLoopRow).LastIndexOfAnyExcept(0UL));

    public static int WordsFor(int states) => (states + 63) / 64;

    /// <summary>Entries of the row map of a pattern; few for the usual one, whose characters are all of ASCII.</summary>
    public static int MapLength(ReadOnlySpan<int> symbols) => symbols.ContainsAnyInRange(AsciiMap, int.MaxValue) ? LongestMap : AsciiMap;

    /// <summary>Numbers the rows that the literal characters need; <paramref name="map"/> must be cleared. Returns the words of bit space.</summary>
    public static int Measure(ReadOnlySpan<int> symbols, int states, Span<ushort> map)
    {
        int rows = FixedRows;
        bool isWide = map.Length != AsciiMap;
        foreach (int symbol in symbols)
        {
            if (symbol >= 0)
            {
                rows = Number(map, symbol & 0xFF, rows);
                rows = isWide ? Number(map, Middle + ((symbol >> 8) & 0xFF), rows) : rows;
                rows = isWide ? Number(map, High + (symbol >> 16), rows) : rows;
            }
        }

        foreach (ref ushort row in map)
        {
            row = row == 0 ? (ushort)AnyRow : row;
        }

        return rows * WordsFor(states);
    }

    /// <summary>Fills the bits, which must be cleared, and gives a view of them.</summary>
    public static AutomatonTables Fill(ReadOnlySpan<int> symbols, PatternMode mode, int states, ReadOnlySpan<ushort> map, Span<ulong> bits)
    {
        int words = WordsFor(states);
        int state = 0;
        int segment = 0;
        for (int i = 0; i < symbols.Length; i++)
        {
            bool free = mode == PatternMode.Text || segment >= 5;
            switch (symbols[i])
            {
                case PatternSymbol.Star:
                    bool segmentFinal = mode == PatternMode.Resource && PatternSymbol.EndsSegment(symbols, i);
                    Set(bits, LoopRow, words, state);
                    if (free || segmentFinal)
                    {
                        Set(bits, LooseLoopRow, words, state);
                    }

                    continue;
                case PatternSymbol.One:
                    SetEverywhere(bits, words, state);
                    if (!free)
                    {
                        Set(bits, NotColonRow, words, state);
                    }

                    break;
                case int symbol:
                    SetLiteral(bits, map, symbol, words, state);
                    segment += symbol == ':' ? 1 : 0;
                    break;
            }

            state++;
        }

        return new AutomatonTables(map, bits, states);
    }

    /// <summary>A view of bits that were filled before.</summary>
    public static AutomatonTables Over(ReadOnlySpan<ushort> map, ReadOnlySpan<ulong> bits, int states) => new(map, bits, states);

    private const int LoopRow = 0;
    private const int LooseLoopRow = 1;
    private const int NotColonRow = 2;
    private const int AnyRow = 3;

    private ulong Bits(int row, int word) => _bits[row * Words + word];

    private ReadOnlySpan<ulong> Row(int row) => _bits.Slice(row * Words, Words);

    private static int Number(Span<ushort> map, int index, int rows)
    {
        if (map[index] != 0)
        {
            return rows;
        }

        map[index] = (ushort)rows;
        return rows + 1;
    }

    private static void Set(Span<ulong> bits, int row, int words, int state) => bits[row * words + (state >> 6)] |= 1UL << (state & 63);

    private static void SetLiteral(Span<ulong> bits, ReadOnlySpan<ushort> map, int symbol, int words, int state)
    {
        Set(bits, map[symbol & 0xFF], words, state);
        if (map.Length != AsciiMap)
        {
            Set(bits, map[Middle + ((symbol >> 8) & 0xFF)], words, state);
            Set(bits, map[High + (symbol >> 16)], words, state);
        }
    }

    // A question mark accepts every character: its bit stands in every row from the one for characters without a row of their own on.
    private static void SetEverywhere(Span<ulong> bits, int words, int state)
    {
        for (int at = AnyRow * words + (state >> 6); at < bits.Length; at += words)
        {
            bits[at] |= 1UL << (state & 63);
        }
    }
}

namespace IamSim.Matching;

/// <summary>
/// A pattern as a bit-parallel automaton (Shift-And with self-loops). State i means that i symbols have been consumed; a star is a loop on
/// the state in front of it. Matching a text of n characters costs at most n·⌈m/64⌉ word steps for m symbols, whatever they are.
/// </summary>
internal readonly ref struct WildcardAutomaton
{
    // Fields of the caller's buffers: the same code serves compiled patterns and patterns with variables expanded per request.
    private readonly ReadOnlySpan<ulong> _accepts;
    private readonly ReadOnlySpan<ulong> _loops;
    private readonly ReadOnlySpan<ulong> _looseLoops;
    private readonly ReadOnlySpan<int> _alphabet;
    private readonly int _words;
    private readonly int _final;
    private readonly bool _openEnd;

    public WildcardAutomaton(ReadOnlySpan<ulong> tables, ReadOnlySpan<int> alphabet, int states, bool openEnd)
    {
        _words = WordsFor(states);
        _loops = tables[.._words];
        _looseLoops = tables.Slice(_words, _words);
        _accepts = tables[(2 * _words)..];
        _alphabet = alphabet;
        _final = states - 1;
        _openEnd = openEnd;
    }

    public static int WordsFor(int states) => (states + 63) / 64;

    /// <summary>Words of table space for a pattern: two loop rows, one row for other characters, one for each distinct character.</summary>
    public static int TableLength(int states, int distinct) => WordsFor(states) * (distinct + 3);

    public bool IsMatch(ReadOnlySpan<char> text) => _words == 1 ? MatchOneWord(text) : MatchManyWords(text);

    private bool MatchOneWord(ReadOnlySpan<char> text)
    {
        ulong final = 1UL << _final;
        ulong active = 1;
        int colons = 0;
        for (int i = 0; i < text.Length;)
        {
            int c = PatternSymbol.Decode(text, ref i);
            if (c == ':' && ++colons <= 5 && _openEnd && (active & final) != 0)
            {
                return true;
            }

            ulong moved = (active & _accepts[Row(c)]) << 1;
            active = moved | (active & (c == ':' ? _looseLoops[0] : _loops[0]));
            if (active == 0)
            {
                return false;
            }
        }

        return (active & final) != 0;
    }

    private bool MatchManyWords(ReadOnlySpan<char> text)
    {
        // A pattern of AWS's sizes needs at most 100 words; only a hostile one is larger.
        ulong[]? rented = _words > 128 ? System.Buffers.ArrayPool<ulong>.Shared.Rent(_words) : null;
        Span<ulong> active = rented is null ? stackalloc ulong[_words] : rented.AsSpan(0, _words);
        active.Clear();
        active[0] = 1;
        bool matched = Run(text, active);
        if (rented is not null)
        {
            System.Buffers.ArrayPool<ulong>.Shared.Return(rented);
        }

        return matched;
    }

    private bool Run(ReadOnlySpan<char> text, Span<ulong> active)
    {
        int low = 0;
        int high = 0;
        int colons = 0;
        for (int i = 0; i < text.Length;)
        {
            int c = PatternSymbol.Decode(text, ref i);
            if (c == ':' && ++colons <= 5 && _openEnd && IsActive(active, _final))
            {
                return true;
            }

            ReadOnlySpan<ulong> accepts = _accepts.Slice(Row(c) * _words, _words);
            ReadOnlySpan<ulong> loops = c == ':' ? _looseLoops : _loops;
            int top = Math.Min(high + 1, _words - 1);
            ulong carry = 0;
            for (int w = low; w <= top; w++)
            {
                ulong moved = active[w] & accepts[w];
                active[w] = (moved << 1) | carry | (active[w] & loops[w]);
                carry = moved >> 63;
            }

            high = active[top] != 0 ? top : Math.Max(low, top - 1);
            // Every run to the end passes through the highest active star, and that state stays active: lower states add nothing.
            for (int w = high; w > low; w--)
            {
                if ((active[w] & _looseLoops[w]) != 0)
                {
                    active[low..w].Clear();
                    low = w;
                }
            }

            if (low == high && active[low] == 0)
            {
                return false;
            }
        }

        return IsActive(active, _final);
    }

    private static bool IsActive(ReadOnlySpan<ulong> active, int state) => (active[state >> 6] & (1UL << (state & 63))) != 0;

    private int Row(int c)
    {
        int index = _alphabet.IndexOf(c);
        return index + 1;
    }
}

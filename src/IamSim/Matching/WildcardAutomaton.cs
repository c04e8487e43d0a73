using System.Buffers;

namespace IamSim.Matching;

/// <summary>
/// A pattern as a bit-parallel automaton (Shift-And with self-loops). State i means that i symbols have been consumed; a star is a loop on
/// the state in front of it. Matching a text of n characters costs at most n·⌈m/64⌉ word steps for m symbols, whatever they are.
/// </summary>
/// <remarks>A view over the caller's buffers: the same code serves compiled patterns and patterns with variables expanded per request.</remarks>
internal readonly ref struct WildcardAutomaton
{
    private const int LocalWords = 128;

    private readonly AutomatonTables _tables;
    private readonly bool _openEnd;

    public WildcardAutomaton(AutomatonTables tables, bool openEnd)
    {
        _tables = tables;
        _openEnd = openEnd;
    }

    public bool IsMatch(ReadOnlySpan<char> text, StepCounter? steps)
    {
        // Every symbol but a star takes at least one UTF-16 character.
        if (_tables.Final > text.Length)
        {
            return false;
        }

        return _tables.Words == 1 ? MatchOneWord(text, steps) : MatchManyWords(text, steps);
    }

    private bool MatchOneWord(ReadOnlySpan<char> text, StepCounter? steps)
    {
        steps?.Add(text.Length);
        ulong final = 1UL << _tables.Final;
        ulong active = 1;
        int colons = 0;
        for (int i = 0; i < text.Length;)
        {
            int c = PatternSymbol.Decode(text, ref i);
            if (c == ':' && ++colons <= 5 && _openEnd && (active & final) != 0)
            {
                return true;
            }

            active = ((active & _tables.Accepts(c, 0)) << 1) | (active & _tables.Loops(c, 0));
            if (active == 0)
            {
                return false;
            }
        }

        return (active & final) != 0;
    }

    private bool MatchManyWords(ReadOnlySpan<char> text, StepCounter? steps)
    {
        ulong[]? rented = _tables.Words > LocalWords ? ArrayPool<ulong>.Shared.Rent(_tables.Words) : null;
        Span<ulong> active = (rented ?? stackalloc ulong[LocalWords])[.._tables.Words];
        active.Clear();
        active[0] = 1;
        bool matched = Run(text, active, steps);
        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }

        return matched;
    }

    private bool Run(ReadOnlySpan<char> text, Span<ulong> active, StepCounter? steps)
    {
        int low = 0;
        int high = 0;
        int colons = 0;
        int lastLoose = _tables.LastLooseWord;
        for (int i = 0; i < text.Length;)
        {
            int c = PatternSymbol.Decode(text, ref i);
            if (c == ':' && ++colons <= 5 && _openEnd && IsActive(active, _tables.Final))
            {
                return true;
            }

            int top = Math.Min(high + 1, active.Length - 1);
            steps?.Add(top - low + 1);
            Advance(c, active, low, top);
            high = active[top] != 0 ? top : Math.Max(low, top - 1);
            low = DropDominated(active, low, Math.Min(high, lastLoose));
            if (low == high && active[low] == 0)
            {
                return false;
            }
        }

        return IsActive(active, _tables.Final);
    }

    private void Advance(int c, Span<ulong> active, int low, int top)
    {
        ulong carry = 0;
        ReadOnlySpan<ulong> accepts = _tables.AcceptsRow(c);
        if (accepts.IsEmpty)
        {
            for (int w = low; w <= top; w++)
            {
                ulong moved = active[w] & _tables.Accepts(c, w);
                active[w] = (moved << 1) | carry | (active[w] & _tables.Loops(c, w));
                carry = moved >> 63;
            }

            return;
        }

        // Nearly every character: the same on whole rows, without a question for each word.
        Span<ulong> states = active[low..(top + 1)];
        accepts = accepts.Slice(low, states.Length);
        ReadOnlySpan<ulong> loops = _tables.LoopsRow.Slice(low, states.Length);
        for (int w = 0; w < states.Length; w++)
        {
            ulong moved = states[w] & accepts[w];
            states[w] = (moved << 1) | carry | (states[w] & loops[w]);
            carry = moved >> 63;
        }
    }

    // Every run to the end passes through the highest active star, and that state stays active: lower states add nothing, and are not looked at again.
    private int DropDominated(Span<ulong> active, int low, int high)
    {
        for (int w = high; w > low; w--)
        {
            if ((active[w] & _tables.Loops(':', w)) != 0)
            {
                return w;
            }
        }

        return low;
    }

    private static bool IsActive(ReadOnlySpan<ulong> active, int state) => (active[state >> 6] & (1UL << (state & 63))) != 0;
}

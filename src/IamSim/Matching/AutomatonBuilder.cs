namespace IamSim.Matching;

/// <summary>Lays out the tables of a <see cref="WildcardAutomaton"/> for a run of symbols.</summary>
internal static class AutomatonBuilder
{
    /// <summary>Symbols that consume a character; the automaton has one state more.</summary>
    public static int CountStates(ReadOnlySpan<int> symbols)
    {
        int states = 1;
        foreach (int symbol in symbols)
        {
            states += symbol == PatternSymbol.Star ? 0 : 1;
        }

        return states;
    }

    /// <summary>Collects the distinct literal characters, the colon always among them.</summary>
    public static int CollectAlphabet(ReadOnlySpan<int> symbols, Span<int> alphabet)
    {
        int count = 1;
        alphabet[0] = ':';
        foreach (int symbol in symbols)
        {
            if (symbol >= 0 && !alphabet[..count].Contains(symbol))
            {
                alphabet[count++] = symbol;
            }
        }

        return count;
    }

    /// <summary>Fills the tables, which must be cleared. Returns whether the pattern may end before the text does (GRAM-55).</summary>
    public static bool Fill(ReadOnlySpan<int> symbols, PatternMode mode, ReadOnlySpan<int> alphabet, int states, Span<ulong> tables)
    {
        int words = WildcardAutomaton.WordsFor(states);
        Span<ulong> loops = tables[..words];
        Span<ulong> looseLoops = tables.Slice(words, words);
        Span<ulong> rows = tables[(2 * words)..];
        int state = 0;
        int segment = 0;
        for (int i = 0; i < symbols.Length; i++)
        {
            int symbol = symbols[i];
            ulong bit = 1UL << (state & 63);
            bool free = mode == PatternMode.Text || segment >= 5;
            if (symbol == PatternSymbol.Star)
            {
                loops[state >> 6] |= bit;
                bool segmentFinal = mode == PatternMode.Resource && (i + 1 == symbols.Length || symbols[i + 1] == ':');
                looseLoops[state >> 6] |= free || segmentFinal ? bit : 0;
                continue;
            }

            if (symbol == PatternSymbol.One)
            {
                for (int row = 0; row <= alphabet.Length; row++)
                {
                    bool colonRow = row > 0 && alphabet[row - 1] == ':';
                    rows[row * words + (state >> 6)] |= colonRow && !free ? 0 : bit;
                }
            }
            else
            {
                rows[(alphabet.IndexOf(symbol) + 1) * words + (state >> 6)] |= bit;
                segment += symbol == ':' ? 1 : 0;
            }

            state++;
        }

        return mode is PatternMode.Resource or PatternMode.ResourceWithinSegments && segment < 5;
    }

    /// <summary>The symbols of a constant pattern; an action pattern is folded to lower case first (GRAM-40).</summary>
    public static int[] ToSymbols(ReadOnlySpan<char> pattern, bool wildcards)
    {
        int[] symbols = new int[pattern.Length];
        int count = PatternSymbol.Append(pattern, wildcards, symbols, 0);
        return symbols[..count];
    }
}

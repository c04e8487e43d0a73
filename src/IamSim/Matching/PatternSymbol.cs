namespace IamSim.Matching;

/// <summary>One symbol of a pattern: a code point to be found literally, or one of two wildcards.</summary>
internal static class PatternSymbol
{
    public const int Star = -1;
    public const int One = -2;

    /// <summary>The next character of a text: a surrogate pair is one character, a lone surrogate is itself.</summary>
    public static int Decode(ReadOnlySpan<char> text, ref int index)
    {
        char c = text[index++];
        if (char.IsHighSurrogate(c) && index < text.Length && char.IsLowSurrogate(text[index]))
        {
            return char.ConvertToUtf32(c, text[index++]);
        }

        return c;
    }

    /// <summary>Appends the symbols of a text; <paramref name="wildcards"/> says whether <c>*</c> and <c>?</c> are special.</summary>
    public static int Append(ReadOnlySpan<char> text, bool wildcards, Span<int> symbols, int count)
    {
        for (int i = 0; i < text.Length;)
        {
            int symbol = Decode(text, ref i);
            symbols[count++] = !wildcards ? symbol : symbol switch { '*' => Star, '?' => One, _ => symbol };
        }

        return count;
    }

    /// <summary>The states of the automaton of a pattern: one more than symbols that consume a character.</summary>
    public static int CountStates(ReadOnlySpan<int> symbols)
    {
        int states = 1;
        foreach (int symbol in symbols)
        {
            states += symbol == Star ? 0 : 1;
        }

        return states;
    }

    /// <summary>Whether the pattern may end before the text does, because it has fewer than six parts (GRAM-55).</summary>
    public static bool HasOpenEnd(ReadOnlySpan<int> symbols, PatternMode mode) =>
        mode is PatternMode.Resource or PatternMode.ResourceWithinSegments && symbols.Count(':') < 5;

    /// <summary>The symbols of a constant pattern.</summary>
    public static int[] Of(ReadOnlySpan<char> pattern)
    {
        int[] symbols = new int[pattern.Length];
        int count = Append(pattern, wildcards: true, symbols, 0);
        return symbols[..count];
    }
}

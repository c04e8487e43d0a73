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
            // Two halves that meet where a variable ends are one character, as they are in the text.
            if (symbol is >= 0xDC00 and <= 0xDFFF && count > 0 && symbols[count - 1] is >= 0xD800 and <= 0xDBFF)
            {
                symbols[count - 1] = char.ConvertToUtf32((char)symbols[count - 1], (char)symbol);
                continue;
            }

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

    /// <summary>The same of a pattern without wildcards.</summary>
    public static bool HasOpenEnd(ReadOnlySpan<char> text, PatternMode mode) =>
        mode is PatternMode.Resource or PatternMode.ResourceWithinSegments && text.Count(':') < 5;

    /// <summary>Whether a wildcard is the last symbol of its segment, so that a star there may pass colons (GRAM-54).</summary>
    public static bool EndsSegment(ReadOnlySpan<int> symbols, int index) => index + 1 == symbols.Length || symbols[index + 1] == ':';

    /// <summary>Whether a symbol is half a surrogate pair without its other half.</summary>
    public static bool IsLoneSurrogate(int symbol) => symbol is >= 0xD800 and <= 0xDFFF;

    /// <summary>Symbols without wildcards as text.</summary>
    public static string ToText(ReadOnlySpan<int> symbols)
    {
        var builder = new System.Text.StringBuilder(symbols.Length);
        Span<char> pair = stackalloc char[2];
        foreach (int symbol in symbols)
        {
            if (symbol < 0x10000)
            {
                builder.Append((char)symbol);
            }
            else
            {
                new System.Text.Rune(symbol).EncodeToUtf16(pair);
                builder.Append(pair);
            }
        }

        return builder.ToString();
    }

    /// <summary>The same where a comparison with the text tells the same as one of the symbols; otherwise nothing.</summary>
    public static string ToConstant(ReadOnlySpan<int> symbols) => symbols.ContainsAnyInRange(0xD800, 0xDFFF) ? "" : ToText(symbols);
}

namespace IamSim.Linting;

/// <summary>What can be said of two texts with the wildcards <c>*</c> and <c>?</c> without trying all texts. Case counts; fold before where it does not.</summary>
internal static class WildcardAlgebra
{
    // Two patterns are compared in a table of this size at most; longer ones count as neither covering nor disjoint.
    private const int MaximumCells = 1 << 20;

    /// <summary>Whether a pattern matches a text in which <c>*</c> and <c>?</c> are themselves.</summary>
    public static bool Matches(string pattern, string text)
    {
        int p = 0, t = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    /// <summary>Whether every text that the second matches is matched by the first. <c>false</c> also where that was too dear to find out, or hangs on how many characters a question mark needs.</summary>
    public static bool Covers(string general, string specific)
    {
        // What stands in front of the first wildcard every covered text begins with; nearly all pairs fail here.
        int wildcard = general.AsSpan().IndexOfAny('*', '?');
        if (wildcard < 0)
        {
            return general == specific;
        }

        if (!specific.AsSpan().StartsWith(general.AsSpan(0, wildcard), StringComparison.Ordinal))
        {
            return false;
        }

        general = Normalize(general);
        specific = Normalize(specific);
        if (general == "*" || general == specific)
        {
            return true;
        }

        if (Exceeds(general, specific))
        {
            return false;
        }

        // Row by row of the specific pattern: reached[i] says that what was read so far is covered by the first i symbols.
        bool[] reached = new bool[general.Length + 1];
        reached[0] = true;
        Spread(reached, general);
        foreach (char symbol in specific)
        {
            Step(reached, general, symbol);
        }

        return reached[general.Length];
    }

    /// <summary>Whether some text is matched by both. <c>true</c> also where that was too dear to find out.</summary>
    public static bool Intersects(string left, string right)
    {
        if (left == "*" || right == "*" || Exceeds(left, right))
        {
            return true;
        }

        bool[] row = new bool[right.Length + 1];
        bool[] next = new bool[right.Length + 1];
        row[0] = true;
        Spread(row, right);
        foreach (char symbol in left)
        {
            for (int i = 0; i <= right.Length; i++)
            {
                bool consumesBoth = i > 0 && row[i - 1] && (symbol == '?' || right[i - 1] == '?' || symbol == right[i - 1]) && symbol != '*' && right[i - 1] != '*';
                bool starOnTheRight = i > 0 && right[i - 1] == '*' && (row[i] || next[i - 1]);
                bool starOnTheLeft = symbol == '*' && (row[i] || (i > 0 && next[i - 1]));
                next[i] = consumesBoth || starOnTheRight || starOnTheLeft;
            }

            (row, next) = (next, row);
        }

        return row[right.Length];
    }

    // A star may stand for nothing.
    private static void Spread(bool[] reached, string pattern)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            reached[i + 1] |= reached[i] && pattern[i] == '*';
        }
    }

    private static void Step(bool[] reached, string general, char symbol)
    {
        // Only a star takes a star, and only a star or a question mark takes a question mark.
        for (int i = general.Length; i > 0; i--)
        {
            char with = general[i - 1];
            reached[i] = with == '*' ? reached[i] : symbol != '*' && reached[i - 1] && (with == '?' || with == symbol);
        }

        reached[0] = false;
        Spread(reached, general);
    }

    // "*?" and "?*" match the same texts, and "**" is "*": one spelling makes them compare alike.
    private static string Normalize(string pattern)
    {
        if (!pattern.Contains('*', StringComparison.Ordinal))
        {
            return pattern;
        }

        var text = new System.Text.StringBuilder(pattern.Length);
        for (int i = 0; i < pattern.Length;)
        {
            int end = i;
            while (end < pattern.Length && pattern[end] is '*' or '?')
            {
                end++;
            }

            int questions = pattern.AsSpan(i, end - i).Count('?');
            text.Append('?', questions).Append('*', end - i > questions ? 1 : 0);
            for (i = end; i < pattern.Length && pattern[i] is not ('*' or '?'); i++)
            {
                text.Append(pattern[i]);
            }
        }

        return text.ToString();
    }

    private static bool Exceeds(string left, string right) => (long)left.Length * right.Length > MaximumCells;
}

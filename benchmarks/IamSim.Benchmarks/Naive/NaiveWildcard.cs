namespace IamSim.Benchmarks.Naive;

/// <summary>Wildcards with simple loops. The text that a variable stood for is escaped, so that its stars are no wildcards.</summary>
internal static class NaiveWildcard
{
    private const char Star = '*';
    private const char Single = '?';
    private const char LiteralStar = '\uE000';
    private const char LiteralSingle = '\uE001';

    public static string Escape(string text) => text.Replace(Star, LiteralStar).Replace(Single, LiteralSingle);

    public static string Unescape(string text) => text.Replace(LiteralStar, Star).Replace(LiteralSingle, Single);

    /// <summary>Two fingers, and a step back to the last star when they disagree.</summary>
    public static bool Matches(string pattern, string text, bool ignoreCase = false)
    {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] != Star && (pattern[p] == Single || Same(pattern[p], text[t], ignoreCase)))
            {
                p++;
                t++;
            }
            else if (p < pattern.Length && pattern[p] == Star)
            {
                star = p++;
                mark = t;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == Star)
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static bool Same(char wanted, char given, bool ignoreCase) => wanted switch
    {
        LiteralStar => given == Star,
        LiteralSingle => given == Single,
        _ => wanted == given || (ignoreCase && char.ToLowerInvariant(wanted) == char.ToLowerInvariant(given)),
    };

    /// <summary>ARNs: six parts that match one by one; or else a star at the end of a part that runs on over colons (GRAM-54).</summary>
    public static bool ResourceMatches(string pattern, string text)
    {
        string[] patterns = pattern.Split(':', 6);
        if (patterns.Length < 6)
        {
            // GRAM-55: missing parts are stars.
            patterns = [.. patterns, .. Enumerable.Repeat(Star.ToString(), 6 - patterns.Length)];
        }

        string[] texts = text.Split(':', 6);
        bool matches = texts.Length == 6;
        for (int i = 0; matches && i < 6; i++)
        {
            matches = Matches(patterns[i], texts[i]);
        }

        return matches || (Array.FindIndex(patterns, 0, 5, static part => part.EndsWith(Star)) >= 0 && MatchesOverColons(string.Join(':', patterns), text));
    }

    /// <summary>COND-70: six parts on both sides, compared one by one.</summary>
    public static bool ArnMatches(string pattern, string text)
    {
        string[] patterns = pattern.Split(':', 6);
        string[] texts = text.Split(':', 6);
        return patterns.Length == 6 && texts.Length == 6 && patterns.Zip(texts).All(static pair => Matches(pair.First, pair.Second));
    }

    // A row for each character of the pattern: which beginnings of the text the pattern so far can be.
    private static bool MatchesOverColons(string pattern, string text)
    {
        bool[] reached = new bool[text.Length + 1];
        reached[0] = true;
        int colons = 0;
        for (int p = 0; p < pattern.Length; p++)
        {
            char symbol = pattern[p];
            bool[] next = new bool[text.Length + 1];
            bool passesColons = colons >= 5 || (symbol == Star && p + 1 < pattern.Length && pattern[p + 1] == ':');
            next[0] = symbol == Star && reached[0];
            for (int t = 0; t < text.Length; t++)
            {
                next[t + 1] = symbol switch
                {
                    Star => reached[t + 1] || (next[t] && (passesColons || text[t] != ':')),
                    Single => reached[t] && (passesColons || text[t] != ':'),
                    _ => reached[t] && Same(symbol, text[t], false),
                };
            }

            reached = next;
            colons += symbol == ':' ? 1 : 0;
        }

        return reached[^1];
    }
}

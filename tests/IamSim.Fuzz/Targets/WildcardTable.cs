using System.Text;
using IamSim.Matching;

namespace IamSim.Fuzz.Targets;

/// <summary>The definition of wildcards as a table: <c>covers[i, j]</c> says whether the first i symbols of the pattern cover the first j characters of the text.</summary>
internal static class WildcardTable
{
    private const int Star = -1;
    private const int One = -2;

    public static bool Covers(string pattern, string text, PatternMode mode) => Covers(Symbols(pattern, wildcards: true), text, mode);

    /// <summary>The characters of a pattern, a surrogate pair being one.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="wildcards">Whether <c>*</c> and <c>?</c> are special.</param>
    public static int[] Symbols(string text, bool wildcards) =>
        [.. Points(text).Select(point => wildcards && point == '*' ? Star : wildcards && point == '?' ? One : point)];

    public static bool Covers(int[] pattern, string text, PatternMode mode)
    {
        // Two halves of a surrogate pair that meet where a variable ends are one character.
        pattern = Join(pattern);
        int[] points = [.. Points(text)];
        bool[,] covers = new bool[pattern.Length + 1, points.Length + 1];
        covers[0, 0] = true;
        int patternColons = 0;
        for (int i = 1; i <= pattern.Length; i++)
        {
            int symbol = pattern[i - 1];
            patternColons += symbol == ':' ? 1 : 0;
            bool passesColon = mode switch
            {
                PatternMode.Text => true,
                // GRAM-52: behind the fifth colon everything is free; before it a star that ends its part may run on.
                PatternMode.Resource => patternColons >= 5 || (symbol == Star && (i == pattern.Length || pattern[i] == ':')),
                _ => patternColons >= 5,
            };
            covers[i, 0] = symbol == Star && covers[i - 1, 0];
            for (int j = 1; j <= points.Length; j++)
            {
                bool fits = points[j - 1] != ':' || passesColon;
                covers[i, j] = symbol switch
                {
                    Star => covers[i - 1, j] || (fits && covers[i, j - 1]),
                    One => fits && covers[i - 1, j - 1],
                    _ => symbol == points[j - 1] && covers[i - 1, j - 1],
                };
            }
        }

        return covers[pattern.Length, points.Length] || (mode is PatternMode.Resource or PatternMode.ResourceWithinSegments && patternColons < 5 && CoversBeginning(covers, pattern.Length, points));
    }

    // GRAM-55: parts that a resource pattern does not have are as good as stars.
    private static bool CoversBeginning(bool[,] covers, int pattern, int[] points)
    {
        int colons = 0;
        for (int j = 0; j < points.Length; j++)
        {
            if (points[j] == ':' && colons++ < 5 && covers[pattern, j])
            {
                return true;
            }
        }

        return false;
    }

    private static int[] Join(int[] pattern)
    {
        var joined = new List<int>();
        foreach (int symbol in pattern)
        {
            if (joined.Count > 0 && joined[^1] is >= 0xD800 and <= 0xDBFF && symbol is >= 0xDC00 and <= 0xDFFF)
            {
                joined[^1] = char.ConvertToUtf32((char)joined[^1], (char)symbol);
            }
            else
            {
                joined.Add(symbol);
            }
        }

        return [.. joined];
    }

    private static IEnumerable<int> Points(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            yield return Rune.TryGetRuneAt(text, i, out Rune rune) ? (rune.IsBmp ? rune.Value : ((Func<int>)(() => { i++; return rune.Value; }))()) : text[i];
        }
    }
}

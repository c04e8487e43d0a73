using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>Whether one entry of Action or Resource matches whatever another one matches. <c>false</c> also where that is hard to say.</summary>
internal static class EntryCover
{
    private const int Parts = 6;

    /// <summary>Of actions, whose letters have been folded.</summary>
    public static bool CoversAction(string wide, string narrow) => Covers(wide, narrow);

    /// <summary>Of resources. Only a plain star covers requests without a resource (GRAM-57), and wildcards in front of the fifth colon may pass colons (GRAM-54).</summary>
    public static bool CoversResource(string wide, string narrow)
    {
        if (wide == "*" || wide == narrow)
        {
            return true;
        }

        string[] left = wide.Split(':', Parts);
        string[] right = narrow.Split(':', Parts);
        if (left.Length < Parts || right.Length < Parts || wide.Contains("${", StringComparison.Ordinal) || narrow.Contains("${", StringComparison.Ordinal))
        {
            return false;
        }

        for (int i = 0; i < Parts - 1; i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }

        return Covers(left[^1], right[^1]);
    }

    /// <summary>Of texts with wildcards. A star of the narrow one is only taken by a star, a question mark by a star or a question mark.</summary>
    private static bool Covers(string wide, string narrow)
    {
        // A question mark stands for a whole surrogate pair, which is two characters here.
        if (wide.AsSpan().ContainsAnyInRange('\ud800', '\udfff') || narrow.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return wide == narrow;
        }

        // reached[i]: what was read of the narrow one is covered by the first i characters of the wide one.
        bool[] reached = new bool[wide.Length + 1];
        reached[0] = true;
        Spread(reached, wide);
        foreach (char symbol in narrow)
        {
            for (int i = wide.Length; i > 0; i--)
            {
                char with = wide[i - 1];
                reached[i] = with == '*' ? reached[i] : symbol != '*' && reached[i - 1] && (with == '?' || with == symbol);
            }

            reached[0] = false;
            Spread(reached, wide);
        }

        return reached[wide.Length];
    }

    // A star may stand for nothing.
    private static void Spread(bool[] reached, string pattern)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            reached[i + 1] |= reached[i] && pattern[i] == '*';
        }
    }
}

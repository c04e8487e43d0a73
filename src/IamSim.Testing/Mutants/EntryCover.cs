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

    /// <summary>Whether there may be a text that both match; <c>false</c> only where there is none. Variables stand for any text.</summary>
    public static bool Meets(string left, string right)
    {
        (string one, string other) = (WithoutVariables(left), WithoutVariables(right));
        if (one.AsSpan().ContainsAnyInRange('\ud800', '\udfff') || other.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return true;
        }

        // reached[j]: the first i symbols of one and the first j of the other match a common text.
        bool[] reached = new bool[other.Length + 1];
        reached[0] = true;
        Spread(reached, other);
        foreach (char symbol in one)
        {
            bool[] next = new bool[other.Length + 1];
            for (int j = 0; j <= other.Length; j++)
            {
                // A star takes nothing, or what the other has next; the other's star takes the symbol.
                bool isTaken = symbol == '*'
                    ? reached[j] || (j > 0 && next[j - 1])
                    : j > 0 && ((other[j - 1] == '*' && reached[j]) || (reached[j - 1] && (symbol == '?' || other[j - 1] == '?' || other[j - 1] == symbol)));
                next[j] = isTaken || (j > 0 && other[j - 1] == '*' && next[j - 1]);
            }

            reached = next;
        }

        return reached[other.Length];
    }

    /// <summary>Whether an entry of Resource may match an ARN of a pattern whose wildcards pass no colon but in its last part; <c>false</c> only where there is none.</summary>
    public static bool MeetsArn(string entry, string pattern)
    {
        string[] left = entry.Split(':', Parts);
        string[] right = pattern.Split(':', Parts);
        if (left.Length < Parts || right.Length < Parts || string.Concat(left[..^1]).AsSpan().ContainsAny("*?$"))
        {
            return Meets(entry, pattern);
        }

        for (int i = 0; i < Parts; i++)
        {
            if (!Meets(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A pattern of whatever an entry of Resource and a pattern of ARNs both match; the entry itself where that is hard to say.</summary>
    public static string Common(string entry, string pattern)
    {
        if (CoversResource(pattern, entry))
        {
            return entry;
        }

        if (CoversResource(entry, pattern))
        {
            return pattern;
        }

        string[] left = entry.Split(':', Parts);
        string[] right = pattern.Split(':', Parts);
        if (left.Length < Parts || right.Length < Parts || entry.Contains("${", StringComparison.Ordinal))
        {
            return entry;
        }

        // Where the last part of the ARN has no colon, wildcards of the entry in front of it pass none (GRAM-54).
        bool isAligned = !string.Concat(left[..^1]).AsSpan().ContainsAny('*', '?') || (!right[^1].Contains(':', StringComparison.Ordinal) && right[2] != "s3");
        return !isAligned ? entry
            : Covers(right[^1], left[^1]) ? entry
            : Covers(left[^1], right[^1]) ? string.Join(':', [.. left[..^1], right[^1]])
            : entry;
    }

    private static string WithoutVariables(string text)
    {
        while (text.IndexOf("${", StringComparison.Ordinal) is >= 0 and int start)
        {
            int end = text.IndexOf('}', start);
            text = end < 0 ? $"{text.AsSpan(0, start)}*" : $"{text.AsSpan(0, start)}*{text.AsSpan(end + 1)}";
        }

        return text;
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

namespace IamSim.ServiceData;

/// <summary>Whether a wildcard pattern can cover a text of which only the beginning is known.</summary>
internal static class WildcardBeginning
{
    private const int SmallBuffer = 256;

    /// <param name="pattern">A pattern with <c>*</c> and <c>?</c>.</param>
    /// <param name="beginning">What the text begins with.</param>
    /// <returns>Whether something can stand behind the beginning so that the pattern covers the whole.</returns>
    public static bool CanCover(ReadOnlySpan<char> pattern, ReadOnlySpan<char> beginning)
    {
        Span<bool> active = pattern.Length < SmallBuffer ? stackalloc bool[SmallBuffer] : new bool[pattern.Length + 1];
        Span<bool> next = pattern.Length < SmallBuffer ? stackalloc bool[SmallBuffer] : new bool[pattern.Length + 1];
        Enter(pattern, active, 0);
        foreach (char c in beginning)
        {
            next.Clear();
            bool any = false;
            for (int place = 0; place < pattern.Length; place++)
            {
                if (active[place] && (pattern[place] is '*' or '?' || pattern[place] == c))
                {
                    Enter(pattern, next, pattern[place] == '*' ? place : place + 1);
                    any = true;
                }
            }

            if (!any)
            {
                return false;
            }

            Span<bool> free = active;
            active = next;
            next = free;
        }

        return true;
    }

    // A star can be passed at once; what follows a place that was entered before was entered too.
    private static void Enter(ReadOnlySpan<char> pattern, Span<bool> places, int place)
    {
        for (; !places[place]; place++)
        {
            places[place] = true;
            if (place == pattern.Length || pattern[place] != '*')
            {
                return;
            }
        }
    }
}

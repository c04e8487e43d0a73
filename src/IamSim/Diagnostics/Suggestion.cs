namespace IamSim.Diagnostics;

/// <summary>Finds the known name that a misspelled one was probably meant to be.</summary>
public static class Suggestion
{
    // Names longer than this are not typing mistakes of a known one, and the distance is quadratic.
    private const int MaximumLength = 64;

    /// <summary>The known name that is close enough to be meant.</summary>
    /// <param name="name">The name as written.</param>
    /// <param name="known">The names that exist.</param>
    /// <returns>The closest, or <c>null</c> when none is close.</returns>
    public static string? Closest(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        if (name.Length > MaximumLength)
        {
            return null;
        }

        string? best = null;
        int bestDistance = Math.Max(1, name.Length / 3) + 1;
        foreach (string candidate in known)
        {
            int distance = Distance(name, candidate);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    internal static string? DidYouMean(string name, IEnumerable<string> known) =>
        Closest(name, known) is { } candidate ? $"did you mean '{candidate}'?" : null;

    /// <summary>Optimal string alignment distance; a change of case costs nothing extra beyond one.</summary>
    private static int Distance(string left, string right)
    {
        if (string.Equals(left, right, StringComparison.OrdinalIgnoreCase))
        {
            return left == right ? 0 : 1;
        }

        int[] twoBack = new int[right.Length + 1];
        int[] back = new int[right.Length + 1];
        int[] current = new int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++)
        {
            back[j] = j;
        }

        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int cost = left[i - 1] == right[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(back[j] + 1, current[j - 1] + 1), back[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    current[j] = Math.Min(current[j], twoBack[j - 2] + 1);
                }
            }

            (twoBack, back, current) = (back, current, twoBack);
        }

        return back[right.Length];
    }
}

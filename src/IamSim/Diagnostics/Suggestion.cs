using System.Numerics;

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
    public static string? Closest(string name, IEnumerable<string> known) => Closest(name, known, out _);

    /// <summary>The same, telling how many cells of tables of distances were filled in.</summary>
    internal static string? Closest(string name, IEnumerable<string> known, out long cells)
    {
        cells = 0;
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
            int distance = Distance(name, candidate, bestDistance, ref cells);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    internal static string? DidYouMean(string name, IEnumerable<string> known) =>
        Closest(name, known) is { } candidate ? $"did you mean '{candidate}'?" : null;

    /// <summary>Optimal string alignment distance; a change of case costs nothing extra beyond one. Any number from <paramref name="limit"/> on means far.</summary>
    private static int Distance(string left, string right, int limit, ref long cells)
    {
        if (string.Equals(left, right, StringComparison.OrdinalIgnoreCase))
        {
            return left == right ? 0 : 1;
        }

        if (Math.Abs(left.Length - right.Length) >= limit || LeastDistance(left, right) >= limit)
        {
            return limit;
        }

        Span<int> twoBack = stackalloc int[MaximumLength + 1];
        Span<int> back = stackalloc int[MaximumLength + 1];
        Span<int> current = stackalloc int[MaximumLength + 1];
        for (int j = 0; j <= left.Length; j++)
        {
            back[j] = j;
        }

        int leastBack = 0;
        for (int i = 1; i <= right.Length; i++)
        {
            int least = FillRow(left, right, i, twoBack, back, current);
            cells += left.Length;
            if (Math.Min(least, leastBack) >= limit)
            {
                return limit;
            }

            leastBack = least;
            Span<int> free = twoBack;
            twoBack = back;
            back = current;
            current = free;
        }

        return back[left.Length];
    }

    /// <summary>Fills in the distances of a beginning of one text from all beginnings of the other. Returns the least.</summary>
    private static int FillRow(string left, string right, int i, ReadOnlySpan<int> twoBack, ReadOnlySpan<int> back, Span<int> current)
    {
        int least = current[0] = i;
        for (int j = 1; j <= left.Length; j++)
        {
            int cost = right[i - 1] == left[j - 1] ? 0 : 1;
            int distance = Math.Min(Math.Min(back[j] + 1, current[j - 1] + 1), back[j - 1] + cost);
            if (i > 1 && j > 1 && right[i - 1] == left[j - 2] && right[i - 2] == left[j - 1])
            {
                distance = Math.Min(distance, twoBack[j - 2] + 1);
            }

            current[j] = distance;
            least = Math.Min(least, distance);
        }

        return least;
    }

    // Every kind of character that only one of the two has takes a change of its own.
    private static int LeastDistance(string left, string right)
    {
        ulong inLeft = KindsOf(left);
        ulong inRight = KindsOf(right);
        return Math.Max(BitOperations.PopCount(inLeft & ~inRight), BitOperations.PopCount(inRight & ~inLeft));
    }

    // Kinds that share a bit only make the least smaller.
    private static ulong KindsOf(string text)
    {
        ulong kinds = 0;
        foreach (char c in text)
        {
            kinds |= 1UL << (c & 63);
        }

        return kinds;
    }
}

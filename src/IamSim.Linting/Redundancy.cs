using System.Buffers;

namespace IamSim.Linting;

/// <summary>Finds the entries of a list that others of it cover wholly.</summary>
internal static class Redundancy
{
    // Pairs that are looked at; in a longer list only entries that stand twice are found.
    private const long MaximumPairs = 2_000_000;

    // Characters compared with each other; what is left then is not looked at.
    private const long MaximumWork = 50_000_000;

    private static readonly SearchValues<char> Wildcards = SearchValues.Create("*?");

    /// <summary>For every entry the index of the one that makes it redundant; -1 for those that stay. Of two that cover each other the first stays.</summary>
    /// <param name="texts">The entries; <c>null</c> for those that are not to be looked at.</param>
    /// <param name="covers">Whether the first text, which has a wildcard, covers the second.</param>
    public static int[] Find(IReadOnlyList<string?> texts, Func<string, string, bool> covers)
    {
        int[] coveredBy = FindRepeated(texts);
        int[] general = [.. Enumerable.Range(0, texts.Count).Where(i => coveredBy[i] < 0 && texts[i].AsSpan().ContainsAny(Wildcards))];
        if ((long)general.Length * texts.Count > MaximumPairs)
        {
            return coveredBy;
        }

        long work = 0;
        bool Covers(string wide, string narrow)
        {
            work += (long)wide.Length * narrow.Length;
            return work <= MaximumWork && covers(wide, narrow);
        }

        foreach (int i in Enumerable.Range(0, texts.Count).Where(i => coveredBy[i] < 0 && texts[i] is not null))
        {
            string specific = texts[i]!;
            int index = Array.FindIndex(general, j => i != j && BeginsLike(texts[j]!, specific) && Covers(texts[j]!, specific) && (j < i || !Covers(specific, texts[j]!)));
            if (work > MaximumWork)
            {
                return coveredBy;
            }

            coveredBy[i] = index < 0 ? -1 : general[index];
        }

        return coveredBy;
    }

    private static int[] FindRepeated(IReadOnlyList<string?> texts)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] repeated = new int[texts.Count];
        for (int i = 0; i < texts.Count; i++)
        {
            repeated[i] = texts[i] is not { } text || first.TryAdd(text, i) ? -1 : first[text];
        }

        return repeated;
    }

    // What stands in front of the first wildcard every covered text begins with; most pairs fail here already.
    private static bool BeginsLike(string general, string specific) =>
        specific.AsSpan().StartsWith(general.AsSpan(0, Math.Max(0, general.AsSpan().IndexOfAny(Wildcards))), StringComparison.Ordinal);
}

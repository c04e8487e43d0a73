using IamSim.Identifiers;

namespace IamSim.Conditions;

/// <summary>
/// What is known of a key although nobody knows its value: that it is there with one text, which begins and ends like this with something
/// between.
/// </summary>
/// <param name="Beginning">How it begins; empty when that is not known.</param>
/// <param name="Ending">How it ends; empty when that is not known.</param>
/// <param name="Between">What stands somewhere between them for certain; empty when nothing is known to.</param>
internal readonly record struct KnownEnds(string Beginning, string Ending, string Between = "")
{
    /// <summary>Whether a text is the value: <c>false</c> when it cannot be, <c>null</c> when it may be.</summary>
    public bool? IsText(string text, bool ignoreCase)
    {
        bool fits = text.Length > Beginning.Length + Ending.Length
            && TextEquals(text.AsSpan(0, Beginning.Length), Beginning, ignoreCase)
            && TextEquals(text.AsSpan(text.Length - Ending.Length), Ending, ignoreCase);
        return fits ? null : false;
    }

    /// <summary>Whether a pattern covers the value: <c>true</c> when it covers whatever it may be, <c>false</c> when nothing of that, otherwise <c>null</c>.</summary>
    public bool? IsCoveredBy(string pattern)
    {
        int first = pattern.IndexOf('*', StringComparison.Ordinal);
        if (first < 0)
        {
            return pattern.Length > Beginning.Length + Ending.Length && Covers(pattern.AsSpan(0, Beginning.Length), Beginning) && Covers(pattern.AsSpan(pattern.Length - Ending.Length), Ending) ? null : false;
        }

        int last = pattern.LastIndexOf('*');
        ReadOnlySpan<char> head = pattern.AsSpan(0, first);
        ReadOnlySpan<char> tail = pattern.AsSpan(last + 1);
        int fromHead = Math.Min(head.Length, Beginning.Length);
        int fromTail = Math.Min(tail.Length, Ending.Length);
        if (!Covers(head[..fromHead], Beginning.AsSpan(0, fromHead)) || !Covers(tail[^fromTail..], Ending.AsSpan(Ending.Length - fromTail)))
        {
            return false;
        }

        ReadOnlySpan<char> middle = pattern.AsSpan(first, last - first).Trim('*');
        bool isWhole = head.Length <= Beginning.Length && tail.Length <= Ending.Length && (middle.IsEmpty || (!middle.ContainsAny('*', '?') && Holds(middle, head.Length, tail.Length)));
        return isWhole ? true : null;
    }

    // Behind what the head of a pattern covers and before what its tail does.
    private bool Holds(ReadOnlySpan<char> piece, int head, int tail) =>
        Beginning.AsSpan(head).Contains(piece, StringComparison.Ordinal) || Between.AsSpan().Contains(piece, StringComparison.Ordinal) || Ending.AsSpan(0, Ending.Length - tail).Contains(piece, StringComparison.Ordinal);

    private static bool Covers(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '?' && pattern[i] != text[i])
            {
                return false;
            }
        }

        return true;
    }

    // Ids and names of sessions are of ASCII.
    private static bool TextEquals(ReadOnlySpan<char> left, ReadOnlySpan<char> right, bool ignoreCase) => ignoreCase ? AsciiFold.Equals(left, right) : left.SequenceEqual(right);
}

namespace IamSim.Matching;

/// <summary>The two ways AWS compares whole values.</summary>
internal static class TextComparison
{
    /// <summary>Ordinal, or character by character in lower case without full folding (COND-20, COND-21).</summary>
    public static bool Equals(ReadOnlySpan<char> left, ReadOnlySpan<char> right, bool ignoreCase)
    {
        if (!ignoreCase)
        {
            return left.SequenceEqual(right);
        }

        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] && char.ToLowerInvariant(left[i]) != char.ToLowerInvariant(right[i]))
            {
                return false;
            }
        }

        return true;
    }
}

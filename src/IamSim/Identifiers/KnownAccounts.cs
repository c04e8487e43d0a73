namespace IamSim.Identifiers;

/// <summary>Account ids as strings that were made before, so that an ARN given as a span costs no string for its account. Holds a fixed number.</summary>
internal static class KnownAccounts
{
    private const int Capacity = 4096;

    // An account may stand in one of two slots; whichever thread writes last wins.
    private static readonly string?[] Slots = new string?[Capacity];

    /// <summary>The account field of an ARN; empty when it is no account id.</summary>
    /// <param name="arn">The ARN, or any other text.</param>
    /// <param name="likely">The account it most likely is; or empty.</param>
    public static string Of(ReadOnlySpan<char> arn, string likely)
    {
        ReadOnlySpan<char> account = AccountField(arn);
        return account.IsEmpty ? "" : account.SequenceEqual(likely) ? likely : AccountId.IsValid(account) ? Of(account) : "";
    }

    // Every question in texts comes through here, and the field ends early: a plain loop is faster than splitting all parts.
    private static ReadOnlySpan<char> AccountField(ReadOnlySpan<char> arn)
    {
        if (!arn.StartsWith("arn:", StringComparison.Ordinal))
        {
            return default;
        }

        int colons = 0;
        int start = 0;
        for (int i = 0; i < arn.Length; i++)
        {
            if (arn[i] == ':' && ++colons >= 4)
            {
                if (colons == 5)
                {
                    return arn[start..i];
                }

                start = i + 1;
            }
        }

        return default;
    }

    private static string Of(ReadOnlySpan<char> account)
    {
        int place = (int)(ActionHash.Of(account) & (Capacity - 1));
        if (Slots[place] is { } first && account.SequenceEqual(first))
        {
            return first;
        }

        if (Slots[place ^ 1] is { } second && account.SequenceEqual(second))
        {
            return second;
        }

        string text = account.ToString();
        Slots[Slots[place] is null ? place : place ^ 1] = text;
        return text;
    }
}

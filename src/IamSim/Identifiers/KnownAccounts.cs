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
        if (!ArnParts.TryParse(arn, out ArnParts parts))
        {
            return "";
        }

        return parts.AccountId.SequenceEqual(likely) ? likely : AccountId.IsValid(parts.AccountId) ? Of(parts.AccountId) : "";
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

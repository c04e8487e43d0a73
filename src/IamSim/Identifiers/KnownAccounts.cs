namespace IamSim.Identifiers;

/// <summary>Account ids as strings that were made before, so that an ARN given as a span costs no string for its account. Holds a fixed number.</summary>
internal static class KnownAccounts
{
    private const int Capacity = 1024;

    // A slot holds any account whose number leads to it; whichever thread writes last wins.
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
        ref string? slot = ref Slots[ActionHash.Of(account) & (Capacity - 1)];
        string? known = slot;
        if (known is null || !account.SequenceEqual(known))
        {
            slot = known = account.ToString();
        }

        return known;
    }
}

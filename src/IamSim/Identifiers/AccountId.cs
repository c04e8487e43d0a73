namespace IamSim.Identifiers;

/// <summary>The written form of account ids: twelve ASCII digits, compared as text (PRIN-11).</summary>
internal static class AccountId
{
    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length == 12 && AsciiDigits.IsAll(text);
}

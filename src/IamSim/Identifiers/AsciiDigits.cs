namespace IamSim.Identifiers;

/// <summary>Decimal digits of ASCII, whatever the culture.</summary>
internal static class AsciiDigits
{
    /// <summary>Whether a text is digits only; an empty one is.</summary>
    /// <remarks>A plain loop: before it is optimized, the framework's vectorized search allocates on short texts.</remarks>
    public static bool IsAll(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (c is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }
}

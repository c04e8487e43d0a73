using IamSim.Identifiers;

namespace IamSim.Conditions;

/// <summary>A point in time, precise to the nanosecond, in the forms that AWS reads (COND-40 to COND-45). No form throws.</summary>
internal readonly record struct Instant(long Seconds, int Nanoseconds) : IComparable<Instant>
{
    // The least year that AWS's own date type can hold; smaller integers are refused when a policy is saved (COND-44).
    private const long LeastInteger = -292_275_054;

    public int CompareTo(Instant other) =>
        Seconds != other.Seconds ? Seconds.CompareTo(other.Seconds) : Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>Reads ISO 8601 in the W3C profile, or epoch seconds. Four digits are a year (COND-42).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Instant instant)
    {
        instant = default;
        if (text.IsEmpty || text.Length > 64)
        {
            return false;
        }

        ReadOnlySpan<char> digits = text[0] == '-' ? text[1..] : text;
        if (!digits.IsEmpty && AsciiDigits.IsAll(digits) && (digits.Length != 4 || text[0] == '-'))
        {
            instant = default;
            if (!long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out long seconds) || seconds < LeastInteger)
            {
                return false;
            }

            instant = new Instant(seconds, 0);
            return true;
        }

        var cursor = new InstantCursor(text);
        return cursor.TryReadDate(out long days) && cursor.TryReadTime(days, out instant);
    }

    /// <summary>An integer followed by T, which AWS saves although no date is like it.</summary>
    public static bool IsSavedButNeverMatches(ReadOnlySpan<char> text) =>
        text.Length is > 1 and <= 20 && text[^1] is 'T' or 't' && AsciiDigits.IsAll(text[..^1]);
}

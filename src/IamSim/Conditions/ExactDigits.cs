using IamSim.Identifiers;

namespace IamSim.Conditions;

/// <summary>
/// A decimal number as its digits: exact at any size, compared without conversion (COND-32). No exponent, no thousands separators, no spaces (OQ-26).
/// </summary>
internal readonly ref struct ExactDigits
{
    private readonly bool _negative;
    private readonly ReadOnlySpan<char> _whole;
    private readonly ReadOnlySpan<char> _fraction;

    private ExactDigits(bool negative, ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction)
    {
        _whole = whole.TrimStart('0');
        _fraction = fraction.TrimEnd('0');
        // Zero has no sign: -0 equals 0.
        _negative = negative && (_whole.Length > 0 || _fraction.Length > 0);
    }

    public static bool TryParse(ReadOnlySpan<char> text, out ExactDigits number)
    {
        number = default;
        int point = text.IndexOf('.');
        Split(text, point, out ReadOnlySpan<char> whole, out ReadOnlySpan<char> fraction);
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || !AsciiDigits.IsAll(whole) || !AsciiDigits.IsAll(fraction))
        {
            return false;
        }

        number = new ExactDigits(IsNegative(text), whole, fraction);
        return true;
    }

    /// <summary>The digits of a text that was seen to be a number, with its point there, or nowhere where that is negative.</summary>
    public static ExactDigits Cut(ReadOnlySpan<char> text, int point)
    {
        Split(text, point, out ReadOnlySpan<char> whole, out ReadOnlySpan<char> fraction);
        return new ExactDigits(IsNegative(text), whole, fraction);
    }

    public int CompareTo(ExactDigits other)
    {
        if (_negative != other._negative)
        {
            return _negative ? -1 : 1;
        }

        int size = _whole.Length != other._whole.Length
            ? _whole.Length.CompareTo(other._whole.Length)
            : _whole.SequenceCompareTo(other._whole);
        if (size == 0)
        {
            size = _fraction.SequenceCompareTo(other._fraction);
        }

        return _negative ? -size : size;
    }

    private static bool IsNegative(ReadOnlySpan<char> text) => text.StartsWith('-');

    private static void Split(ReadOnlySpan<char> text, int point, out ReadOnlySpan<char> whole, out ReadOnlySpan<char> fraction)
    {
        int start = IsNegative(text) ? 1 : 0;
        whole = point < 0 ? text[start..] : text[start..point];
        fraction = point < 0 ? default : text[(point + 1)..];
    }
}

/// <summary>A number of a policy, kept as its text, which leaves it without any limit on its size.</summary>
internal readonly struct ExactNumber
{
    private readonly string _text;
    private readonly int _point;

    private ExactNumber(string text)
    {
        _text = text;
        _point = text.IndexOf('.', StringComparison.Ordinal);
    }

    public ExactDigits Digits => ExactDigits.Cut(_text, _point);

    public static bool TryParse(string text, out ExactNumber number)
    {
        number = new ExactNumber(text);
        return ExactDigits.TryParse(text, out _);
    }
}

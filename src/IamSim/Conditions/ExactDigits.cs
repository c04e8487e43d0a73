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
        bool negative = text.StartsWith("-");
        ReadOnlySpan<char> digits = negative ? text[1..] : text;
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<char> fraction = point < 0 ? default : digits[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || !AsciiDigits.IsAll(whole) || !AsciiDigits.IsAll(fraction))
        {
            return false;
        }

        number = new ExactDigits(negative, whole, fraction);
        return true;
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
}

/// <summary>A number of a policy, kept as its text.</summary>
internal readonly struct ExactNumber
{
    private readonly string _text;

    private ExactNumber(string text) => _text = text;

    // Parsing again is a scan for the point; it keeps the number free of allocations and of any limit on its size.
    public ExactDigits Digits => ExactDigits.TryParse(_text, out ExactDigits digits) ? digits : default;

    public static bool TryParse(string text, out ExactNumber number)
    {
        number = new ExactNumber(text);
        return ExactDigits.TryParse(text, out _);
    }
}

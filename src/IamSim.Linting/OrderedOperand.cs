using IamSim.Conditions;

namespace IamSim.Linting;

/// <summary>What a numeric or date comparison with one value lets through: a point or a half-line.</summary>
internal sealed class OrderedOperand
{
    private readonly string _family;
    private readonly string _comparison;
    private readonly string _text;

    private OrderedOperand(string family, string comparison, string text) => (_family, _comparison, _text) = (family, comparison, text);

    /// <summary>The operand; <c>null</c> when the operator does not order values or does not understand this one.</summary>
    public static OrderedOperand? TryRead(string operatorName, string text)
    {
        foreach (string family in (string[])["Numeric", "Date"])
        {
            if (operatorName.StartsWith(family, StringComparison.Ordinal) && !operatorName.Contains("Not", StringComparison.Ordinal) && Compare(family, text, text) is not null)
            {
                return new OrderedOperand(family, operatorName[family.Length..], text);
            }
        }

        return null;
    }

    /// <summary>Whether a value can pass both.</summary>
    public bool CanMeet(OrderedOperand other)
    {
        if (_family != other._family || Compare(_family, _text, other._text) is not { } order)
        {
            return true;
        }

        bool isUpper = IsBound("Less"), isLower = IsBound("Greater"), otherIsUpper = other.IsBound("Less"), otherIsLower = other.IsBound("Greater");
        if ((isUpper && otherIsUpper) || (isLower && otherIsLower))
        {
            return true;
        }

        // Two points, or bounds that face each other: at the same value both must take it.
        bool facing = (isUpper && !otherIsUpper) || (otherIsLower && !isLower);
        bool facingAway = (isLower && !otherIsLower) || (otherIsUpper && !isUpper);
        return order == 0 ? TakesItsValue && other.TakesItsValue : facing ? order > 0 : facingAway && order < 0;
    }

    private bool TakesItsValue => _comparison.EndsWith("Equals", StringComparison.Ordinal);

    private bool IsBound(string side) => _comparison.StartsWith(side, StringComparison.Ordinal);

    private static int? Compare(string family, string left, string right)
    {
        if (family == "Numeric")
        {
            return ExactNumber.TryParse(left, out ExactNumber one) && ExactNumber.TryParse(right, out ExactNumber other) ? one.Digits.CompareTo(other.Digits) : null;
        }

        return Instant.TryParse(left, out Instant first) && Instant.TryParse(right, out Instant second) ? first.CompareTo(second) : null;
    }
}

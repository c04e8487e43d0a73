using IamSim.Conditions;

namespace IamSim.Tests.Contexts;

/// <summary>Numbers as their digits.</summary>
public sealed class ExactDigitsTests
{
    [Theory]
    [InlineData("0", "0", 0)]
    [InlineData("-0", "0", 0)]
    [InlineData("-0.0", "0", 0)]
    [InlineData("007", "7", 0)]
    [InlineData("1.50", "1.5", 0)]
    [InlineData("1.05", "1.5", -1)]
    [InlineData("0.1", "0", 1)]
    [InlineData("-0.1", "0", -1)]
    [InlineData("9", "10", -1)]
    [InlineData("19", "21", -1)]
    [InlineData("-9", "-10", 1)]
    [InlineData("-19", "-21", 1)]
    [InlineData("-1.5", "-1.25", -1)]
    [InlineData("-1.5", "1", -1)]
    [InlineData("-7", "-7.0", 0)]
    [InlineData("10000000000000000000000000000000000000001", "10000000000000000000000000000000000000000.9", 1)]
    public void Numbers_compare_by_value(string left, string right, int expected)
    {
        Assert.True(ExactNumber.TryParse(left, out ExactNumber one));
        Assert.True(ExactNumber.TryParse(right, out ExactNumber other));

        Assert.Equal(expected, Math.Sign(one.Digits.CompareTo(other.Digits)));
        Assert.Equal(-expected, Math.Sign(other.Digits.CompareTo(one.Digits)));
        Assert.True(ExactDigits.TryParse(left, out ExactDigits digits));
        Assert.Equal(0, digits.CompareTo(one.Digits));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-.5")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("1.2x")]
    [InlineData("x.2")]
    [InlineData(" 1")]
    [InlineData("--1")]
    [InlineData("٣")]
    public void Anything_else_is_no_number(string text)
    {
        Assert.False(ExactDigits.TryParse(text, out _));
        Assert.False(ExactNumber.TryParse(text, out _));
    }
}

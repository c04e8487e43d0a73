using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace IamSim.Tests.Reference;

/// <content>Numbers, dates, addresses and bytes as texts.</content>
internal static partial class ReferenceEvaluator
{
    // Longer fractions than a test writes; everything is compared as a whole number of these units.
    private const int FractionDigits = 60;

    /// <summary>COND-30 to COND-32: an optional minus, digits, optionally a point and digits.</summary>
    internal static BigInteger? ParseNumber(string text)
    {
        Match match = NumberForm().Match(text);
        return match.Success && match.Groups["fraction"].Length <= FractionDigits
            ? Whole(match.Groups["minus"].Value + match.Groups["whole"].Value + match.Groups["fraction"].Value.PadRight(FractionDigits, '0'))
            : null;
    }

    /// <summary>COND-40 to COND-45: nanoseconds since 1970.</summary>
    internal static BigInteger? ParseInstant(string text)
    {
        Match match = DateForm().Match(text);
        if (!match.Success)
        {
            // COND-42: four digits are a year, which the other form takes; other digits are epoch seconds.
            return EpochForm().IsMatch(text) && Whole(text) is var seconds && seconds >= -292_275_054 && seconds <= long.MaxValue ? seconds * 1_000_000_000 : null;
        }

        int Field(string name, int missing) => match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : missing;
        (int year, int month, int day) = (Field("year", 0), Field("month", 1), Field("day", 1));
        (int hour, int minute, int second) = (Field("hour", 0), Field("minute", 0), Field("second", 0));
        (int offsetHours, int offsetMinutes) = (Field("oh", 0), Field("om", 0));
        if (month is < 1 or > 12 || day < 1 || day > DaysIn(year, month) || hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59)
        {
            return null;
        }

        int sign = match.Groups["sign"].Value == "-" ? -1 : 1;
        BigInteger minutes = ((BigInteger)(DaysBefore(year, month) + day - 1 - DaysBefore(1970, 1)) * 24 + hour) * 60 + minute - sign * (offsetHours * 60 + offsetMinutes);
        return (minutes * 60 + second) * 1_000_000_000 + Whole(match.Groups["fraction"].Value.PadRight(9, '0'));
    }

    /// <summary>COND-60, COND-62, COND-63: an IPv4 or IPv6 address.</summary>
    internal static Address? ParseAddress(string text, bool unmap)
    {
        if (ParseV4(text) is { } v4)
        {
            return new Address(32, v4);
        }

        if (ParseV6(text) is not { } v6)
        {
            return null;
        }

        return unmap && v6 >> 32 == 0xFFFF ? new Address(32, v6 & 0xFFFFFFFF) : new Address(128, v6);
    }

    /// <summary>COND-60, COND-61: an address, or an address and a prefix length.</summary>
    internal static AddressRange? ParseRange(string text)
    {
        string[] parts = text.Split('/');
        if (ParseAddress(parts[0], unmap: false) is not { } address)
        {
            return null;
        }

        return parts switch
        {
            [_] => new AddressRange(address, address.Bits),
            [_, var length] when length.Length is > 0 and < 4 && length.All(char.IsAsciiDigit) && (length == "0" || length[0] != '0') && Whole(length) <= address.Bits => new AddressRange(address, (int)Whole(length)),
            _ => null,
        };
    }

    private static BigInteger? ParseV4(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 4 && Array.TrueForAll(parts, static part => part.Length is > 0 and < 4 && part.All(char.IsAsciiDigit) && Whole(part) < 256 && (part == "0" || part[0] != '0'))
            ? parts.Aggregate(BigInteger.Zero, static (sum, part) => sum * 256 + Whole(part))
            : null;
    }

    private static BigInteger? ParseV6(string text)
    {
        // A dotted tail is two groups.
        int last = text.LastIndexOf(':');
        if (last >= 0 && ParseV4(text[(last + 1)..]) is { } tail)
        {
            text = $"{text[..(last + 1)]}{(int)(tail >> 16):x}:{(int)(tail & 0xFFFF):x}";
        }

        string[] halves = text.Split("::");
        List<string>[] groups = [.. halves.Select(static half => half.Length == 0 ? new List<string>() : [.. half.Split(':')])];
        int count = groups.Sum(static half => half.Count);
        if (halves.Length > 2 || (halves.Length == 2 ? count > 7 : count != 8)
            || groups.Any(static half => half.Exists(static group => group.Length is < 1 or > 4 || !group.All(char.IsAsciiHexDigit))))
        {
            return null;
        }

        return groups[0].Concat(Enumerable.Repeat("0", 8 - count)).Concat(groups.Skip(1).SelectMany(static half => half))
            .Aggregate(BigInteger.Zero, static (sum, group) => sum * 65536 + int.Parse(group, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    private static byte[]? ParseBytes(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static BigInteger Whole(string digits) => BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    private static int DaysIn(int year, int month) => month == 2 ? (IsLeap(year) ? 29 : 28) : month is 4 or 6 or 9 or 11 ? 30 : 31;

    private static int DaysBefore(int year, int month) =>
        Enumerable.Range(0, year).Sum(static y => IsLeap(y) ? 366 : 365) + Enumerable.Range(1, month - 1).Sum(m => DaysIn(year, m));

    [GeneratedRegex(@"\A(?<minus>-?)(?<whole>[0-9]+)(\.(?<fraction>[0-9]+))?\z")]
    private static partial Regex NumberForm();

    [GeneratedRegex(@"\A-?[0-9]+\z")]
    private static partial Regex EpochForm();

    [GeneratedRegex(
        @"\A(?<year>[0-9]{4})(-(?<month>[0-9]{2})(-(?<day>[0-9]{2})([Tt](?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(:(?<second>[0-9]{2})(\.(?<fraction>[0-9]{1,9}))?)?"
        + @"(?<zone>[Zz]|(?<sign>[+-])(?<oh>[0-9]{2})(:(?<om>[0-9]{2}))?)?)?)?)?\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex DateForm();

    internal sealed record Address(int Bits, BigInteger Number);

    internal sealed record AddressRange(Address First, int PrefixLength)
    {
        public bool Contains(Address address) =>
            address.Bits == First.Bits && address.Number >> (First.Bits - PrefixLength) == First.Number >> (First.Bits - PrefixLength);
    }
}

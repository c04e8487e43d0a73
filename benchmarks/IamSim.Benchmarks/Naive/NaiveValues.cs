using System.Globalization;
using System.Net;

namespace IamSim.Benchmarks.Naive;

/// <summary>Numbers, dates, booleans and addresses, read from their texts for each comparison.</summary>
internal static class NaiveValues
{
    public static bool Compare(string name, string wanted, string value) => name switch
    {
        "Bool" => string.Equals(wanted, value, StringComparison.OrdinalIgnoreCase),
        "BinaryEquals" => wanted == value,
        "IpAddress" => Contains(wanted, value),
        _ when name.StartsWith("Numeric", StringComparison.Ordinal) => Numeric(name["Numeric".Length..], wanted, value),
        _ when name.StartsWith("Date", StringComparison.Ordinal) => Date(name["Date".Length..], wanted, value),
        _ => false,
    };

    private static bool Numeric(string comparison, string wanted, string value) =>
        decimal.TryParse(wanted, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal right)
        && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal left)
        && Ordered(comparison, left.CompareTo(right));

    private static bool Date(string comparison, string wanted, string value) =>
        Instant(wanted) is { } right && Instant(value) is { } left && Ordered(comparison, left.CompareTo(right));

    private static DateTimeOffset? Instant(string text)
    {
        if (text.Length > 4 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
        {
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant) ? instant : null;
    }

    private static bool Ordered(string comparison, int order) => comparison switch
    {
        "Equals" => order == 0,
        "LessThan" => order < 0,
        "LessThanEquals" => order <= 0,
        "GreaterThan" => order > 0,
        "GreaterThanEquals" => order >= 0,
        _ => false,
    };

    private static bool Contains(string network, string address)
    {
        string[] parts = network.Split('/');
        if (!IPAddress.TryParse(parts[0], out IPAddress? first) || !IPAddress.TryParse(address, out IPAddress? asked) || first.AddressFamily != asked.AddressFamily)
        {
            return false;
        }

        byte[] wanted = first.GetAddressBytes();
        byte[] given = asked.GetAddressBytes();
        int bits = parts.Length == 2 ? int.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture) : wanted.Length * 8;
        for (int bit = 0; bit < bits; bit++)
        {
            int mask = 0x80 >> (bit % 8);
            if ((wanted[bit / 8] & mask) != (given[bit / 8] & mask))
            {
                return false;
            }
        }

        return true;
    }
}

using System.Globalization;
using System.Net;

namespace IamSim.Reliability.Exchange;

/// <summary>What a text looks like, for telling scenarios apart; no condition is decided by it.</summary>
internal static class TextShapes
{
    public static string Of(string text)
    {
        if (text.Length == 0)
        {
            return "empty";
        }

        if (text is "true" or "false")
        {
            return "boolean";
        }

        if (text.StartsWith("arn:", StringComparison.Ordinal))
        {
            return text.Count(static c => c == ':') < 5 ? "short-arn" : "arn";
        }

        if (text.All(char.IsAsciiDigit))
        {
            return text.Length == 4 ? "year" : "digits";
        }

        if (text.Length >= 7 && text[4] == '-' && text[..4].All(char.IsAsciiDigit))
        {
            return text.Length < 10 ? "month" : text.Length == 10 ? "date" : text.EndsWith('Z') && text.Length == "2026-01-01T00:00:00Z".Length ? "instant" : "other-instant";
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            return text.All(static c => char.IsAsciiDigit(c) || c is '.' or '-') && char.IsAsciiDigit(text[^1]) && text[0] != '.' ? "number" : "other-number";
        }

        string address = text.Split('/')[0];
        return IPAddress.TryParse(address, out _) && address.AsSpan().IndexOfAny('.', ':') >= 0
            ? $"ipv{(address.Contains(':', StringComparison.Ordinal) ? (address.Contains("ffff:", StringComparison.OrdinalIgnoreCase) ? "6-mapped" : "6") : "4")}{(text.Contains('/', StringComparison.Ordinal) ? "-range" : "")}"
            : text.Any(static c => c > 127) ? "not-ascii" : text.AsSpan().IndexOfAny('*', '?') >= 0 ? "wildcard" : "text";
    }
}

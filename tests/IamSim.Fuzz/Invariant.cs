using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using IamSim.Diagnostics;

namespace IamSim.Fuzz;

/// <summary>What holds whatever the input is.</summary>
internal static class Invariant
{
    /// <summary>Asserts that something holds.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="invariant">What it is, without anything of the input.</param>
    /// <param name="details">What was seen; made only when it does not hold.</param>
    public static void Holds(bool holds, string invariant, Func<string>? details = null)
    {
        if (!holds)
        {
            throw new BrokenInvariantException(invariant, details?.Invoke());
        }
    }

    /// <summary>Asserts that two ways give the same.</summary>
    public static void Same<T>(T expected, T actual, string invariant, [CallerArgumentExpression(nameof(actual))] string? what = null)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new BrokenInvariantException(invariant, $"{what}: expected {expected}, found {actual}");
        }
    }

    /// <summary>Asserts that a text does nothing to a terminal: no control character but line ends, no half character, nothing that turns the writing direction.</summary>
    public static void IsPrintable(string text, string invariant, bool isOneLine = false)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isBad = c == '\n' ? isOneLine
                : char.IsHighSurrogate(c) ? i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])
                : char.IsLowSurrogate(c) ? i == 0 || !char.IsHighSurrogate(text[i - 1])
                : char.IsControl(c) || c is '\u061C' or '\u200E' or '\u200F' or '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
            if (isBad)
            {
                throw new BrokenInvariantException(invariant, $"U+{(int)c:X4} at {i} of {Quote(text)}");
            }
        }
    }

    /// <summary>Asserts that bytes are JSON in UTF-8 without raw control characters but line ends.</summary>
    public static void IsJson(ReadOnlySpan<byte> utf8, string invariant)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 200 });
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    reader.GetString();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new BrokenInvariantException(invariant, $"{exception.Message} in {Quote(Encoding.UTF8.GetString(utf8))}");
        }

        foreach (char c in Encoding.UTF8.GetString(utf8))
        {
            Holds(!char.IsControl(c) || c == '\n', invariant, () => $"U+{(int)c:X4} stands in it");
        }
    }

    /// <summary>Asserts of findings that they have a place in their text and read well on a terminal.</summary>
    public static void AreFindings(IEnumerable<Diagnostic> findings)
    {
        foreach (Diagnostic finding in findings)
        {
            Holds(finding.Span.Start >= 0 && finding.Span.Length >= 0 && finding.Span.End <= finding.Source.Text.Length, "a finding lies in its text", finding.ToString);
            Holds(finding.Position is { Line: > 0, Column: > 0 }, "a finding has a line and a column", finding.ToString);
            Holds(finding.Message.Length > 0, "a finding has a message");
            IsPrintable(finding.Message, $"the message of {finding.Id} is printable", isOneLine: true);
            IsPrintable(finding.Help ?? "", $"the help of {finding.Id} is printable", isOneLine: true);
            IsPrintable(finding.ToString(), $"the line of {finding.Id} is printable", isOneLine: true);
            IsPrintable(finding.ToDetailedString(), $"the excerpt of {finding.Id} is printable");
            Holds(finding.Message.Length + (finding.Help?.Length ?? 0) < 2_000 + finding.Source.Text.Length, "a finding is not much longer than its text", finding.ToString);
        }
    }

    private static string Quote(string text) => $"'{(text.Length > 300 ? text[..300] + "…" : text)}'";
}

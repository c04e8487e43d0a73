namespace IamSim.Diagnostics;

/// <summary>Makes texts of other people fit for one line of a terminal: no control character, no half character, nothing that turns the writing direction.</summary>
public static class PrintableText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Replaces what does not belong in one line of a terminal.</summary>
    /// <param name="text">Any .NET string.</param>
    /// <returns>A text of the same length; the same text where nothing had to be replaced.</returns>
    public static string Line(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsPrintable(text, i))
            {
                return Replace(text);
            }
        }

        return text;
    }

    private static string Replace(string text) => string.Create(text.Length, text, static (span, value) =>
    {
        for (int i = 0; i < value.Length; i++)
        {
            span[i] = IsPrintable(value, i) ? value[i] : value[i] == '\t' ? ' ' : Replacement;
        }
    });

    private static bool IsPrintable(ReadOnlySpan<char> text, int i) => text[i] switch
    {
        (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u061C' or '\u200E' or '\u200F' or '\u2028' or '\u2029' => false,
        _ when char.IsHighSurrogate(text[i]) => i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]),
        _ when char.IsLowSurrogate(text[i]) => i > 0 && char.IsHighSurrogate(text[i - 1]),
        _ => !char.IsControl(text[i]),
    };
}

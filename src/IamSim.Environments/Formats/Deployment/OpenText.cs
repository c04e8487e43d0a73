using System.Globalization;
using System.Text;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>Texts that are known in part: each piece that only the deployment tells is a symbol between two marks.</summary>
/// <remarks>
/// The marks are private characters that no template means. Written out, a symbol stands between tildes: names in AWS hold none, and a tilde
/// is no wildcard and begins no policy variable, so a symbol equals itself alone.
/// </remarks>
internal static class OpenText
{
    private const char Begin = '\uE000';
    private const char End = '\uE001';

    /// <summary>An open piece.</summary>
    /// <param name="symbol">Its symbol, such as <c>app.BucketName</c>.</param>
    public static string Of(string symbol) => $"{Begin}{symbol}{End}";

    /// <summary>Whether a piece of the text is open.</summary>
    public static bool IsOpen(string text) => text.Contains(Begin, StringComparison.Ordinal);

    /// <summary>The text of a file, which holds no marks of ours.</summary>
    public static string Plain(string text) =>
        text.AsSpan().ContainsAny(Begin, End) ? text.Replace(Begin, '\uFFFD').Replace(End, '\uFFFD') : text;

    /// <summary>The text with its symbols between tildes.</summary>
    public static string Show(string text) => IsOpen(text) ? text.Replace(Begin, '~').Replace(End, '~') : text;

    /// <summary>The text with a star for each open piece: whatever the text will be, the pattern covers it. Only ever used under a condition on a key that nobody can know.</summary>
    public static string Guess(string text)
    {
        var pattern = new StringBuilder();
        int from = 0;
        while (text.IndexOf(Begin, from) is var begin and >= 0)
        {
            pattern.Append(text, from, begin - from).Append('*');
            int end = text.IndexOf(End, begin);
            from = end < 0 ? text.Length : end + 1;
        }

        return pattern.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The symbols of the open pieces.</summary>
    public static IEnumerable<string> Symbols(string text)
    {
        int from = 0;
        while (text.IndexOf(Begin, from) is var begin and >= 0)
        {
            int end = text.IndexOf(End, begin);
            end = end < 0 ? text.Length : end;
            yield return text[(begin + 1)..end];
            from = Math.Min(end + 1, text.Length);
        }
    }

    /// <summary>A name of other people, fit for a symbol: letters, digits and <c>_ . - [ ]</c> stay, quotes go, the rest is percent-encoded.</summary>
    public static string Clean(string name)
    {
        const int Longest = 200;
        var clean = new StringBuilder();
        foreach (char c in name.AsSpan(0, Math.Min(name.Length, Longest)))
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '[' or ']')
            {
                clean.Append(c);
            }
            else if (c != '"')
            {
                clean.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            }
        }

        return clean.ToString();
    }
}

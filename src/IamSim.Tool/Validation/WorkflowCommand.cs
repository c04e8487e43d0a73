using System.Globalization;
using System.Text;

namespace IamSim.Tool.Validation;

/// <summary>Writes texts into workflow commands. See GitHub Docs, "Workflow commands for GitHub Actions".</summary>
internal static class WorkflowCommand
{
    /// <summary>A text as the message of a command.</summary>
    public static string Data(string text) => Escape(text, "%\r\n");

    /// <summary>A text as the value of a property of a command.</summary>
    public static string Property(string text) => Escape(text, "%\r\n:,");

    /// <summary>A text that is no command: a runner takes one where a line begins with two colons, blanks before them not counted, and an old form of one anywhere in a line.</summary>
    /// <param name="text">A text of one line.</param>
    /// <param name="isStart">Whether nothing but blanks stands before it.</param>
    public static string Disarm(string text, bool isStart)
    {
        const string Old = "##[";
        int start = text.Length - text.AsSpan().TrimStart().Length;
        string disarmed = isStart && text.AsSpan(start).StartsWith("::", StringComparison.Ordinal) ? $"{text[..start]}\uFFFD{text[(start + 1)..]}" : text;
        return disarmed.Contains(Old, StringComparison.Ordinal) ? disarmed.Replace(Old, "#\uFFFD[", StringComparison.Ordinal) : disarmed;
    }

    private static string Escape(string text, string special)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            _ = special.Contains(c, StringComparison.Ordinal) ? escaped.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture)) : escaped.Append(c);
        }

        return escaped.ToString();
    }
}

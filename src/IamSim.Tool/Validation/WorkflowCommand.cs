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

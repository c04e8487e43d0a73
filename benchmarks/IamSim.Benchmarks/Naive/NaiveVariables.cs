using System.Text;

namespace IamSim.Benchmarks.Naive;

/// <summary>Policy variables, put in anew for each request.</summary>
internal static class NaiveVariables
{
    /// <summary>The text with its variables replaced; <c>null</c> when a variable has no value (VAR-6).</summary>
    public static string? Expand(string text, Dictionary<string, string[]> context, bool hasVariables)
    {
        if (!hasVariables || !text.Contains("${", StringComparison.Ordinal))
        {
            return text;
        }

        var expanded = new StringBuilder();
        int at = 0;
        while (at < text.Length)
        {
            int open = text.IndexOf("${", at, StringComparison.Ordinal);
            int close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                break;
            }

            expanded.Append(text, at, open - at);
            if (Value(text[(open + 2)..close], context) is not { } value)
            {
                return null;
            }

            expanded.Append(NaiveWildcard.Escape(value));
            at = close + 1;
        }

        return expanded.Append(text, at, text.Length - at).ToString();
    }

    private static string? Value(string variable, Dictionary<string, string[]> context)
    {
        if (variable is "*" or "?" or "$")
        {
            return variable;
        }

        string[] parts = variable.Split(',', 2);
        return context.TryGetValue(parts[0].Trim(), out string[]? values) && values.Length == 1 ? values[0]
            : parts.Length == 2 ? parts[1].Trim().Trim('\'')
            : null;
    }
}

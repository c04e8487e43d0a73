using System.Text;

namespace IamSim.Linting;

/// <summary>Whether one entry of Resource covers another, for every resource and every value of their variables.</summary>
internal static class ResourceCoverage
{
    private const int Parts = 6;

    /// <summary>Whether it surely does; <c>false</c> also where that is hard to say.</summary>
    public static bool Covers(string general, string specific)
    {
        // GRAM-57: only a lone star covers requests that have no resource.
        if (general == "*" || general == specific)
        {
            return true;
        }

        // The values of variables in the covering entry are not known (VAR-6).
        string[] left = general.Split(':', Parts);
        string[] right = specific.Split(':', Parts);
        if (left.Length < Parts || right.Length < Parts || general.Contains("${", StringComparison.Ordinal))
        {
            return false;
        }

        for (int i = 0; i < Parts - 1; i++)
        {
            // GRAM-54: a star may also reach over colons, so only the plainest cases are told.
            if (left[i] != "*" && left[i] != right[i] && (right[i].AsSpan().ContainsAny('*', '?') || !WildcardAlgebra.Matches(left[i], right[i])))
            {
                return false;
            }
        }

        return WildcardAlgebra.Covers(left[^1], WithoutVariables(right[^1]));
    }

    // A variable stands for some text; a star covers them all.
    private static string WithoutVariables(string text)
    {
        int start = text.IndexOf("${", StringComparison.Ordinal);
        if (start < 0)
        {
            return text;
        }

        var pattern = new StringBuilder();
        int copied = 0;
        while (start >= 0 && text.IndexOf('}', start) is var end and >= 0)
        {
            pattern.Append(text, copied, start - copied).Append('*');
            // VAR-7: a brace in a default value ends nothing, so what follows may be part of it.
            if (text.AsSpan(start, end - start).Contains('\''))
            {
                return pattern.ToString();
            }

            copied = end + 1;
            start = text.IndexOf("${", copied, StringComparison.Ordinal);
        }

        return pattern.Append(text, copied, text.Length - copied).ToString();
    }
}

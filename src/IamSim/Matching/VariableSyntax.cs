using IamSim.Identifiers;

namespace IamSim.Matching;

/// <summary>A part of a text with variables: fixed text, or a variable.</summary>
/// <param name="Text">Fixed text; its wildcards are special unless <paramref name="IsEscaped"/>.</param>
/// <param name="Variable">The variable, or <c>null</c> for fixed text.</param>
/// <param name="IsEscaped">Whether the text came from <c>${*}</c>, <c>${?}</c> or <c>${$}</c> and is literal (VAR-5).</param>
internal readonly record struct TemplatePart(string Text, PolicyVariable? Variable, bool IsEscaped);

/// <summary>Splits a text at its policy variables.</summary>
internal static class VariableSyntax
{
    /// <summary>Splits a text. Malformed variables stay as text and are told to <paramref name="report"/> (VAR-10).</summary>
    public static List<TemplatePart> Split(string text, Action<string>? report)
    {
        var parts = new List<TemplatePart>();
        int literal = 0;
        int from = 0;
        while (true)
        {
            int start = text.IndexOf("${", from, StringComparison.Ordinal);
            if (start < 0)
            {
                break;
            }

            string? fault = Read(text, start + 2, out int end, out TemplatePart part);
            if (fault is not null)
            {
                report?.Invoke(fault);
                from = start + 2;
                continue;
            }

            AddLiteral(parts, text, literal, start);
            parts.Add(part);
            literal = from = end;
        }

        AddLiteral(parts, text, literal, text.Length);
        return parts;
    }

    private static void AddLiteral(List<TemplatePart> parts, string text, int start, int end)
    {
        if (end > start)
        {
            parts.Add(new TemplatePart(text[start..end], null, false));
        }
    }

    private static string? Read(string text, int start, out int end, out TemplatePart part)
    {
        (end, part) = (start, default);
        int stop = text.AsSpan(start).IndexOfAny('}', ',');
        if (stop < 0)
        {
            return "a policy variable has no closing brace";
        }

        string key = text.Substring(start, stop);
        if (text[start + stop] == '}' && key is "*" or "?" or "$")
        {
            (end, part) = (start + stop + 1, new TemplatePart(key, null, true));
            return null;
        }

        if (NameFault(key) is { } fault)
        {
            return fault;
        }

        end = start + stop + 1;
        string? defaultValue = null;
        if (text[end - 1] == ',' && !TryReadDefault(text, ref end, out defaultValue))
        {
            return $"the default of the policy variable '{key}' is not closed: expected a text in single quotes and a brace";
        }

        part = new TemplatePart("", new PolicyVariable(new ContextKey(key), defaultValue), false);
        return null;
    }

    private static string? NameFault(string key) => key switch
    {
        "" => "a policy variable has no name",
        _ when key.AsSpan().ContainsAny(" \t\r\n") => $"the name of the policy variable '{key}' contains a space",
        _ when key.AsSpan().ContainsAny("${'") => $"the name of the policy variable '{key}' contains a character that is not allowed",
        _ => null,
    };

    private static bool TryReadDefault(string text, ref int end, out string? value)
    {
        value = null;
        int open = SkipSpaces(text, end);
        if (open >= text.Length || text[open] != '\'')
        {
            return false;
        }

        int close = text.IndexOf('\'', open + 1);
        int brace = close < 0 ? text.Length : SkipSpaces(text, close + 1);
        if (brace >= text.Length || text[brace] != '}')
        {
            return false;
        }

        value = text[(open + 1)..close];
        end = brace + 1;
        return true;
    }

    private static int SkipSpaces(string text, int index)
    {
        while (index < text.Length && text[index] == ' ')
        {
            index++;
        }

        return index;
    }
}

using System.Buffers;
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
    // No more findings are kept, and each repeats a name that may be long.
    private const int MostFaults = 200;

    private static readonly SearchValues<char> NotInNames = SearchValues.Create(" \t\r\n${'");

    /// <summary>Splits a text. Malformed variables stay as text and are told to <paramref name="report"/> (VAR-10).</summary>
    public static List<TemplatePart> Split(string text, Action<string>? report)
    {
        var parts = new List<TemplatePart>();
        int literal = 0;
        int from = 0;
        int stop = 0;
        int faults = 0;
        while (true)
        {
            int start = text.IndexOf("${", from, StringComparison.Ordinal);
            if (start < 0)
            {
                break;
            }

            // Found once for all the variables in front of it: a text of nothing but openings is not searched through for each.
            stop = stop < start + 2 ? IndexOfStop(text, start + 2) : stop;
            string? fault = Read(text, start + 2, stop, isTold: report is not null && faults < MostFaults, out int end, out TemplatePart part);
            if (fault is not null)
            {
                if (++faults <= MostFaults)
                {
                    report?.Invoke(fault);
                }

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

    private static int IndexOfStop(string text, int start)
    {
        int length = text.AsSpan(start).IndexOfAny('}', ',');
        return length < 0 ? int.MaxValue : start + length;
    }

    /// <summary>Reads a variable behind its opening. Returns what is wrong with it, in short words unless it is told to anyone.</summary>
    private static string? Read(string text, int start, int stop, bool isTold, out int end, out TemplatePart part)
    {
        (end, part) = (start, default);
        if (stop == int.MaxValue)
        {
            return "a policy variable has no closing brace";
        }

        ReadOnlySpan<char> name = text.AsSpan(start, stop - start);
        if (name.IsEmpty || name.ContainsAny(NotInNames))
        {
            if (name is "$" && text[stop] == '}')
            {
                (end, part) = (stop + 1, new TemplatePart("$", null, true));
                return null;
            }

            return isTold ? NameFault(name.ToString()) : "a name that cannot be";
        }

        string key = name.ToString();
        if (text[stop] == '}' && key is "*" or "?")
        {
            (end, part) = (stop + 1, new TemplatePart(key, null, true));
            return null;
        }

        end = stop + 1;
        string? defaultValue = null;
        if (text[end - 1] == ',' && !TryReadDefault(text, ref end, out defaultValue))
        {
            return $"the default of the policy variable '{key}' is not closed: expected a text in single quotes and a brace";
        }

        part = new TemplatePart("", new PolicyVariable(new ContextKey(key), defaultValue), false);
        return null;
    }

    private static string NameFault(string key) => key switch
    {
        "" => "a policy variable has no name",
        _ when key.AsSpan().ContainsAny(" \t\r\n") => $"the name of the policy variable '{key}' contains a space",
        _ => $"the name of the policy variable '{key}' contains a character that is not allowed",
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

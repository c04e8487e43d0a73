using IamSim.Identifiers;
using IamSim.Matching;

namespace IamSim.ServiceData;

/// <summary>The name of a condition key, in which <c>${…}</c>, <c>&lt;…&gt;</c> and what ends a key of tags stand for something to fill in. Compared without case (GRAM-36).</summary>
internal sealed class ConditionKeyName
{
    // Made when somebody asks: nearly no key is ever compared.
    private Pattern? _pattern;

    public ConditionKeyName(string text) => Text = text;

    public string Text { get; }

    public bool IsTemplate => TryFindPlaceholder(Text, out _, out _);

    public bool IsMatch(string key) => AsciiFold.Equals(key, Text) || (IsTemplate && Compiled().IsMatch(AsciiFold.ToLower(key)));

    /// <summary>What stands in front of the colon that ends the service or the identity provider; a part to fill in can have colons of its own.</summary>
    public static string PrefixOf(string name)
    {
        int from = 0;
        while (TryFindPlaceholder(name.AsSpan(from), out int start, out int end) && !name.AsSpan(from, start).Contains(':'))
        {
            from += end;
        }

        int colon = name.IndexOf(':', from);
        return colon < 0 ? name : name[..colon];
    }

    /// <summary>Where the next part to fill in begins and ends; <c>false</c> where there is none.</summary>
    public static bool TryFindPlaceholder(ReadOnlySpan<char> text, out int start, out int end)
    {
        int dollar = text.IndexOf("${");
        int angle = text.IndexOf('<');
        start = dollar < 0 || (angle >= 0 && angle < dollar) ? angle : dollar;
        int length = start < 0 ? -1 : text[start..].IndexOf(start == dollar ? '}' : '>');
        end = start + length + 1;
        return length > 0 || TryFindUnmarked(text, out start, out end);
    }

    // Some pages end a family of keys with an example, or with nothing, where others write ${TagKey}.
    private static bool TryFindUnmarked(ReadOnlySpan<char> text, out int start, out int end)
    {
        const string Example = "tag-key";
        end = text.Length;
        start = text.EndsWith("/" + Example, StringComparison.Ordinal) ? end - Example.Length : end;
        return start < end || text.EndsWith("Tag/", StringComparison.Ordinal);
    }

    private Pattern Compiled() => _pattern ??= Pattern.Compile(AsciiFold.ToLower(ToPattern(Text)), PatternMode.Text);

    // One character or more for every part to fill in.
    private static string ToPattern(string text)
    {
        ReadOnlySpan<char> rest = text;
        string pattern = "";
        while (TryFindPlaceholder(rest, out int start, out int end))
        {
            pattern += string.Concat(rest[..start], "?*");
            rest = rest[end..];
        }

        return string.Concat(pattern, rest);
    }
}

using IamSim.Conditions;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <content>Wildcards and policy variables.</content>
internal static partial class ReferenceEvaluator
{
    private static bool ResourceCovers(Check check, PolicyDocument policy, string written)
    {
        // GRAM-59: in front of the fifth colon a variable is ordinary text. VAR-6: an unresolved variable covers no resource.
        bool placed = written.Split("${")[0].Count(static c => c == ':') >= 5;
        List<Symbol>? pattern = Expand(check, written, HasVariables(policy) && placed);
        if (pattern is null)
        {
            return false;
        }

        // GRAM-57: actions without resources are covered by a pattern made of stars alone.
        return check.Arn == "*"
            ? pattern.Count > 0 && pattern.TrueForAll(static symbol => symbol.IsStar)
            : ResourceGlob(pattern, check.Arn, check.Options.ResourceWildcardCrossesColons);
    }

    /// <summary>GRAM-41, COND-20: <c>*</c> is any run of characters, <c>?</c> exactly one code point.</summary>
    internal static bool Glob(string pattern, string text) => Glob(ToSymbols(pattern), text);

    /// <summary>GRAM-52, GRAM-54, GRAM-55.</summary>
    internal static bool ResourceGlob(string pattern, string text, bool crossesColons) => ResourceGlob(ToSymbols(pattern), text, crossesColons);

    /// <summary>COND-70, COND-73: six parts each, compared one by one; fewer match nothing.</summary>
    internal static bool ArnGlob(string pattern, string text) => ArnGlob(ToSymbols(pattern), text);

    private static bool Glob(List<Symbol> pattern, string text) => Backtrack(pattern, text, static (_, _) => true, static (_, _) => false);

    private static bool ResourceGlob(List<Symbol> pattern, string text, bool crossesColons)
    {
        int ColonsBefore(int index) => pattern.Take(index).Count(static symbol => symbol.IsColon);

        // Behind the pattern's fifth colon a wildcard is free; before it, only a star that ends its segment may run past a colon.
        bool MayPassColon(int index, bool star) => ColonsBefore(index) >= 5
            || (crossesColons && star && (index + 1 == pattern.Count || pattern[index + 1].IsColon));

        // GRAM-55: missing trailing segments behave as stars, so the text may go on with one of its first five colons.
        bool MayStop(List<int> all, int index) => ColonsBefore(pattern.Count) < 5 && all[index] == ':' && all.Take(index).Count(static c => c == ':') < 5;

        return Backtrack(pattern, text, MayPassColon, MayStop);
    }

    private static bool ArnGlob(List<Symbol> pattern, string text)
    {
        List<List<Symbol>> patterns = [[]];
        foreach (Symbol symbol in pattern)
        {
            if (symbol.IsColon && patterns.Count < 6)
            {
                patterns.Add([]);
            }
            else
            {
                patterns[^1].Add(symbol);
            }
        }

        string[] parts = text.Split(':', 6);
        return patterns.Count == 6 && parts.Length == 6 && patterns.Zip(parts).All(static pair => Glob(pair.First, pair.Second));
    }

    private static bool Backtrack(List<Symbol> pattern, string text, Func<int, bool, bool> mayPassColon, Func<List<int>, int, bool> mayStop)
    {
        List<int> points = CodePoints(text);
        var known = new Dictionary<(int, int), bool>();

        bool Matches(int i, int j)
        {
            // Remembered, so that many stars do not take exponential time.
            if (!known.TryGetValue((i, j), out bool answer))
            {
                known[(i, j)] = answer = Try(i, j);
            }

            return answer;
        }

        bool Try(int i, int j)
        {
            if (i == pattern.Count)
            {
                return j == points.Count || mayStop(points, j);
            }

            bool fits = j < points.Count && (points[j] != ':' || !pattern[i].IsWild || mayPassColon(i, pattern[i].IsStar));
            return pattern[i].IsStar ? Matches(i + 1, j) || (fits && Matches(i, j + 1))
                : fits && (pattern[i].IsWild || pattern[i].CodePoint == points[j]) && Matches(i + 1, j + 1);
        }

        return Matches(0, 0);
    }

    private static List<int> CodePoints(string text)
    {
        var points = new List<int>();
        for (int i = 0; i < text.Length; i++)
        {
            bool pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            points.Add(pair ? char.ConvertToUtf32(text[i], text[++i]) : text[i]);
        }

        return points;
    }

    private static List<Symbol> ToSymbols(string text) => [.. CodePoints(text).Select(static point => new Symbol(point, point is '*' or '?'))];

    private static IEnumerable<Symbol> Literal(string text) => CodePoints(text).Select(static point => new Symbol(point, false));

    // VAR-2, GRAM-3.
    private static bool HasVariables(PolicyDocument policy) => policy.Version?.Text == "2012-10-17";

    /// <summary>Fills in the variables of a text; <c>null</c> when one has no value. What is filled in is literal and is not read again (VAR-8).</summary>
    private static List<Symbol>? Expand(Check check, string text, bool variables)
    {
        if (!variables)
        {
            return ToSymbols(text);
        }

        var symbols = new List<Symbol>();
        while (text.Length > 0)
        {
            int start = text.IndexOf("${", StringComparison.Ordinal);
            if (start < 0)
            {
                symbols.AddRange(ToSymbols(text));
                break;
            }

            symbols.AddRange(ToSymbols(text[..start]));
            if (!TryReadVariable(text[start..], out string key, out string? fallback, out int length))
            {
                // VAR-10: malformed, so it is ordinary text.
                symbols.AddRange(Literal("${"));
                text = text[(start + 2)..];
                continue;
            }

            // VAR-4: a multivalued key has no value here. VAR-7: the default stands in for no value.
            string? value = fallback is null && key is ("*" or "?" or "$") ? key
                : ValueOf(check, key) is { IsAbsent: false, IsMultivalued: false } single ? single.ToString()
                : fallback;
            if (value is null)
            {
                return null;
            }

            symbols.AddRange(Literal(value));
            text = text[(start + length)..];
        }

        return symbols;
    }

    /// <summary>Reads <c>${key}</c> or <c>${key, 'default'}</c> at the start of a text (VAR-5, VAR-7, VAR-10).</summary>
    private static bool TryReadVariable(string text, out string key, out string? fallback, out int length)
    {
        (key, fallback, length) = ("", null, 0);
        int end = text.IndexOfAny(['}', ','], 2);
        if (end < 0)
        {
            return false;
        }

        key = text[2..end];
        bool escape = key is "*" or "?" or "$" && text[end] == '}';
        if (!escape && (key.Length == 0 || key.IndexOfAny([' ', '\t', '\n', '\r', '$', '{', '\'']) >= 0))
        {
            return false;
        }

        if (text[end] == '}')
        {
            length = end + 1;
            return true;
        }

        string rest = text[(end + 1)..].TrimStart(' ');
        int quote = rest.Length > 0 && rest[0] == '\'' ? rest.IndexOf('\'', 1) : -1;
        string tail = quote < 0 ? "" : rest[(quote + 1)..].TrimStart(' ');
        if (!Starts(tail, "}"))
        {
            return false;
        }

        fallback = rest[1..quote];
        length = text.Length - tail.Length + 1;
        return true;
    }

    /// <summary>A character of a pattern.</summary>
    private readonly record struct Symbol(int CodePoint, bool IsWild)
    {
        public bool IsStar => IsWild && CodePoint == '*';

        public bool IsColon => CodePoint == ':';
    }
}

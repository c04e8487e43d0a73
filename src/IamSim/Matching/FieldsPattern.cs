namespace IamSim.Matching;

/// <summary>Wildcards that stay within their segment, or stand behind the fifth colon: what the segments say one by one. Each character belongs to one.</summary>
internal sealed class FieldsPattern : Pattern
{
    private const int Colons = 5;

    private readonly string _prefix;
    private readonly Pattern[] _fields;

    public FieldsPattern(ReadOnlySpan<int> symbols, int firstWildcard)
    {
        ReadOnlySpan<int> constant = symbols[..firstWildcard];
        int passed = 0;
        int start = 0;
        for (int colon = constant.IndexOf(':'); colon >= 0 && passed < Colons; colon = constant[start..].IndexOf(':'))
        {
            start += colon + 1;
            passed++;
        }

        _prefix = PatternSymbol.ToText(symbols[..start]);
        _fields = new Pattern[Colons + 1 - passed];
        ReadOnlySpan<int> rest = symbols[start..];
        for (int i = 0; i < _fields.Length; i++)
        {
            int length = i == _fields.Length - 1 ? rest.Length : rest.IndexOf(':');
            _fields[i] = Compile(rest[..length], PatternMode.Text);
            rest = i == _fields.Length - 1 ? default : rest[(length + 1)..];
        }
    }

    /// <summary>Whether the segments of a pattern may be compared one by one.</summary>
    public static bool Covers(ReadOnlySpan<int> symbols, int firstWildcard, PatternMode mode) => mode switch
    {
        PatternMode.Text => false,
        // A star that ends its segment may take the next ones too.
        PatternMode.Resource => symbols[..firstWildcard].Count(':') >= Colons,
        _ => symbols.Count(':') >= Colons,
    };

    public override bool IsMatch(ReadOnlySpan<char> text, StepCounter? steps = null)
    {
        steps?.AddSearch(1, _prefix.Length);
        if (!text.StartsWith(_prefix, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<char> rest = text[_prefix.Length..];
        for (int i = 0; i < _fields.Length - 1; i++)
        {
            int colon = rest.IndexOf(':');
            steps?.AddSearch(colon < 0 ? rest.Length : colon, 1);
            if (colon < 0 || !_fields[i].IsMatch(rest[..colon], steps))
            {
                return false;
            }

            rest = rest[(colon + 1)..];
        }

        return _fields[^1].IsMatch(rest, steps);
    }
}

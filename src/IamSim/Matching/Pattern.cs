namespace IamSim.Matching;

/// <summary>A constant wildcard pattern, compiled once. Immutable; matching allocates nothing and is linear in the text.</summary>
internal sealed class Pattern
{
    private readonly PatternShape _shape;
    private readonly string _prefix;
    private readonly string _suffix;
    private readonly bool _openEnd;
    private readonly ulong[] _bits = [];
    private readonly ushort[] _rows = [];
    private readonly int _states;
    private readonly bool _isWide;

    public Pattern(ReadOnlySpan<int> symbols, PatternMode mode)
    {
        int first = symbols.IndexOfAny(PatternSymbol.Star, PatternSymbol.One);
        int last = symbols.LastIndexOfAny(PatternSymbol.Star, PatternSymbol.One);
        _prefix = ToText(first < 0 ? symbols : symbols[..first]);
        _suffix = ToText(first < 0 ? default : symbols[(last + 1)..]);
        _openEnd = PatternSymbol.HasOpenEnd(symbols, mode);
        bool loneStar = first >= 0 && first == last && symbols[first] == PatternSymbol.Star;
        bool unbounded = mode == PatternMode.Text || symbols[..Math.Max(first, 0)].Count(':') >= 5 || (mode == PatternMode.Resource && last == symbols.Length - 1);
        _shape = first < 0 ? PatternShape.Exact : loneStar && unbounded && !(_openEnd && _suffix.Length > 0) ? PatternShape.OneStar : PatternShape.General;
        IsAllStars = symbols.Length > 0 && !symbols.ContainsAnyExcept(PatternSymbol.Star);
        if (_shape != PatternShape.General)
        {
            return;
        }

        _states = PatternSymbol.CountStates(symbols);
        _rows = new ushort[AutomatonTables.RowMapLength];
        _bits = new ulong[AutomatonTables.Measure(symbols, _states, _rows, out _isWide)];
        AutomatonTables.Fill(symbols, mode, _states, _rows, _bits, _isWide);
    }

    /// <summary>Whether the pattern is nothing but stars, which alone covers actions without resources (GRAM-57).</summary>
    public bool IsAllStars { get; }

    public static Pattern Compile(string pattern, PatternMode mode) => new(PatternSymbol.Of(pattern), mode);

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        switch (_shape)
        {
            case PatternShape.Exact:
                return text.SequenceEqual(_prefix) || (_openEnd && text.StartsWith(_prefix, StringComparison.Ordinal) && IsSegmentEnd(text, _prefix.Length));
            case PatternShape.OneStar:
                return text.Length >= _prefix.Length + _suffix.Length
                    && text.StartsWith(_prefix, StringComparison.Ordinal)
                    && text.EndsWith(_suffix, StringComparison.Ordinal);
            default:
                // The automaton would find the same; comparing the fixed ends first settles most questions.
                return text.StartsWith(_prefix, StringComparison.Ordinal)
                    && (_openEnd || text.EndsWith(_suffix, StringComparison.Ordinal))
                    && new WildcardAutomaton(AutomatonTables.Over(_rows, _bits, _states, _isWide), _openEnd).IsMatch(text);
        }
    }

    /// <summary>Whether a place of an ARN is one of its first five colons.</summary>
    private static bool IsSegmentEnd(ReadOnlySpan<char> text, int index) =>
        index < text.Length && text[index] == ':' && text[..index].Count(':') < 5;

    private static string ToText(ReadOnlySpan<int> symbols)
    {
        var builder = new System.Text.StringBuilder(symbols.Length);
        Span<char> pair = stackalloc char[2];
        foreach (int symbol in symbols)
        {
            if (symbol < 0x10000)
            {
                builder.Append((char)symbol);
            }
            else
            {
                new System.Text.Rune(symbol).EncodeToUtf16(pair);
                builder.Append(pair);
            }
        }

        return builder.ToString();
    }

    private enum PatternShape : byte
    {
        Exact,
        OneStar,
        General,
    }
}

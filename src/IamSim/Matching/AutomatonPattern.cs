namespace IamSim.Matching;

/// <summary>Any other pattern: a <see cref="WildcardAutomaton"/>, whose bound this is.</summary>
internal sealed class AutomatonPattern : Pattern
{
    private readonly string _prefix;
    private readonly string _suffix;
    private readonly bool _openEnd;
    private readonly ulong[] _bits;
    private readonly ushort[] _rows;
    private readonly int _states;

    public AutomatonPattern(ReadOnlySpan<int> symbols, PatternMode mode)
    {
        _openEnd = PatternSymbol.HasOpenEnd(symbols, mode);
        _prefix = PatternSymbol.ToConstant(symbols[..symbols.IndexOfAny(PatternSymbol.Star, PatternSymbol.One)]);
        _suffix = _openEnd ? "" : PatternSymbol.ToConstant(symbols[(symbols.LastIndexOfAny(PatternSymbol.Star, PatternSymbol.One) + 1)..]);
        _states = PatternSymbol.CountStates(symbols);
        _rows = new ushort[AutomatonTables.MapLength(symbols)];
        _bits = new ulong[AutomatonTables.Measure(symbols, _states, _rows)];
        AutomatonTables.Fill(symbols, mode, _states, _rows, _bits);
    }

    // The automaton would find the same; comparing the fixed ends first settles most questions.
    public override bool IsMatch(ReadOnlySpan<char> text, StepCounter? steps = null)
    {
        steps?.AddSearch(1, _prefix.Length + _suffix.Length);
        return text.StartsWith(_prefix, StringComparison.Ordinal)
            && text.EndsWith(_suffix, StringComparison.Ordinal)
            && new WildcardAutomaton(AutomatonTables.Over(_rows, _bits, _states), _openEnd).IsMatch(text, steps);
    }
}

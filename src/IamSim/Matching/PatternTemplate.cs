using System.Buffers;
using IamSim.Identifiers;

namespace IamSim.Matching;

/// <summary>A pattern or text with policy variables, filled in per request. What is filled in is literal and never read again (VAR-8).</summary>
internal sealed partial class PatternTemplate
{
    // Enough for nearly every pattern with variables; longer ones borrow from the pool.
    private const int SmallBuffer = 256;

    private readonly TemplatePart[] _parts;
    private readonly PatternMode _mode;
    private readonly bool _wildcards;

    public PatternTemplate(IEnumerable<TemplatePart> parts, PatternMode mode, bool wildcards)
    {
        _parts = [.. parts];
        _mode = mode;
        _wildcards = wildcards;
        Variables = [.. _parts.Select(static part => part.Variable?.Key).OfType<ContextKey>()];
    }

    /// <summary>The keys of its variables, in order.</summary>
    public ContextKey[] Variables { get; }

    /// <summary>The symbols of a template without variables.</summary>
    public int[] ToSymbols()
    {
        int length = _parts.Sum(static part => part.Text.Length);
        int[] symbols = new int[length];
        int count = 0;
        foreach (TemplatePart part in _parts)
        {
            count = PatternSymbol.Append(part.Text, _wildcards && !part.IsEscaped, symbols, count);
        }

        return symbols[..count];
    }

    /// <summary>Whether the filled-in pattern covers a text. An unresolved variable covers nothing (VAR-6).</summary>
    public bool IsMatch(ReadOnlySpan<char> text, IVariableSource source)
    {
        if (!TryMeasure(source, out int length))
        {
            return source.UnknownMatches && CouldMatch(text, source);
        }

        int[]? rented = length > SmallBuffer ? ArrayPool<int>.Shared.Rent(length) : null;
        Span<int> buffer = rented ?? stackalloc int[SmallBuffer];
        int count = Expand(buffer, source);
        ReadOnlySpan<int> symbols = buffer[..count];
        bool matched = (_mode != PatternMode.Arn || symbols.Count(':') >= 5) && Match(symbols, _mode, text);
        if (rented is not null)
        {
            ArrayPool<int>.Shared.Return(rented);
        }

        return matched;
    }

    private static bool Match(ReadOnlySpan<int> symbols, PatternMode mode, ReadOnlySpan<char> text)
    {
        int states = PatternSymbol.CountStates(symbols);
        if (states - 1 > text.Length)
        {
            return false;
        }

        Span<ushort> rows = stackalloc ushort[AutomatonTables.RowMapLength];
        int length = AutomatonTables.Measure(symbols, states, rows, out bool isWide);
        ulong[]? rented = length > SmallBuffer ? ArrayPool<ulong>.Shared.Rent(length) : null;
        Span<ulong> bits = (rented ?? stackalloc ulong[SmallBuffer])[..length];
        bits.Clear();
        AutomatonTables tables = AutomatonTables.Fill(symbols, mode, states, rows, bits, isWide);
        bool matched = new WildcardAutomaton(tables, PatternSymbol.HasOpenEnd(symbols, mode)).IsMatch(text);
        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }

        return matched;
    }

    private bool TryMeasure(IVariableSource source, out int length)
    {
        length = 0;
        foreach (TemplatePart part in _parts)
        {
            ReadOnlySpan<char> text = part.Text;
            if (part.Variable is { } variable && !TryResolve(variable, source, out text))
            {
                return false;
            }

            length += text.Length;
        }

        return true;
    }

    private int Expand(Span<int> symbols, IVariableSource source)
    {
        int count = 0;
        foreach (TemplatePart part in _parts)
        {
            if (part.Variable is { } variable)
            {
                TryResolve(variable, source, out ReadOnlySpan<char> value);
                count = PatternSymbol.Append(value, wildcards: false, symbols, count);
            }
            else
            {
                count = PatternSymbol.Append(part.Text, _wildcards && !part.IsEscaped, symbols, count);
            }
        }

        return count;
    }

    private static bool TryResolve(PolicyVariable variable, IVariableSource source, out ReadOnlySpan<char> value)
    {
        if (source.TryGetVariable(variable.Key, out value))
        {
            return true;
        }

        value = variable.Default;
        return variable.Default is not null && !source.IsUnknownVariable(variable.Key);
    }

    /// <summary>Whether the filled-in text equals another, with or without case. Linear; wildcards are ordinary characters.</summary>
    public bool EqualsText(ReadOnlySpan<char> text, bool ignoreCase, IVariableSource source)
    {
        foreach (TemplatePart part in _parts)
        {
            ReadOnlySpan<char> expected = part.Text;
            if (part.Variable is { } variable && !TryResolve(variable, source, out expected))
            {
                return source.UnknownMatches && CouldEndWith(text, ignoreCase, source);
            }

            if (text.Length < expected.Length || !TextComparison.Equals(text[..expected.Length], expected, ignoreCase))
            {
                return false;
            }

            text = text[expected.Length..];
        }

        return text.IsEmpty;
    }
}

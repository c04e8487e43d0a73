using System.Buffers;
using System.Runtime.CompilerServices;
using IamSim.Identifiers;

namespace IamSim.Matching;

/// <summary>A pattern or text with policy variables, filled in per request. What is filled in is literal and never read again (VAR-8).</summary>
/// <remarks>
/// The usual shape, free stars between texts and variables, is compared part by part (<see cref="TemplatePieces"/>); everything else becomes an
/// automaton for the one comparison. Either way at most n·⌈m/64⌉ steps for n characters and m filled in, see <see cref="StepCounter"/>, besides
/// those that go once through what is filled in.
/// </remarks>
internal sealed partial class PatternTemplate
{
    // Enough for nearly every pattern with variables; longer ones borrow from the pool.
    private const int SmallBuffer = 256;

    private readonly TemplatePart[] _parts;
    private readonly PatternMode _mode;
    private readonly bool _wildcards;
    private readonly TemplatePieces? _pieces;

    public PatternTemplate(IEnumerable<TemplatePart> parts, PatternMode mode, bool wildcards)
    {
        _parts = [.. parts];
        _mode = mode;
        _wildcards = wildcards;
        Variables = [.. _parts.Select(static part => part.Variable?.Key).OfType<ContextKey>()];
        _pieces = wildcards && Variables.Length > 0 ? TemplatePieces.TryCut(_parts, mode) : null;
    }

    /// <summary>The keys of its variables, in order.</summary>
    public ContextKey[] Variables { get; }

    /// <summary>The symbols of a template without variables.</summary>
    public int[] ToSymbols()
    {
        int length = _parts.Sum(static part => part.Text.Length);
        int[] symbols = new int[length];
        int count = 0;
        foreach (ref readonly TemplatePart part in _parts.AsSpan())
        {
            count = PatternSymbol.Append(part.Text, _wildcards && !part.IsEscaped, symbols, count);
        }

        return symbols[..count];
    }

    /// <summary>Whether the filled-in pattern covers a text. An unresolved variable covers nothing (VAR-6).</summary>
    public bool IsMatch(ReadOnlySpan<char> text, IVariableSource source, StepCounter? steps = null)
    {
        // Every variable is asked for, whether or not the text would differ before it is reached: who explains wants to know what counts.
        if (!TryResolveAll(source, out int length, out bool isWhole, out ReadOnlySpan<char> last))
        {
            return source.UnknownMatches && CouldMatch(text, source);
        }

        return _pieces is not null && isWhole ? _pieces.IsMatch(text, new FilledIn(source, last, Variables.Length), steps) : MatchSymbols(text, length, source, steps);
    }

    // Buffers on the stack are cleared when a method begins: those of the methods below are not the usual pattern's to pay for.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool MatchSymbols(ReadOnlySpan<char> text, int length, IVariableSource source, StepCounter? steps)
    {
        int[]? rented = length > SmallBuffer ? ArrayPool<int>.Shared.Rent(length) : null;
        Span<int> buffer = rented ?? stackalloc int[SmallBuffer];
        ReadOnlySpan<int> symbols = buffer[..Expand(buffer, source)];
        bool matched = (_mode != PatternMode.Arn || symbols.Count(':') >= 5) && Match(symbols, _mode, text, steps);
        if (rented is not null)
        {
            ArrayPool<int>.Shared.Return(rented);
        }

        return matched;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Match(ReadOnlySpan<int> symbols, PatternMode mode, ReadOnlySpan<char> text, StepCounter? steps = null)
    {
        int states = PatternSymbol.CountStates(symbols);
        if (states - 1 > text.Length)
        {
            return false;
        }

        Span<ushort> rows = stackalloc ushort[AutomatonTables.LongestMap];
        rows = rows[..AutomatonTables.MapLength(symbols)];
        int length = AutomatonTables.Measure(symbols, states, rows);
        ulong[]? rented = length > SmallBuffer ? ArrayPool<ulong>.Shared.Rent(length) : null;
        Span<ulong> bits = (rented ?? stackalloc ulong[SmallBuffer])[..length];
        bits.Clear();
        AutomatonTables tables = AutomatonTables.Fill(symbols, mode, states, rows, bits);
        bool matched = new WildcardAutomaton(tables, PatternSymbol.HasOpenEnd(symbols, mode)).IsMatch(text, steps);
        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }

        return matched;
    }

    /// <summary>Asks for every variable.</summary>
    /// <param name="source">Where the values come from.</param>
    /// <param name="length">The characters of the filled-in pattern.</param>
    /// <param name="isWhole">Whether no value begins or ends within a surrogate pair, which would be half a character of the pattern.</param>
    /// <param name="last">The value of the last variable.</param>
    private bool TryResolveAll(IVariableSource source, out int length, out bool isWhole, out ReadOnlySpan<char> last)
    {
        (length, isWhole) = (0, true);
        last = default;
        foreach (ref readonly TemplatePart part in _parts.AsSpan())
        {
            length += part.Text.Length;
            if (part.Variable is not { } variable)
            {
                continue;
            }

            if (!variable.TryResolve(source, out last))
            {
                return false;
            }

            length += last.Length;
            isWhole &= last.IsEmpty || (!char.IsLowSurrogate(last[0]) && !char.IsHighSurrogate(last[^1]));
        }

        return true;
    }

    private int Expand(Span<int> symbols, IVariableSource source)
    {
        int count = 0;
        foreach (ref readonly TemplatePart part in _parts.AsSpan())
        {
            if (part.Variable is { } variable)
            {
                variable.TryResolve(source, out ReadOnlySpan<char> value);
                count = PatternSymbol.Append(value, wildcards: false, symbols, count);
            }
            else
            {
                count = PatternSymbol.Append(part.Text, _wildcards && !part.IsEscaped, symbols, count);
            }
        }

        return count;
    }

    /// <summary>Whether the filled-in text equals another, with or without case. Linear; wildcards are ordinary characters.</summary>
    public bool EqualsText(ReadOnlySpan<char> text, bool ignoreCase, IVariableSource source)
    {
        foreach (ref readonly TemplatePart part in _parts.AsSpan())
        {
            ReadOnlySpan<char> expected = part.Text;
            if (part.Variable is { } variable && !variable.TryResolve(source, out expected))
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

using System.Collections.Immutable;
using IamSim.Conditions.Operators;
using IamSim.Identifiers;
using IamSim.Matching;
using IamSim.Policies;

namespace IamSim.Conditions;

/// <summary>One key under one operator with its modifiers. The table of COND-10 to COND-16 is here and nowhere else.</summary>
internal sealed class Condition
{
    private readonly PreparedOperands _operands;
    private readonly NullOperator.Operands? _nullOperands;
    private readonly DateOperator.Operands? _clockOperands;
    private readonly bool _isNegated;
    private readonly bool? _constant;

    public Condition(ConditionSource source, ContextKey key, NamedOperator named, ConditionModifiers modifiers, PreparedOperands operands)
    {
        Source = source;
        Key = key;
        Operator = named;
        Modifiers = modifiers;
        _operands = operands;
        _nullOperands = operands as NullOperator.Operands;
        _clockOperands = key.Global is GlobalKey.CurrentTime or GlobalKey.EpochTime ? operands as DateOperator.Operands : null;
        _isNegated = named.IsNegated;
        _constant = FindConstant();
    }

    public ConditionSource Source { get; }

    public ContextKey Key { get; }

    public NamedOperator Operator { get; }

    public SetOperator Set => Modifiers.Set;

    /// <summary>How one value compares with the policy values, before negation.</summary>
    public OperandMatch Match(ReadOnlySpan<char> value, ContextSource source) => _operands.Match(value, source);

    public ConditionModifiers Modifiers { get; }

    public bool Holds(ContextSource source) => source.HasUnknowns ? HoldsAsAssumed(source) : HoldsForKnown(source);

    private bool HoldsAsAssumed(ContextSource source)
    {
        if (source.IsUnknown(Key))
        {
            return _constant ?? (source.EndsOf(Key) is { } ends ? OutcomeFor(ends) : null) ?? source.AssumesUnknown;
        }

        // The better a pattern covers, the sooner a plain operator holds and the later a negated one.
        source.UnknownMatches = source.AssumesUnknown != _isNegated;
        return HoldsForKnown(source);
    }

    /// <summary>The outcome where it is the same for every text with known ends; otherwise <c>null</c>.</summary>
    public bool? OutcomeFor(KnownEnds ends)
    {
        if (_nullOperands is not null)
        {
            return HoldsNull(_nullOperands, isNull: false);
        }

        bool isPattern = Operator.Operator is StringLikeOperator;
        if ((!isPattern && Operator.Operator is not StringEqualsOperator) || Source.Key.Values.Any(static value => value.Text.Contains("${", StringComparison.Ordinal)))
        {
            return null;
        }

        bool ignoreCase = Operator.Operator is StringEqualsOperator { IgnoresCase: true };
        bool isOpen = false;
        foreach (PolicyValue value in Source.Key.Values)
        {
            bool? matches = isPattern ? ends.IsCoveredBy(value.Text) : ends.IsText(value.Text, ignoreCase);
            if (matches == true)
            {
                return Conclude(OperandMatch.Some);
            }

            isOpen |= matches is null;
        }

        return isOpen ? null : Conclude(OperandMatch.None);
    }

    private bool HoldsForKnown(ContextSource source)
    {
        // The text of the clock need not be written to be read again; as a single value it means the same under every set operator.
        if (_clockOperands is not null && source.TryGetClock(Key, out Instant now))
        {
            return Conclude(_clockOperands.Match(now));
        }

        bool present = source.TryGet(Key, out ContextView view);
        if (_nullOperands is not null)
        {
            return HoldsNull(_nullOperands, !present || view.IsNullSet);
        }

        if (!present)
        {
            return HoldsForMissingKey();
        }

        return Modifiers.Set switch
        {
            SetOperator.ForAllValues => view.IsNullSet || HoldsForEach(view, source, all: true),
            SetOperator.ForAnyValue => HoldsForEach(view, source, all: false),
            _ => view.IsMultivalued ? HoldsForUnqualifiedList(view) : HoldsFor(view.Single, source),
        };
    }

    /// <summary>The answer where it is the same for every value, for a missing key and for lists; otherwise <c>null</c>.</summary>
    private bool? FindConstant()
    {
        if (_nullOperands is not null)
        {
            bool holds = HoldsNull(_nullOperands, isNull: true);
            return holds == HoldsNull(_nullOperands, isNull: false) ? holds : null;
        }

        // COND-16: nothing to match.
        return _operands.IsEmpty && !_isNegated && !HoldsForMissingKey() ? false : null;
    }

    // COND-7: a set operator turns Null into a constant.
    private bool HoldsNull(NullOperator.Operands operands, bool isNull) => Modifiers.Set switch
    {
        SetOperator.ForAllValues => true,
        SetOperator.ForAnyValue => false,
        _ => operands.Accepts(isNull),
    };

    // COND-3, COND-4, COND-5, COND-11, COND-12, COND-14.
    private bool HoldsForMissingKey() => Modifiers.Set switch
    {
        SetOperator.ForAllValues => true,
        SetOperator.ForAnyValue => Modifiers.IfExists && Modifiers.ForAnyValueIfExistsMatchesMissingKey,
        _ => Modifiers.IfExists || _isNegated,
    };

    // COND-10, OQ-7: without a set operator a list never matches; an empty one is like a missing key.
    private bool HoldsForUnqualifiedList(ContextView view) => view.Many!.Length == 0 && HoldsForMissingKey();

    private bool HoldsForEach(ContextView view, ContextSource source, bool all)
    {
        if (view.Many is null)
        {
            return HoldsFor(view.Single, source);
        }

        foreach (string value in view.Many)
        {
            if (HoldsFor(value, source) != all)
            {
                return !all;
            }
        }

        return all;
    }

    private bool HoldsFor(ReadOnlySpan<char> value, ContextSource source) => Conclude(_operands.Match(value, source));

    // COND-2: a negated operator holds if none of its values matches.
    private bool Conclude(OperandMatch match) => match switch
    {
        OperandMatch.Some => !_isNegated,
        OperandMatch.None => _isNegated,
        _ => false,
    };
}

/// <summary>Where a condition is written.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Key">The key with its values.</param>
/// <param name="ReplacesVariables">Whether variables are replaced in the values (VAR-1, VAR-2).</param>
internal sealed record ConditionSource(ConditionOperatorElement Operator, ConditionKeyElement Key, bool ReplacesVariables)
{
    private ImmutableArray<ContextKey> _variables;

    /// <summary>The keys of the variables in the values, in order.</summary>
    // A benign race: two threads may both look for them.
    public ImmutableArray<ContextKey> Variables => _variables.IsDefault ? _variables = FindVariables() : _variables;

    private ImmutableArray<ContextKey> FindVariables() => ReplacesVariables && HasVariables(Key)
        ? [.. Key.Values.Where(static value => value.Text.Contains("${", StringComparison.Ordinal)).SelectMany(static value => VariableSyntax.Split(value.Text, null)).Select(static part => part.Variable?.Key).OfType<ContextKey>()]
        : [];

    private static bool HasVariables(ConditionKeyElement key)
    {
        foreach (PolicyValue value in key.Values)
        {
            if (value.Text.Contains("${", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What stands around the name of an operator.</summary>
/// <param name="Set">The set operator in front of it.</param>
/// <param name="IfExists">Whether it ends in IfExists.</param>
/// <param name="ForAnyValueIfExistsMatchesMissingKey">The switch of OQ-8.</param>
internal readonly record struct ConditionModifiers(SetOperator Set, bool IfExists, bool ForAnyValueIfExistsMatchesMissingKey);

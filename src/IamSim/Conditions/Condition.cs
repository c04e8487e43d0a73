using IamSim.Conditions.Operators;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Conditions;

/// <summary>One key under one operator with its modifiers. The table of COND-10 to COND-16 is here and nowhere else.</summary>
internal sealed class Condition
{
    private readonly ConditionModifiers _modifiers;
    private readonly PreparedOperands _operands;

    public Condition(ConditionSource source, NamedOperator named, ConditionModifiers modifiers, PreparedOperands operands)
    {
        Source = source;
        Key = new ContextKey(source.Element.Key.Text);
        Operator = named;
        _modifiers = modifiers;
        _operands = operands;
    }

    public ConditionSource Source { get; }

    public ContextKey Key { get; }

    public NamedOperator Operator { get; }

    public SetOperator Set => _modifiers.Set;

    /// <summary>How one value compares with the policy values, before negation.</summary>
    public OperandMatch Match(ReadOnlySpan<char> value, ContextSource source) => _operands.Match(value, source);

    public bool Holds(ContextSource source)
    {
        bool present = source.TryGet(Key, out ContextView view);
        if (_operands is NullOperator.Operands nullOperands)
        {
            return HoldsNull(nullOperands, !present || view.IsNullSet);
        }

        if (!present)
        {
            return HoldsForMissingKey();
        }

        return _modifiers.Set switch
        {
            SetOperator.ForAllValues => view.IsNullSet || HoldsForEach(view, source, all: true),
            SetOperator.ForAnyValue => HoldsForEach(view, source, all: false),
            _ => view.IsMultivalued ? HoldsForUnqualifiedList(view) : HoldsFor(view.Single, source),
        };
    }

    // COND-7: a set operator turns Null into a constant.
    private bool HoldsNull(NullOperator.Operands operands, bool isNull) => _modifiers.Set switch
    {
        SetOperator.ForAllValues => true,
        SetOperator.ForAnyValue => false,
        _ => operands.Accepts(isNull),
    };

    // COND-3, COND-4, COND-5, COND-11, COND-12, COND-14.
    private bool HoldsForMissingKey() => _modifiers.Set switch
    {
        SetOperator.ForAllValues => true,
        SetOperator.ForAnyValue => _modifiers.IfExists && _modifiers.ForAnyValueIfExistsMatchesMissingKey,
        _ => _modifiers.IfExists || Operator.IsNegated,
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

    // COND-2: a negated operator holds if none of its values matches.
    private bool HoldsFor(ReadOnlySpan<char> value, ContextSource source) => _operands.Match(value, source) switch
    {
        OperandMatch.Some => !Operator.IsNegated,
        OperandMatch.None => Operator.IsNegated,
        _ => false,
    };
}

/// <summary>Where a condition was written.</summary>
/// <param name="Operator">The operator with its modifiers.</param>
/// <param name="Element">The key with its values.</param>
/// <param name="ReplacesVariables">Whether variables in the values are replaced (VAR-1, VAR-2).</param>
internal sealed record ConditionSource(PolicyValue Operator, ConditionKeyElement Element, bool ReplacesVariables);

/// <summary>What stands around the name of an operator.</summary>
/// <param name="Set">The set operator in front of it.</param>
/// <param name="IfExists">Whether it ends in IfExists.</param>
/// <param name="ForAnyValueIfExistsMatchesMissingKey">The switch of OQ-8.</param>
internal readonly record struct ConditionModifiers(SetOperator Set, bool IfExists, bool ForAnyValueIfExistsMatchesMissingKey);

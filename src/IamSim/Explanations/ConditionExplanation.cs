using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>How one key under one operator of a Condition compares with the request (COND-1 to COND-80).</summary>
public sealed record ConditionExplanation : ElementExplanation
{
    internal ConditionExplanation(ConditionOutcome outcome, bool matches, PolicyValue written, PolicyValue key, SourceSpan span)
        : base(matches, span)
    {
        Outcome = outcome;
        Operator = written;
        Key = key;
    }

    /// <summary>How the value compared. Whether the condition holds is <see cref="ElementExplanation.Matches"/>.</summary>
    public ConditionOutcome Outcome { get; }

    /// <summary>The operator as written, with its modifiers.</summary>
    public PolicyValue Operator { get; }

    /// <summary>The context key as written.</summary>
    public PolicyValue Key { get; }

    /// <summary>The value of the key in the request; absent when it has none.</summary>
    public ContextValue Value { get; internal init; }

    /// <summary>Where the value comes from.</summary>
    public ContextKeyOrigin Origin { get; internal init; }

    /// <summary>The values of the policy; possibly none (COND-16).</summary>
    public ImmutableArray<ConditionOperand> Operands { get; internal init; } = [];

    /// <summary>The condition, the value of the request and how they compare.</summary>
    public override string ToString() => $"{Operator} {Key} [{string.Join(", ", Operands.Select(static operand => operand.Expanded ?? operand.Written.Text))}]: {Value}, {Outcome}";
}

/// <summary>One value that a condition compares with.</summary>
/// <param name="Written">The value as the policy has it.</param>
/// <param name="Expanded">The value with its policy variables filled in; <c>null</c> when it has none.</param>
/// <param name="UnresolvedKey">The context key of a variable that has no value (VAR-6); <c>null</c> when there is none.</param>
public sealed record ConditionOperand(PolicyValue Written, string? Expanded, string? UnresolvedKey)
{
    /// <summary>Whether the value has a <c>${…}</c> that is ordinary text: policy variables need Version 2012-10-17 and an operator of texts or ARNs (VAR-1, VAR-2).</summary>
    public bool HasLiteralVariable { get; internal init; }
}

/// <summary>How the value of a key compares with those of a condition.</summary>
public enum ConditionOutcome
{
    /// <summary>The request has no such key. Negated operators, IfExists and ForAllValues hold then, others do not (COND-3 to COND-5, COND-11).</summary>
    KeyMissing,

    /// <summary>The key is there and has a value; Null asks for this (COND-6).</summary>
    KeyPresent,

    /// <summary>A value of the request matches one of the policy; with ForAllValues every one does.</summary>
    ValueMatches,

    /// <summary>No value of the request matches one of the policy; with ForAllValues one does not.</summary>
    ValueDiffers,

    /// <summary>The key has a list and the operator no set operator: never holds (COND-10).</summary>
    SetOperatorMissing,

    /// <summary>The value is not of the operator's type: never holds (OQ-10).</summary>
    ValueMalformed,
}

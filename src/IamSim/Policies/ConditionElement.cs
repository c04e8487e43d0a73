using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Policies;

/// <summary>A Condition block.</summary>
/// <param name="Operators">Its operators in order; all must hold (COND-1).</param>
/// <param name="NameSpan">The place of its name.</param>
/// <param name="Span">The place of its value.</param>
public sealed record ConditionElement(ImmutableArray<ConditionOperatorElement> Operators, SourceSpan NameSpan, SourceSpan Span)
{
    /// <summary>The operators with their keys.</summary>
    public override string ToString() => string.Join("; ", Operators);
}

/// <summary>One operator of a Condition block with its keys.</summary>
/// <param name="Operator">The operator as written, such as <c>ForAnyValue:StringLikeIfExists</c>.</param>
/// <param name="Keys">Its keys in order; all must hold (COND-1).</param>
/// <param name="Span">The place of its value.</param>
public sealed record ConditionOperatorElement(PolicyValue Operator, ImmutableArray<ConditionKeyElement> Keys, SourceSpan Span)
{
    /// <summary>The operator with its keys.</summary>
    public override string ToString() => $"{Operator} {{ {string.Join(", ", Keys)} }}";
}

/// <summary>One context key under an operator with the values it is compared with.</summary>
/// <param name="Key">The context key as written.</param>
/// <param name="Values">The policy values; possibly empty (COND-16).</param>
/// <param name="IsArray">Whether they were written as an array.</param>
/// <param name="Span">The place of the value.</param>
public sealed record ConditionKeyElement(PolicyValue Key, ImmutableArray<PolicyValue> Values, bool IsArray, SourceSpan Span)
{
    /// <summary>The key with its values.</summary>
    public override string ToString()
    {
        string values = string.Join(", ", Values);
        return IsArray ? $"{Key}: [{values}]" : $"{Key}: {values}";
    }
}

using IamSim.Matching;

namespace IamSim.Conditions.Operators;

/// <summary>ArnLike and ArnEquals, which are the same: six parts compared one by one with wildcards (COND-70, COND-71).</summary>
internal sealed class ArnLikeOperator : ConditionOperator
{
    public override bool ReplacesVariables => true;

    public override bool HasWildcards => true;

    public override PreparedOperands Prepare(OperandReader reader) =>
        new Operands(new PatternOperands(reader.ReadPatterns(PatternMode.Arn, static (text, variables) => IsArn(text) || (variables && text.Contains("${", StringComparison.Ordinal)))));

    /// <summary>Whether a text has the six parts that every comparison needs (COND-73).</summary>
    public static bool IsArn(ReadOnlySpan<char> text) => text.Count(':') >= 5;

    private sealed class Operands(PatternOperands patterns) : PreparedOperands
    {
        public override bool IsEmpty => patterns.IsEmpty;

        public override OperandMatch Match(ReadOnlySpan<char> value, ContextSource source) =>
            IsArn(value) && value.StartsWith("arn:", StringComparison.Ordinal) ? patterns.Match(value, source) : OperandMatch.Malformed;
    }
}

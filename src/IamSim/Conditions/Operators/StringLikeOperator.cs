using IamSim.Matching;

namespace IamSim.Conditions.Operators;

/// <summary>StringLike: whole texts with <c>*</c> and <c>?</c>, case-sensitive (COND-20).</summary>
internal sealed class StringLikeOperator : ConditionOperator
{
    public override bool ReplacesVariables => true;

    public override bool HasWildcards => true;

    public override PreparedOperands Prepare(OperandReader reader) => new PatternOperands(reader.ReadPatterns(PatternMode.Text));
}

/// <summary>Patterns of which one has to cover the value.</summary>
internal sealed class PatternOperands(TextPattern[] patterns) : PreparedOperands
{
    public override bool IsEmpty => patterns.Length == 0;

    public override OperandMatch Match(ReadOnlySpan<char> value, ContextSource source)
    {
        foreach (TextPattern pattern in patterns)
        {
            if (pattern.IsMatch(value, source))
            {
                return OperandMatch.Some;
            }
        }

        return OperandMatch.None;
    }
}

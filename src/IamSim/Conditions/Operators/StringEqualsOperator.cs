using IamSim.Matching;

namespace IamSim.Conditions.Operators;

/// <summary>StringEquals and StringEqualsIgnoreCase: whole texts, wildcards literal (COND-20, COND-21).</summary>
internal sealed class StringEqualsOperator(bool ignoreCase) : ConditionOperator
{
    public override bool ReplacesVariables => true;

    public override PreparedOperands Prepare(OperandReader reader) => new Operands(reader.ReadTexts(), ignoreCase);

    private sealed class Operands(PatternTemplate[] texts, bool ignoreCase) : PreparedOperands
    {
        public override bool IsEmpty => texts.Length == 0;

        public override OperandMatch Match(ReadOnlySpan<char> value, ContextSource source)
        {
            foreach (PatternTemplate text in texts)
            {
                if (text.EqualsText(value, ignoreCase, source))
                {
                    return OperandMatch.Some;
                }
            }

            return OperandMatch.None;
        }
    }
}

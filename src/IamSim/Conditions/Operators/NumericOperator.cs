namespace IamSim.Conditions.Operators;

/// <summary>The numeric comparisons (COND-30).</summary>
internal sealed class NumericOperator(Comparison comparison) : ConditionOperator
{
    public override PreparedOperands Prepare(OperandReader reader) =>
        new Operands(comparison, reader.Read<ExactNumber>(ExactNumber.TryParse, "a number such as 10 or 2.5"));

    private sealed class Operands(Comparison comparison, ExactNumber[] numbers) : PreparedOperands
    {
        public override bool IsEmpty => numbers.Length == 0;

        public override OperandMatch Match(ReadOnlySpan<char> value, ContextSource source)
        {
            if (!ExactDigits.TryParse(value, out ExactDigits digits))
            {
                return OperandMatch.Malformed;
            }

            foreach (ExactNumber number in numbers)
            {
                if (comparison.Holds(digits.CompareTo(number.Digits)))
                {
                    return OperandMatch.Some;
                }
            }

            return OperandMatch.None;
        }
    }
}

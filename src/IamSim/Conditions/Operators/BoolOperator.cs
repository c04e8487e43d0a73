namespace IamSim.Conditions.Operators;

/// <summary>Bool: both true or both false, in any letter case (COND-50). Anything else never matches (COND-52).</summary>
internal sealed class BoolOperator : ConditionOperator
{
    public override PreparedOperands Prepare(OperandReader reader) =>
        new Operands(reader.Read<bool>(TryRead, "true or false"));

    public static bool TryRead(string text, out bool value) => TryRead(text.AsSpan(), out value);

    private static bool TryRead(ReadOnlySpan<char> text, out bool value)
    {
        value = text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    private sealed class Operands(bool[] accepted) : PreparedOperands
    {
        public override bool IsEmpty => accepted.Length == 0;

        public override OperandMatch Match(ReadOnlySpan<char> value, ContextSource source)
        {
            if (!TryRead(value, out bool flag))
            {
                return OperandMatch.Malformed;
            }

            return Array.IndexOf(accepted, flag) >= 0 ? OperandMatch.Some : OperandMatch.None;
        }
    }
}

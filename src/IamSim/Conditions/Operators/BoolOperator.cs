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
        private readonly bool _acceptsTrue = Array.IndexOf(accepted, true) >= 0;
        private readonly bool _acceptsFalse = Array.IndexOf(accepted, false) >= 0;

        public override bool IsEmpty => !_acceptsTrue && !_acceptsFalse;

        public override OperandMatch Match(ReadOnlySpan<char> value, ContextSource source)
        {
            if (!TryRead(value, out bool flag))
            {
                return OperandMatch.Malformed;
            }

            return (flag ? _acceptsTrue : _acceptsFalse) ? OperandMatch.Some : OperandMatch.None;
        }
    }
}

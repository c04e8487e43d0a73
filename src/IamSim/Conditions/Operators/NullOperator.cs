namespace IamSim.Conditions.Operators;

/// <summary>Null asks whether a key is absent; the answer does not depend on a value, so <see cref="Condition"/> gives it (COND-6, COND-7).</summary>
internal sealed class NullOperator : ConditionOperator
{
    public override PreparedOperands Prepare(OperandReader reader) => new Operands(reader.Read<bool>(BoolOperator.TryRead, "true or false"));

    public sealed class Operands(bool[] accepted) : PreparedOperands
    {
        public bool Accepts(bool isNull) => Array.IndexOf(accepted, isNull) >= 0;

        public override bool IsEmpty => accepted.Length == 0;

        /// <summary>Never asked: there is no value to compare.</summary>
        public override OperandMatch Match(ReadOnlySpan<char> value, ContextSource source) => OperandMatch.Malformed;
    }
}

namespace IamSim.Conditions.Operators;

/// <summary>Null asks whether a key is absent; the answer does not depend on a value, so <see cref="Condition"/> gives it (COND-6, COND-7).</summary>
internal sealed class NullOperator : ConditionOperator
{
    public override PreparedOperands Prepare(OperandReader reader) => new Operands(reader.Read<bool>(BoolOperator.TryRead, "true or false"));

    public sealed class Operands(bool[] accepted) : PreparedOperands
    {
        private readonly bool _acceptsTrue = Array.IndexOf(accepted, true) >= 0;
        private readonly bool _acceptsFalse = Array.IndexOf(accepted, false) >= 0;

        public bool Accepts(bool isNull) => isNull ? _acceptsTrue : _acceptsFalse;

        /// <summary>Never asked: whether a key is there is an answer also where nothing is accepted.</summary>
        public override bool IsEmpty => false;

        /// <summary>Never asked: there is no value to compare.</summary>
        public override OperandMatch Match(ReadOnlySpan<char> value, ContextSource source) => OperandMatch.Malformed;
    }
}

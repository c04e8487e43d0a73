using System.Buffers;

namespace IamSim.Conditions.Operators;

/// <summary>BinaryEquals: both sides are base64 and compared as bytes (COND-80). It has no negated form.</summary>
internal sealed class BinaryEqualsOperator : ConditionOperator
{
    public override PreparedOperands Prepare(OperandReader reader) => new Operands(reader.Read<byte[]>(TryRead, "base64"));

    private static bool TryRead(string text, out byte[] bytes)
    {
        byte[] buffer = new byte[text.Length];
        bool valid = Convert.TryFromBase64String(text, buffer, out int written);
        bytes = buffer[..written];
        return valid;
    }

    private sealed class Operands(byte[][] accepted) : PreparedOperands
    {
        public override bool IsEmpty => accepted.Length == 0;

        public override OperandMatch Match(ReadOnlySpan<char> value, ContextSource source)
        {
            byte[] rented = ArrayPool<byte>.Shared.Rent(value.Length);
            OperandMatch match = Convert.TryFromBase64Chars(value, rented, out int written) ? Find(rented.AsSpan(0, written)) : OperandMatch.Malformed;
            ArrayPool<byte>.Shared.Return(rented);
            return match;
        }

        private OperandMatch Find(ReadOnlySpan<byte> bytes)
        {
            foreach (byte[] operand in accepted)
            {
                if (bytes.SequenceEqual(operand))
                {
                    return OperandMatch.Some;
                }
            }

            return OperandMatch.None;
        }
    }
}

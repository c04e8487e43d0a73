namespace IamSim.Conditions.Operators;

/// <summary>The date comparisons: instants, whatever zone or form they are written in (COND-40).</summary>
internal sealed class DateOperator(Comparison comparison) : ConditionOperator
{
    public override PreparedOperands Prepare(OperandReader reader) =>
        new Operands(comparison, [.. reader.Read<Instant?>(TryRead, "a date such as 2026-01-31T12:00:00Z, or epoch seconds").OfType<Instant>()]);

    // What AWS saves but can never match (COND-44, OQ-27) is accepted and left out.
    private static bool TryRead(string text, out Instant? instant)
    {
        instant = Instant.TryParse(text, out Instant parsed) ? parsed : null;
        return instant is not null || Instant.IsSavedButNeverMatches(text);
    }

    public sealed class Operands(Comparison comparison, Instant[] instants) : PreparedOperands
    {
        public override bool IsEmpty => instants.Length == 0;

        public override OperandMatch Match(ReadOnlySpan<char> value, ContextSource source) =>
            Instant.TryParse(value, out Instant instant) ? Match(instant) : OperandMatch.Malformed;

        public OperandMatch Match(Instant instant)
        {
            foreach (Instant operand in instants)
            {
                if (comparison.Holds(instant.CompareTo(operand)))
                {
                    return OperandMatch.Some;
                }
            }

            return OperandMatch.None;
        }
    }
}

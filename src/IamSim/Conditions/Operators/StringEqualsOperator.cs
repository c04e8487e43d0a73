using IamSim.Matching;

namespace IamSim.Conditions.Operators;

/// <summary>StringEquals and StringEqualsIgnoreCase: whole texts, wildcards literal (COND-20, COND-21).</summary>
internal sealed class StringEqualsOperator(bool ignoreCase) : ConditionOperator
{
    // From so many values on, hashing one text is cheaper than comparing it with half of them.
    private const int FewValues = 8;

    public bool IgnoresCase => ignoreCase;

    public override bool ReplacesVariables => true;

    public override PreparedOperands Prepare(OperandReader reader) =>
        reader.HasVariables ? new Templates(reader.ReadTemplates(), ignoreCase)
        : reader.Values.Length > FewValues && !ignoreCase ? new ManyTexts(reader.ReadTexts())
        : new FewTexts(reader.ReadTexts(), ignoreCase);

    private sealed class FewTexts(string[] texts, bool ignoreCase) : PreparedOperands
    {
        public override bool IsEmpty => texts.Length == 0;

        public override OperandMatch Match(ReadOnlySpan<char> value, ContextSource source)
        {
            foreach (string text in texts)
            {
                if (TextComparison.Equals(value, text, ignoreCase))
                {
                    return OperandMatch.Some;
                }
            }

            return OperandMatch.None;
        }
    }

    private sealed class ManyTexts(string[] texts) : PreparedOperands
    {
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _texts = new HashSet<string>(texts, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

        public override bool IsEmpty => false;

        public override OperandMatch Match(ReadOnlySpan<char> value, ContextSource source) => _texts.Contains(value) ? OperandMatch.Some : OperandMatch.None;
    }

    // In their order, with the texts between them: which variables are asked for is told by explanations.
    private sealed class Templates(PatternTemplate[] texts, bool ignoreCase) : PreparedOperands
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

using IamSim.Conditions;
using IamSim.Conditions.Operators;
using IamSim.Identifiers;
using IamSim.Matching;

namespace IamSim.PartialEvaluation;

/// <summary>
/// Rules out what no value of a key brings about: that it equals two texts at once, or is true and false. Looks at the tests that compare a
/// key with fixed texts, with true or false, or ask whether it is there; these tell only so many values apart, and the tests themselves,
/// compiled as they are, are asked about one of each.
/// </summary>
internal static class KeyValueClasses
{
    // Lists are told apart by the set of their members: 2¹⁰ sets.
    private const int MaximumListMembers = 10;
    private const int MaximumTexts = 200;

    /// <summary>Leaves out of a table the outcomes that cannot come about together.</summary>
    public static void Restrict(TruthTable table, IEnumerable<ResidualTest> tests)
    {
        foreach (IGrouping<(string, RequestResource?), ResidualTest> group in tests.Where(IsTold).GroupBy(static test =>
            (AsciiFold.ToLower(test.Condition!.Key.Name), test.DependsOnResource ? test.Resource : null)))
        {
            List<ResidualTest> members = [.. group];
            if (Values(members) is { } values)
            {
                table.Restrict(members, values.Select(value => Outcome(members, value)).Distinct());
            }
        }
    }

    private static bool IsTold(ResidualTest test) =>
        test.Condition is { Source.Variables.IsEmpty: true, Operator: { } named } && (named.Operator is BoolOperator or NullOperator || named.Name is "StringEquals" or "StringNotEquals");

    private static uint Outcome(List<ResidualTest> tests, ContextValue value)
    {
        var source = new OneValue(value);
        uint outcome = 0;
        for (int i = 0; i < tests.Count; i++)
        {
            outcome |= tests[i].Condition!.Holds(source) ? 1U << i : 0;
        }

        return outcome;
    }

    /// <summary>One value of each class that the tests tell apart; <c>null</c> when there are too many.</summary>
    private static List<ContextValue>? Values(List<ResidualTest> tests)
    {
        List<string> texts = Texts(tests);
        bool asksForMembers = tests.Exists(static test => test.Condition!.Modifiers.Set != SetOperator.None && test.Condition.Operator.Operator is not NullOperator);
        if (texts.Count > (asksForMembers ? MaximumListMembers : MaximumTexts))
        {
            return null;
        }

        // COND-10: without a set operator a list is empty, or empty texts, or just a list.
        IEnumerable<string[]> lists = asksForMembers ? Subsets(texts) : [[], [""], [texts[^1]]];
        return [ContextValue.Absent, .. texts.Select(ContextValue.FromString), .. lists.Select(static list => ContextValue.Create(list))];
    }

    /// <summary>The texts that the tests name, the empty one, and ones that they do not name; the last is neither true nor false.</summary>
    private static List<string> Texts(List<ResidualTest> tests)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal) { "" };
        foreach (Condition condition in tests.Select(static test => test.Condition!).Where(static condition => condition.Operator.Operator is StringEqualsOperator))
        {
            texts.UnionWith(condition.Source.Key.Values.Select(value => condition.Source.ReplacesVariables ? string.Concat(VariableSyntax.Split(value.Text, null).Select(static part => part.Text)) : value.Text));
        }

        foreach (string flag in tests.Exists(static test => test.Condition!.Operator.Operator is BoolOperator) ? new[] { "true", "false" } : [])
        {
            // Spellings that differ in case are one for Bool (COND-50) and many for StringEquals.
            if (Spellings(flag).FirstOrDefault(spelling => !texts.Contains(spelling)) is { } unnamed)
            {
                texts.Add(unnamed);
            }
        }

        string other = "other";
        while (texts.Contains(other))
        {
            other += "'";
        }

        return [.. texts, other];
    }

    private static IEnumerable<string> Spellings(string word) => Enumerable.Range(0, 1 << word.Length)
        .Select(capitals => string.Concat(word.Select((letter, index) => (capitals >> index & 1) == 1 ? char.ToUpperInvariant(letter) : letter)));

    private static IEnumerable<string[]> Subsets(List<string> texts) => Enumerable.Range(0, 1 << texts.Count)
        .Select(members => texts.Where((_, index) => (members >> index & 1) == 1).ToArray());

    /// <summary>A context in which one key is asked for.</summary>
    private sealed class OneValue(ContextValue value) : ContextSource
    {
        public override bool UnmapsIPv4 => false;

        public override bool TryGet(ContextKey key, out ContextView view)
        {
            view = value.Many is { } many ? ContextView.Of(many) : ContextView.Of(value.Single);
            return !value.IsAbsent;
        }

        public override bool IsUnknown(ContextKey key) => false;
    }
}

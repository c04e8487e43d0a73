namespace IamSim.PartialEvaluation;

/// <summary>Makes a residual condition shorter without changing when it holds.</summary>
/// <remarks>
/// Up to <see cref="TruthTable.MaximumTests"/> tests it compares all their outcomes: a condition that always or never holds is found out, and
/// a test that does not matter goes. A larger condition is simplified in parts that share no key, or else operand by operand; then a constant
/// may go unnoticed.
/// </remarks>
internal static class ResidualSimplifier
{
    // Looking for operands to drop takes the cube of them; nobody reads a longer condition anyway.
    private const int MaximumLeaves = 100;

    public static ResidualCondition Simplify(ResidualCondition condition)
    {
        List<ResidualTest> tests = [.. condition.Tests];
        if (tests.Count <= TruthTable.MaximumTests)
        {
            return SimplifyByTable(condition, tests);
        }

        List<ResidualCondition> parts = IndependentParts(condition);
        ResidualCondition simplified = parts.Count > 1 ? Combine(condition.Kind, parts.Select(Simplify)) : SimplifyOperands(condition);
        tests = [.. simplified.Tests];
        return tests.Count <= TruthTable.MaximumTests ? SimplifyByTable(simplified, tests) : simplified;
    }

    private static ResidualCondition SimplifyByTable(ResidualCondition condition, List<ResidualTest> tests)
    {
        var table = new TruthTable(tests);
        KeyValueClasses.Restrict(table, tests);
        ulong[] meaning = table.Of(condition);
        bool IsSame(ResidualCondition other) => table.AreSame(meaning, table.Of(other));
        foreach (ResidualCondition constant in new[] { ResidualCondition.Never, ResidualCondition.Always })
        {
            if (IsSame(constant))
            {
                return constant;
            }
        }

        // Later tests go first: of two that say the same the one that AWS looks at first stays.
        foreach (ResidualTest test in tests.AsEnumerable().Reverse())
        {
            ResidualCondition[] without = [Substitute(condition, test, ResidualCondition.Never), Substitute(condition, test, ResidualCondition.Always)];
            condition = Array.Find(without, IsSame) ?? condition;
        }

        while (condition.Length <= MaximumLeaves && Shorter(condition).FirstOrDefault(IsSame) is { } shorter)
        {
            condition = shorter;
        }

        return condition;
    }

    private static ResidualCondition Substitute(ResidualCondition condition, ResidualTest test, ResidualCondition constant) => condition.Kind switch
    {
        ResidualConditionKind.Test => condition.Test == test ? constant : condition,
        ResidualConditionKind.Not => ResidualCondition.Not(Substitute(condition.Operands[0], test, constant)),
        _ => Combine(condition.Kind, condition.Operands.Select(operand => Substitute(operand, test, constant))),
    };

    /// <summary>The condition without one of its operands, at any depth; the last ones first.</summary>
    private static IEnumerable<ResidualCondition> Shorter(ResidualCondition condition)
    {
        for (int i = condition.Operands.Length - 1; i >= 0; i--)
        {
            if (condition.Kind != ResidualConditionKind.Not)
            {
                yield return Combine(condition.Kind, condition.Operands.RemoveAt(i));
            }

            foreach (ResidualCondition operand in Shorter(condition.Operands[i]))
            {
                yield return condition.Kind == ResidualConditionKind.Not ? ResidualCondition.Not(operand) : Combine(condition.Kind, condition.Operands.SetItem(i, operand));
            }
        }
    }

    private static ResidualCondition SimplifyOperands(ResidualCondition condition) => condition.Kind == ResidualConditionKind.Not
        ? ResidualCondition.Not(Simplify(condition.Operands[0]))
        : Combine(condition.Kind, condition.Operands.Select(Simplify));

    /// <summary>Groups the operands of All or Any so that no group shares a test or a key with another.</summary>
    private static List<ResidualCondition> IndependentParts(ResidualCondition condition)
    {
        if (condition.Kind == ResidualConditionKind.Not)
        {
            return [condition];
        }

        List<(HashSet<string> Keys, List<ResidualCondition> Operands)> groups = [];
        foreach (ResidualCondition operand in condition.Operands)
        {
            var keys = new HashSet<string>(operand.Tests.SelectMany(static test => test.UnknownKeys), Identifiers.AsciiFold.Comparer.Instance);
            var members = new List<ResidualCondition> { operand };
            foreach ((HashSet<string> Keys, List<ResidualCondition> Operands) group in groups.Where(group => group.Keys.Overlaps(keys)).ToList())
            {
                groups.Remove(group);
                keys.UnionWith(group.Keys);
                members.InsertRange(0, group.Operands);
            }

            groups.Add((keys, members));
        }

        return [.. groups.Select(group => Combine(condition.Kind, group.Operands))];
    }

    private static ResidualCondition Combine(ResidualConditionKind kind, IEnumerable<ResidualCondition> operands) =>
        kind == ResidualConditionKind.All ? ResidualCondition.All(operands) : ResidualCondition.Any(operands);
}

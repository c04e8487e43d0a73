using System.Collections.Immutable;

namespace IamSim.PartialEvaluation;

/// <summary>What has to hold of unknown context keys for a request to be allowed: a tree over tests of the policies. Immutable and thread-safe.</summary>
public sealed class ResidualCondition
{
    // Beyond that many operands they are no longer compared with each other.
    private const int MaximumCompared = 512;

    private readonly string _signature;
    private readonly HashSet<string> _terms;

    private ResidualCondition(ResidualConditionKind kind, ImmutableArray<ResidualCondition> operands, ResidualTest? test)
    {
        Kind = kind;
        Operands = operands;
        Test = test;
        _terms = [.. operands.Select(static operand => operand._signature)];
        _signature = test is null ? $"{kind}({string.Join(',', _terms.Order(StringComparer.Ordinal))})" : $"{test.Index}";
    }

    /// <summary>The condition that always holds: All of nothing.</summary>
    public static ResidualCondition Always { get; } = new(ResidualConditionKind.All, [], null);

    /// <summary>The condition that never holds: Any of nothing.</summary>
    public static ResidualCondition Never { get; } = new(ResidualConditionKind.Any, [], null);

    /// <summary>All, Any, Not or Test.</summary>
    public ResidualConditionKind Kind { get; }

    /// <summary>The conditions it is made of: one for Not, none for Test. In All those that are negated come last.</summary>
    public ImmutableArray<ResidualCondition> Operands { get; }

    /// <summary>The test of a leaf; <c>null</c> otherwise.</summary>
    public ResidualTest? Test { get; }

    /// <summary>Whether it holds whatever the tests say.</summary>
    public bool IsAlways => Kind == ResidualConditionKind.All && Operands.IsEmpty;

    /// <summary>Whether it fails whatever the tests say.</summary>
    public bool IsNever => Kind == ResidualConditionKind.Any && Operands.IsEmpty;

    /// <summary>The tests that stand in it, each once, in the order in which they are read.</summary>
    public IEnumerable<ResidualTest> Tests => Leaves().Distinct();

    /// <summary>How many tests stand in it, each as often as it does.</summary>
    internal int Length => Test is null ? Operands.Sum(static operand => operand.Length) : 1;

    /// <summary>Whether it holds, given the outcome of its tests.</summary>
    /// <param name="holds">Says whether a test holds.</param>
    public bool Holds(Func<ResidualTest, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        return Kind switch
        {
            ResidualConditionKind.All => Operands.All(operand => operand.Holds(holds)),
            ResidualConditionKind.Any => Operands.Any(operand => operand.Holds(holds)),
            ResidualConditionKind.Not => !Operands[0].Holds(holds),
            _ => holds(Test!),
        };
    }

    /// <summary>The condition in one line: <c>aws:MultiFactorAuthPresent Bool true (boundary.json:7:12) and not (…)</c>.</summary>
    public override string ToString() => ResidualText.Render(this);

    internal static ResidualCondition Of(ResidualTest test) => new(ResidualConditionKind.Test, [], test);

    internal static ResidualCondition All(IEnumerable<ResidualCondition> operands)
    {
        List<ResidualCondition> flat = Flatten(operands, ResidualConditionKind.All);
        flat = [.. flat.Where(static operand => operand.Kind != ResidualConditionKind.Not), .. flat.Where(static operand => operand.Kind == ResidualConditionKind.Not)];
        return IsSettled(flat) ? Never : Join(ResidualConditionKind.All, flat);
    }

    internal static ResidualCondition Any(IEnumerable<ResidualCondition> operands)
    {
        List<ResidualCondition> flat = Flatten(operands, ResidualConditionKind.Any);
        return IsSettled(flat) ? Always : flat.Count < 2 ? Join(ResidualConditionKind.Any, flat) : FactorOut(flat);
    }

    internal static ResidualCondition Not(ResidualCondition operand) => operand.Kind switch
    {
        ResidualConditionKind.Not => operand.Operands[0],
        ResidualConditionKind.Any => All(operand.Operands.Select(Not)),
        ResidualConditionKind.All when operand.IsAlways => Never,
        _ => new ResidualCondition(ResidualConditionKind.Not, [operand], null),
    };

    private IEnumerable<ResidualTest> Leaves() => Test is { } test ? [test] : Operands.SelectMany(static operand => operand.Leaves());

    private static List<ResidualCondition> Flatten(IEnumerable<ResidualCondition> operands, ResidualConditionKind kind)
    {
        var flat = new List<ResidualCondition>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ResidualCondition operand in operands)
        {
            flat.AddRange((operand.Kind == kind ? operand.Operands : [operand]).Where(part => seen.Add(part._signature)));
        }

        return flat.Count > MaximumCompared ? flat : Absorb(flat, kind == ResidualConditionKind.All ? ResidualConditionKind.Any : ResidualConditionKind.All);
    }

    // a or (a and b) is a; a and (a or b) is a.
    private static List<ResidualCondition> Absorb(List<ResidualCondition> operands, ResidualConditionKind inner)
    {
        bool IsAbsorbed(ResidualCondition operand) => operand.Kind == inner
            && operands.Exists(other => !ReferenceEquals(other, operand) && (other.Kind == inner ? other._terms.IsProperSubsetOf(operand._terms) : operand._terms.Contains(other._signature)));
        return [.. operands.Where(operand => !IsAbsorbed(operand))];
    }

    // An operand of All that never holds, one of Any that always does, or one beside its opposite settles the whole.
    private static bool IsSettled(List<ResidualCondition> operands)
    {
        HashSet<string> signatures = [.. operands.Select(static operand => operand._signature)];
        return operands.Exists(operand => (operand.Operands.IsEmpty && operand.Test is null) || (operand.Kind == ResidualConditionKind.Not && signatures.Contains(operand.Operands[0]._signature)));
    }

    private static ResidualCondition Join(ResidualConditionKind kind, List<ResidualCondition> operands) =>
        operands.Count == 1 ? operands[0] : new ResidualCondition(kind, [.. operands], null);

    // (a and b) or (a and c) is a and (b or c).
    private static ResidualCondition FactorOut(List<ResidualCondition> operands)
    {
        static ImmutableArray<ResidualCondition> Terms(ResidualCondition operand) => operand.Kind == ResidualConditionKind.All ? operand.Operands : [operand];
        List<ResidualCondition> common =
            [.. Terms(operands[0]).Where(term => operands.TrueForAll(operand => operand.Kind == ResidualConditionKind.All ? operand._terms.Contains(term._signature) : operand._signature == term._signature))];
        if (common.Count == 0)
        {
            return Join(ResidualConditionKind.Any, operands);
        }

        HashSet<string> shared = [.. common.Select(static term => term._signature)];
        IEnumerable<ResidualCondition> rests = operands.Select(operand => All(Terms(operand).Where(term => !shared.Contains(term._signature))));
        return All(common.Append(Any(rests)));
    }
}

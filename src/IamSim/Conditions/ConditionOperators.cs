using IamSim.Conditions.Operators;
using IamSim.Identifiers;

namespace IamSim.Conditions;

/// <summary>An operator under the name that policies use.</summary>
/// <param name="Name">The name in AWS's spelling.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="IsNegated">Whether the name asks for the opposite: none of the values may match (COND-2).</param>
internal sealed record NamedOperator(string Name, ConditionOperator Operator, bool IsNegated = false);

/// <summary>Every condition operator. See the IAM User Guide, "IAM JSON policy elements: Condition operators".</summary>
internal static class ConditionOperators
{
    private static readonly StringEqualsOperator StringEquals = new(ignoreCase: false);
    private static readonly StringEqualsOperator StringEqualsIgnoreCase = new(ignoreCase: true);
    private static readonly StringLikeOperator StringLike = new();
    private static readonly NumericOperator NumericEquals = new(Comparison.Equal);
    private static readonly DateOperator DateEquals = new(Comparison.Equal);
    private static readonly IpAddressOperator IpAddress = new();
    private static readonly ArnLikeOperator ArnLike = new();

    public static IReadOnlyList<NamedOperator> All { get; } =
    [
        new("StringEquals", StringEquals),
        new("StringNotEquals", StringEquals, IsNegated: true),
        new("StringEqualsIgnoreCase", StringEqualsIgnoreCase),
        new("StringNotEqualsIgnoreCase", StringEqualsIgnoreCase, IsNegated: true),
        new("StringLike", StringLike),
        new("StringNotLike", StringLike, IsNegated: true),
        new("NumericEquals", NumericEquals),
        new("NumericNotEquals", NumericEquals, IsNegated: true),
        new("NumericLessThan", new NumericOperator(Comparison.Less)),
        new("NumericLessThanEquals", new NumericOperator(Comparison.LessOrEqual)),
        new("NumericGreaterThan", new NumericOperator(Comparison.Greater)),
        new("NumericGreaterThanEquals", new NumericOperator(Comparison.GreaterOrEqual)),
        new("DateEquals", DateEquals),
        new("DateNotEquals", DateEquals, IsNegated: true),
        new("DateLessThan", new DateOperator(Comparison.Less)),
        new("DateLessThanEquals", new DateOperator(Comparison.LessOrEqual)),
        new("DateGreaterThan", new DateOperator(Comparison.Greater)),
        new("DateGreaterThanEquals", new DateOperator(Comparison.GreaterOrEqual)),
        new("Bool", new BoolOperator()),
        new("BinaryEquals", new BinaryEqualsOperator()),
        new("IpAddress", IpAddress),
        new("NotIpAddress", IpAddress, IsNegated: true),
        new("ArnEquals", ArnLike),
        new("ArnNotEquals", ArnLike, IsNegated: true),
        new("ArnLike", ArnLike),
        new("ArnNotLike", ArnLike, IsNegated: true),
        new("Null", new NullOperator()),
    ];

    private static readonly NameTable<NamedOperator> ByName = TableOf(All);

    /// <summary>The operator of a name in any case; <c>null</c> when there is none.</summary>
    public static NamedOperator? Find(string name) => ByName.TryGetValue(new FoldedName(name), out NamedOperator? found) ? found : null;

    public static IEnumerable<string> Names => All.Select(static entry => entry.Name);

    private static NameTable<NamedOperator> TableOf(IReadOnlyList<NamedOperator> all)
    {
        var table = new NameTable<NamedOperator>(all.Count);
        foreach (NamedOperator entry in all)
        {
            table.Set(new FoldedName(entry.Name), entry);
        }

        return table;
    }
}

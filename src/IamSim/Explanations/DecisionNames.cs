namespace IamSim.Explanations;

/// <summary>The names that JSON answers use for decisions and for members of enums.</summary>
internal static class DecisionNames
{
    /// <summary>The deciding layer: <c>serviceControl</c>, <c>rule:STS-8</c>, <c>none</c>.</summary>
    public static string Of(in Decision decision) => decision.DecidedBy == DecisionSource.NamedRule ? $"rule:{decision.Rule!.Id}" : Of(decision.DecidedBy);

    /// <summary>A member of an enum in camel case.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>The assumptions that were made, such as <c>resource-owner</c>.</summary>
    public static IEnumerable<string> Of(DecisionAssumptions assumptions) =>
        Enum.GetValues<DecisionAssumptions>().Where(flag => flag != DecisionAssumptions.None && assumptions.HasFlag(flag)).Select(Name);

    private static string Name(DecisionAssumptions assumption) => assumption switch
    {
        DecisionAssumptions.ResourceOwner => "resource-owner",
        DecisionAssumptions.SessionName => "session-name",
        DecisionAssumptions.Issuer => "issuer",
        DecisionAssumptions.RolePath => "role-path",
        _ => throw new ArgumentOutOfRangeException(nameof(assumption)),
    };
}

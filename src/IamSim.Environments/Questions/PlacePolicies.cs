using System.Collections.Immutable;

namespace IamSim.Environments.Questions;

/// <summary>The readable policies of one kind above an account, by level from the root. Immutable.</summary>
internal sealed class PlacePolicies
{
    /// <summary>Of a resource whose account nobody knows.</summary>
    public static PlacePolicies Nowhere { get; } = new();

    /// <summary>The levels; <c>null</c> when none are applied.</summary>
    public ImmutableArray<ImmutableArray<EnvironmentPolicy>>? Levels { get; init; }

    public OrganizationFacts? Facts { get; init; }

    public ImmutableArray<EnvironmentGap> Gaps { get; init; } = [];

    /// <summary>The same number for places with the same policies and facts; -2 for nowhere.</summary>
    public int Key { get; init; } = -2;
}

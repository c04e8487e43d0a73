using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>An Allow that did not match, in a layer that needs one.</summary>
/// <param name="Kind">The kind of policy it stands in.</param>
/// <param name="Resource">The resource it was asked about.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Failed">The elements that do not match, in the order in which they are looked at; at least one.</param>
/// <param name="Distance">How far it is from matching: 1 for each condition that does not hold, 2 for another resource, 4 for another principal, 8 for another action of the service. Comparable within one explanation only.</param>
public sealed record NearMiss(PolicyKind Kind, string Resource, StatementExplanation Statement, ImmutableArray<ElementExplanation> Failed, int Distance)
{
    /// <summary>The statement, its kind of policy and its distance.</summary>
    public override string ToString() => $"{Kind} {Statement}, distance {Distance}";

    /// <summary>The level it stands in, for service and resource control policies; <c>null</c> for other kinds.</summary>
    public LevelExplanation? Level { get; internal init; }

    /// <summary>Whether it stands in the policy of the access point instead of the bucket's.</summary>
    public bool IsAccessPoint { get; internal init; }
}

using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>The layers that have a policy which nobody can read. It could allow anything there, or deny anything.</summary>
[Flags]
internal enum UnknownLayers
{
    None = 0,
    Identity = 1,
    Session = 2,
    ServiceControl = 4,
    ResourceControl = 8,

    /// <summary>The policy of the resource. What it could let in at most depends on how it names the caller: only an explicit deny is certain.</summary>
    Resource = 16,

    /// <summary>A permissions boundary or the policy of a VPC endpoint, which only take away.</summary>
    Limits = 32,
}

/// <summary>
/// What policies that are not known could allow at most: everything. What is denied even then is denied whatever they say, and what is allowed
/// without them still depends, since they could deny it.
/// </summary>
internal static class UnknownPolicies
{
    private static readonly PolicyDocument AllowsEverything =
        PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", "a policy that is not known");

    private static readonly PolicyDocument ResourceSideAllowsEverything =
        PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}""", "a policy that is not known");

    /// <summary>The layers that gaps are about.</summary>
    public static UnknownLayers LayersOf(IEnumerable<EnvironmentGap> gaps) => gaps.Aggregate(UnknownLayers.None, static (layers, gap) => layers | gap.UnknownLayers);

    /// <summary>The set with everything allowed in the layers. Limits were left out of it, and limit nothing.</summary>
    public static PolicySet AllowEverything(PolicySet set, UnknownLayers layers) => set with
    {
        Identity = layers.HasFlag(UnknownLayers.Identity) ? set.Identity.Add(AllowsEverything) : set.Identity,
        Session = layers.HasFlag(UnknownLayers.Session) ? set.Session?.Add(AllowsEverything) : set.Session,
        ServiceControlPolicies = layers.HasFlag(UnknownLayers.ServiceControl) ? Levels(set.ServiceControlPolicies, AllowsEverything) : set.ServiceControlPolicies,
        ResourceControlPolicies = layers.HasFlag(UnknownLayers.ResourceControl) ? Levels(set.ResourceControlPolicies, ResourceSideAllowsEverything) : set.ResourceControlPolicies,
    };

    private static ImmutableArray<ImmutableArray<PolicyDocument>>? Levels(ImmutableArray<ImmutableArray<PolicyDocument>>? levels, PolicyDocument more) =>
        levels is { } all ? [.. all.Select(level => level.Add(more))] : null;
}

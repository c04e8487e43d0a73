using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>What an environment holds of one account. Immutable and thread-safe.</summary>
public sealed record AccountSummary
{
    /// <summary>Twelve digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The name in the organization; <c>null</c> when not known.</summary>
    public string? Name { get; init; }

    /// <summary>Whether its identities are known; when not, the counts of them are 0 because nobody asked.</summary>
    public bool HasIdentities { get; init; }

    /// <summary>How many users.</summary>
    public int Users { get; init; }

    /// <summary>How many groups.</summary>
    public int Groups { get; init; }

    /// <summary>How many roles.</summary>
    public int Roles { get; init; }

    /// <summary>How many customer managed policies.</summary>
    public int ManagedPolicies { get; init; }

    /// <summary>How many versions of them.</summary>
    public int PolicyVersions { get; init; }

    /// <summary>How many resources.</summary>
    public int Resources { get; init; }

    /// <summary>How many resource policies, by service prefix; trust policies of roles are not among them.</summary>
    public ImmutableSortedDictionary<string, int> ResourcePolicies { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>How many VPC endpoints.</summary>
    public int VpcEndpoints { get; init; }

    /// <summary>Of how many levels from the root down to the account the service control policies are known.</summary>
    public int ServiceControlPolicyLevels { get; init; }

    /// <summary>Of how many of them the resource control policies are known.</summary>
    public int ResourceControlPolicyLevels { get; init; }

    /// <summary>How many users and roles have answers that cannot be certain, whatever the request states: policies of theirs, or above them, are not known.</summary>
    public int UnsettledPrincipals { get; init; }

    /// <summary>Of how many resources, whose service has resource policies, nothing tells whether they have one.</summary>
    public int ResourcesWithoutKnownPolicy { get; init; }

    /// <summary>The id and the name.</summary>
    public override string ToString() => Name is null ? AccountId : $"{AccountId} ({Name})";
}

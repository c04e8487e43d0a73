using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>An organization: its tree and the policies attached to it. Immutable and thread-safe.</summary>
public sealed class AwsOrganization
{
    internal AwsOrganization()
    {
    }

    /// <summary>The id such as <c>o-a1b2c3d4e5</c>; <c>null</c> when not known.</summary>
    public string? Id { get; internal init; }

    /// <summary>The management account; <c>null</c> when not known: SCPs are then taken to reach every account.</summary>
    public string? ManagementAccountId { get; internal init; }

    /// <summary>The roots of the tree, of which AWS makes one.</summary>
    public ImmutableArray<OrganizationNode> Roots { get; internal init; } = [];

    /// <summary>Accounts that administer a service for the organization, with the services.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> DelegatedAdministrators { get; internal init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Whether service control policies are enabled; <c>null</c> when not known, which counts as enabled where any is attached.</summary>
    public bool? HasServiceControlPolicies { get; internal init; }

    /// <summary>Whether resource control policies are enabled; <c>null</c> when not known, which counts as enabled where any is attached.</summary>
    public bool? HasResourceControlPolicies { get; internal init; }

    /// <summary>Whether every account of it is known, so that any other is of another organization or of none.</summary>
    internal bool HasAllAccounts { get; init; }

    /// <summary>The id.</summary>
    public override string ToString() => Id ?? "an organization";
}

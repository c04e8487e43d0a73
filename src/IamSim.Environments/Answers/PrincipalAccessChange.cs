using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>Whether something is there in both environments.</summary>
public enum EnvironmentChangeKind
{
    /// <summary>It is in both.</summary>
    Changed,

    /// <summary>It is in the second only.</summary>
    Added,

    /// <summary>It is in the first only.</summary>
    Removed,
}

/// <summary>Principals whose access changed in the same way for the same reasons. Immutable.</summary>
/// <param name="Kind">Whether they are in both environments.</param>
/// <param name="Principals">Their ARNs, in the order of the environments.</param>
/// <param name="Changes">The actions whose state changed, about resources of their accounts without policies of their own; empty when only the resources may differ on which they are allowed.</param>
/// <param name="Reasons">What is different about them.</param>
public sealed record PrincipalAccessChange(EnvironmentChangeKind Kind, ImmutableArray<string> Principals, ImmutableArray<AccessChange> Changes, ImmutableArray<PolicyChange> Reasons);

/// <summary>Access to a known resource that changed. Immutable.</summary>
/// <param name="Kind">Whether the resource is in both environments.</param>
/// <param name="Resource">Its ARN, or an example of what is inside it.</param>
/// <param name="Principals">Whose access changed: ARNs, services, or <c>anonymous</c>.</param>
/// <param name="Changes">The actions whose state changed.</param>
/// <param name="Reasons">What is different about the resource; empty when only the principals are.</param>
public sealed record ResourceAccessChange(EnvironmentChangeKind Kind, string Resource, ImmutableArray<string> Principals, ImmutableArray<AccessChange> Changes, ImmutableArray<PolicyChange> Reasons);

using IamSim.Policies;

namespace IamSim;

/// <summary>What else is known about a policy that is to be validated. Immutable.</summary>
/// <remarks>A member that does not concern the kind of the policy is not read.</remarks>
public sealed record PolicyValidationOptions
{
    /// <summary>The defaults: a resource policy of no special kind, an interface endpoint, an inline policy of a role.</summary>
    public static PolicyValidationOptions Default { get; } = new();

    /// <summary>What a resource policy hangs on. With <see cref="ResourcePolicyKind.General"/> its size is not checked, since every service has a quota of its own.</summary>
    public ResourcePolicyKind ResourcePolicyKind { get; init; }

    /// <summary>The type of the endpoint of a VPC endpoint policy (VPCE-3).</summary>
    public VpcEndpointType VpcEndpointType { get; init; }

    /// <summary>Where an identity policy is kept. Boundaries are managed policies whatever stands here.</summary>
    public IdentityPolicyStorage IdentityPolicyStorage { get; init; }
}

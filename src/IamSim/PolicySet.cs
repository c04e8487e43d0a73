using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim;

/// <summary>The policies that decide a caller's requests on a resource, by kind. Immutable; <c>with</c> makes a what-if.</summary>
/// <remarks>A kind that is <c>null</c> or left out does not apply; a kind that is present and empty applies and allows nothing.</remarks>
public sealed partial record PolicySet
{
    /// <summary>The caller's identity policies: a user's own and its groups', or the role's (EVAL-6). None means that nothing is granted.</summary>
    public ImmutableArray<PolicyDocument> Identity { get; init; } = [];

    /// <summary>The permissions boundary of the user or role; <c>null</c> for none.</summary>
    public PolicyDocument? PermissionsBoundary { get; init; }

    /// <summary>The session policies, which unite among themselves (EVAL-31); <c>null</c> for no session policy.</summary>
    public ImmutableArray<PolicyDocument>? Session { get; init; }

    /// <summary>The policy on the resource; <c>null</c> for none.</summary>
    public PolicyDocument? Resource { get; init; }

    /// <summary>The policy of the S3 access point that the request goes through; <c>null</c> for none (S3-7).</summary>
    public PolicyDocument? AccessPoint { get; init; }

    /// <summary>What <see cref="Resource"/> hangs on, for strict checks.</summary>
    public ResourcePolicyKind ResourcePolicyKind { get; init; }

    /// <summary>The policy of the VPC endpoint on the way; <c>null</c> when there is none or it has the default policy (VPCE-2).</summary>
    public PolicyDocument? VpcEndpoint { get; init; }

    /// <summary>The type of that endpoint.</summary>
    public VpcEndpointType VpcEndpointType { get; init; }

    /// <summary>Service control policies above the caller's account, one level per node from the root to the account; <c>null</c> when the feature is off (SCP-2).</summary>
    public ImmutableArray<ImmutableArray<PolicyDocument>>? ServiceControlPolicies { get; init; }

    /// <summary>Resource control policies above the owner's account, by level like <see cref="ServiceControlPolicies"/> (RCP-3).</summary>
    public ImmutableArray<ImmutableArray<PolicyDocument>>? ResourceControlPolicies { get; init; }

    /// <summary>The organization of the caller's account; <c>null</c> when none is known.</summary>
    public OrganizationFacts? Organization { get; init; }

    /// <summary>The organization of the owner's account where it is not the caller's account; <c>null</c> when not known.</summary>
    public OrganizationFacts? ResourceOrganization { get; init; }

    /// <summary>How many policies of which kind it holds.</summary>
    public override string ToString()
    {
        int identity = Members(Identity).Length;
        IEnumerable<string?> parts =
        [
            identity == 1 ? "1 identity policy" : $"{identity} identity policies",
            PermissionsBoundary is null ? null : "permissions boundary",
            Session is null ? null : "session policies",
            Resource is null ? null : "resource policy",
            AccessPoint is null ? null : "access point policy",
            VpcEndpoint is null ? null : "VPC endpoint policy",
            ServiceControlPolicies is null ? null : $"service control policies at {Levels(ServiceControlPolicies).Length} levels",
            ResourceControlPolicies is null ? null : $"resource control policies at {Levels(ResourceControlPolicies).Length} levels",
        ];
        return string.Join(", ", parts.OfType<string>());
    }
}

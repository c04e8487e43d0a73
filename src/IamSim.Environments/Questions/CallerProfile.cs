using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Identifiers;

namespace IamSim.Environments.Questions;

/// <summary>A caller with every policy that travels with it. Immutable and thread-safe.</summary>
internal sealed class CallerProfile
{
    public required Principal Principal { get; init; }

    /// <summary>The user or role behind it; <c>null</c> for root users, services, unsigned callers and those the environment does not hold.</summary>
    public IamPrincipal? Identity { get; init; }

    /// <summary>The readable identity policies: own, attached, of groups. <c>null</c> for a caller whose account may allow it anything.</summary>
    public ImmutableArray<EnvironmentPolicy>? IdentityPolicies { get; init; } = [];

    public EnvironmentPolicy? PermissionsBoundary { get; init; }

    /// <summary>The service control policies by level from the root; <c>null</c> when none are applied.</summary>
    public ImmutableArray<ImmutableArray<EnvironmentPolicy>>? ServiceControlPolicies { get; init; }

    public OrganizationFacts? Organization { get; init; }

    /// <summary>The same number for callers with the same service control policies and the same place in the organization.</summary>
    public int OrganizationKey { get; init; }

    /// <summary>The keys nobody knows; more than those not stated where the caller stands in for many.</summary>
    public UnknownContextKeys UnknownKeys { get; init; } = UnknownContextKeys.Unstated;

    /// <summary>Whether the trust policy of the role lets who assumes it tag the session (STS-12).</summary>
    public bool MayBeTagged { get; init; }

    /// <summary>Whether it may have tags that nobody knows: session tags that were stated are all there are.</summary>
    public bool MayHaveUnknownTags => MayBeTagged && Principal.SessionTags.IsEmpty;

    public ImmutableArray<EnvironmentGap> Gaps { get; init; } = [];

    /// <summary>The same number for callers with the same policies and place in the organization, whoever they are.</summary>
    public int PoliciesKey { get; init; }

    /// <summary>The same caller, standing in for many.</summary>
    public CallerProfile With(UnknownContextKeys unknownKeys) => Copy(Principal, unknownKeys);

    /// <summary>The same caller, with other tags.</summary>
    public CallerProfile With(Principal principal) => Copy(principal, UnknownKeys);

    /// <summary>The same caller without some of its policies. Its <see cref="PoliciesKey"/> no longer tells it from others.</summary>
    public CallerProfile Keeping(Func<EnvironmentPolicy, bool> isKept, Func<EnvironmentGap, bool> isOpen) => new()
    {
        Principal = Principal,
        Identity = Identity,
        IdentityPolicies = IdentityPolicies is { } identity ? [.. identity.Where(isKept)] : null,
        PermissionsBoundary = PermissionsBoundary is { } boundary && isKept(boundary) ? boundary : null,
        ServiceControlPolicies = ServiceControlPolicies is { } levels ? [.. levels.Select(level => level.Where(isKept).ToImmutableArray())] : null,
        Organization = Organization,
        OrganizationKey = OrganizationKey,
        UnknownKeys = UnknownKeys,
        MayBeTagged = MayBeTagged,
        Gaps = [.. Gaps.Where(isOpen)],
        PoliciesKey = PoliciesKey,
    };

    private CallerProfile Copy(Principal principal, UnknownContextKeys unknownKeys) => new()
    {
        Principal = principal,
        Identity = Identity,
        IdentityPolicies = IdentityPolicies,
        PermissionsBoundary = PermissionsBoundary,
        ServiceControlPolicies = ServiceControlPolicies,
        Organization = Organization,
        OrganizationKey = OrganizationKey,
        UnknownKeys = unknownKeys,
        MayBeTagged = MayBeTagged,
        Gaps = Gaps,
        PoliciesKey = PoliciesKey,
    };
}

using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>A resource with every policy on its side. Immutable and thread-safe.</summary>
internal sealed class ResourceProfile
{
    // A benign race: two threads may both read them.
    private Lazy<ImmutableArray<NamedSession>>? _namedSessions;

    public required RequestResource Resource { get; init; }

    /// <summary>The resource as the environment holds it; <c>null</c> when it does not.</summary>
    public EnvironmentResource? Known { get; init; }

    /// <summary>The Region that requests of the question go to; <c>null</c> when not known.</summary>
    public string? Region { get; init; }

    /// <summary>Whether <see cref="Policy"/> only stands for one that must be there and that nobody knows.</summary>
    public bool IsPolicyAssumed { get; init; }

    /// <summary>Its tags, all of them; <c>null</c> when not known.</summary>
    public ImmutableDictionary<string, string>? KnownTags { get; init; }

    public EnvironmentPolicy? Policy { get; init; }

    /// <summary>That settings could keep out whom only a public policy lets in; <c>null</c> where they are known.</summary>
    public EnvironmentGap? PublicAccessGap { get; init; }

    public ResourcePolicyKind PolicyKind { get; init; }

    /// <summary>The sessions of roles that its policy and grants name.</summary>
    public ImmutableArray<NamedSession> NamedSessions => (_namedSessions ??= new Lazy<ImmutableArray<NamedSession>>(TrustedSessions.NamedBy(Policy, Resource.KmsGrants))).Value;

    /// <summary>The resource control policies by level from the root; <c>null</c> when none are applied.</summary>
    public ImmutableArray<ImmutableArray<EnvironmentPolicy>>? ResourceControlPolicies { get; init; }

    public OrganizationFacts? Organization { get; init; }

    public ImmutableArray<EnvironmentGap> Gaps { get; init; } = [];

    /// <summary>The same number for resources with the same policies on their side.</summary>
    public int PoliciesKey { get; init; }

    /// <summary>KMS: the alias by which requests of the question name the key; <c>null</c> when not known.</summary>
    public string? RequestAlias { get; private init; }

    /// <summary>The same resource as a question names it.</summary>
    public ResourceProfile Asked(AskedResource asked) => new()
    {
        Resource = Resource,
        Known = Known,
        Region = Region,
        IsPolicyAssumed = IsPolicyAssumed,
        KnownTags = KnownTags,
        Policy = Policy,
        PublicAccessGap = PublicAccessGap,
        PolicyKind = PolicyKind,
        ResourceControlPolicies = ResourceControlPolicies,
        Organization = Organization,
        Gaps = asked.Gap is { } gap ? Gaps.Add(gap) : Gaps,
        PoliciesKey = PoliciesKey,
        RequestAlias = asked.RequestAlias,
    };

    /// <summary>Another resource with the same on its side, of which nothing else is known.</summary>
    public ResourceProfile Named(string arn) => new()
    {
        Resource = new RequestResource(arn) { OwnerAccount = Resource.OwnerAccount, ApiGatewayAuthorization = Resource.ApiGatewayAuthorization },
        Policy = Policy,
        IsPolicyAssumed = IsPolicyAssumed,
        PolicyKind = PolicyKind,
        ResourceControlPolicies = ResourceControlPolicies,
        Organization = Organization,
        Gaps = Gaps,
        PoliciesKey = PoliciesKey,
    };

    /// <summary>The same resource without some of the policies on its side. Its <see cref="PoliciesKey"/> no longer tells it from others.</summary>
    public ResourceProfile Keeping(Func<EnvironmentPolicy, bool> isKept, Func<EnvironmentGap, bool> isOpen) => new()
    {
        Resource = Resource,
        Known = Known,
        Region = Region,
        IsPolicyAssumed = IsPolicyAssumed,
        KnownTags = KnownTags,
        Policy = Policy is { } policy && isKept(policy) ? policy : null,
        PublicAccessGap = PublicAccessGap is { } gap && isOpen(gap) ? gap : null,
        PolicyKind = PolicyKind,
        ResourceControlPolicies = ResourceControlPolicies is { } levels ? [.. levels.Select(level => level.Where(isKept).ToImmutableArray())] : null,
        Organization = Organization,
        Gaps = [.. Gaps.Where(isOpen)],
        PoliciesKey = PoliciesKey,
        RequestAlias = RequestAlias,
    };
}

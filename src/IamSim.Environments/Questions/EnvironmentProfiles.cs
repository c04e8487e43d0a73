using System.Collections.Concurrent;
using System.Collections.Immutable;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>Finds the policies that travel with a caller and those on the side of a resource. Thread-safe.</summary>
internal sealed class EnvironmentProfiles(AwsEnvironment environment)
{
    private const int Separator = -1;
    private const int Nothing = -2;
    private const int Everything = -3;

    private readonly ProfileKeys _callerKeys = new();
    private readonly ProfileKeys _resourceKeys = new();
    private readonly ConcurrentDictionary<string, OrganizationPlace> _places = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EnvironmentPolicy> _writtenTrust = new(StringComparer.Ordinal);
    private int _lastWritten;

    public AwsEnvironment Environment { get; } = environment;

    /// <summary>A user or role of the environment. A role stands for its sessions.</summary>
    public CallerProfile Caller(IamPrincipal identity)
    {
        Principal principal = Principal.Parse(identity.Arn) with { UniqueId = identity.UniqueId, Tags = identity.Tags };
        return Caller(principal, identity);
    }

    /// <summary>Any caller: one of the environment is found by its ARN, a role session by its role.</summary>
    public CallerProfile Caller(Principal principal)
    {
        if (FindIdentity(principal) is { } identity)
        {
            return Caller(principal with { UniqueId = principal.UniqueId ?? identity.UniqueId, Tags = principal.Tags.IsEmpty ? identity.Tags : principal.Tags, RolePath = identity is IamRole ? identity.Path : principal.RolePath }, identity);
        }

        if (!principal.HasAccount)
        {
            return new CallerProfile { Principal = principal, PoliciesKey = KeyOf([], null, null, Nothing) };
        }

        OrganizationPlace place = Place(principal.AccountId);
        bool isForeign = !Environment.TryGetAccount(principal.AccountId, out AwsAccount? account) || !account.HasIdentities;
        var gaps = place.Gaps.ToBuilder();
        // SCP-6 and EVAL-2: the root user needs no policies.
        if (isForeign && principal.Kind != PrincipalKind.Root)
        {
            gaps.Add(new EnvironmentGap(EnvironmentGapKind.ForeignCaller, principal.AccountId, $"the policies of account {principal.AccountId} are not known: it is taken to allow {principal} everything"));
        }
        else if (principal.Kind is PrincipalKind.User or PrincipalKind.Role or PrincipalKind.RoleSession)
        {
            gaps.Add(new EnvironmentGap(EnvironmentGapKind.UnknownCaller, principal.Text, $"{principal} is not in account {principal.AccountId}: it is taken to have no policies"));
        }

        return new CallerProfile
        {
            Principal = principal,
            IdentityPolicies = isForeign ? null : [],
            ServiceControlPolicies = Readable(place.ServiceControlPolicies, gaps),
            Organization = place.Facts,
            Gaps = gaps.ToImmutable(),
            PoliciesKey = KeyOf([], null, place, isForeign ? Everything : Nothing),
        };
    }

    /// <summary>A caller of the environment with other policies than it has.</summary>
    /// <param name="caller">The caller as it is.</param>
    /// <param name="identity">Its user or role.</param>
    /// <param name="policies">Its identity policies, all of them readable.</param>
    /// <param name="boundary">Its boundary; <c>null</c> for none.</param>
    public CallerProfile Changed(CallerProfile caller, IamPrincipal identity, ImmutableArray<EnvironmentPolicy> policies, EnvironmentPolicy? boundary) => new()
    {
        Principal = caller.Principal,
        Identity = identity,
        IdentityPolicies = policies,
        PermissionsBoundary = boundary,
        ServiceControlPolicies = caller.ServiceControlPolicies,
        Organization = caller.Organization,
        Gaps = caller.Gaps,
        PoliciesKey = KeyOf(policies, boundary, Place(identity.AccountId), Nothing),
    };

    /// <summary>A role with a trust policy that lets a principal of its account in.</summary>
    /// <param name="arn">The ARN of the role, which need not exist.</param>
    /// <param name="trusted">Who is let in.</param>
    public ResourceProfile Trusting(string arn, IamPrincipal trusted)
    {
        EnvironmentPolicy policy = _writtenTrust.GetOrAdd(trusted.Arn, WriteTrust);
        Environment.TryGetIdentity(arn, out IamIdentity? role);
        var resource = new RequestResource(arn) { OwnerAccount = trusted.AccountId, Tags = role?.Tags ?? ImmutableDictionary<string, string>.Empty };
        return Resource(resource, null, policy, ResourcePolicyKind.RoleTrust, trusted.AccountId, ImmutableArray.CreateBuilder<EnvironmentGap>());
    }

    /// <summary>A resource, by the ARN of a request or <c>*</c>.</summary>
    /// <param name="arn">The ARN.</param>
    /// <param name="action">The action: the policy of a role is its trust policy for the actions of STS only.</param>
    public ResourceProfile Resource(string arn, ActionName action)
    {
        bool isTrust = action.Service is "sts" && Environment.TryGetIdentity(arn, out IamIdentity? identity) && identity is IamRole;
        if (isTrust)
        {
            return RoleTrust(arn);
        }

        Environment.TryGetResource(arn, out EnvironmentResource? known);
        string? owner = known?.OwnerAccountId ?? (Arn.TryParse(arn, out Arn parsed) && AccountId.IsValid(parsed.AccountId) ? parsed.AccountId.ToString() : null);
        var gaps = ImmutableArray.CreateBuilder<EnvironmentGap>();
        if (arn != "*" && (known is null || !known.IsPolicyKnown) && Services.ResourcePolicyServices.Contains(action.Service))
        {
            gaps.Add(new EnvironmentGap(EnvironmentGapKind.ResourcePolicy, known?.Arn ?? arn, $"nothing tells whether {known?.Arn ?? arn} has a policy: it is taken to have none"));
        }

        if (arn != "*" && owner is null)
        {
            gaps.Add(new EnvironmentGap(EnvironmentGapKind.ResourceOwner, arn, $"nothing tells who owns {arn}: the caller's account is taken to"));
        }

        return Resource(Describe(arn, known, owner), known, known?.Policy, known?.PolicyKind ?? ResourcePolicyKind.General, owner, gaps);
    }

    /// <summary>A resource that another reading of the environment wants to be asked about as it is.</summary>
    public ResourceProfile Resource(EnvironmentResource known, string arn) =>
        Resource(Describe(arn, known, known.OwnerAccountId), known, known.Policy, known.PolicyKind, known.OwnerAccountId, ImmutableArray.CreateBuilder<EnvironmentGap>());

    /// <summary>The account's place in the organization.</summary>
    public OrganizationPlace Place(string accountId) => _places.GetOrAdd(accountId, static (id, environment) => OrganizationPlace.Of(environment, id), Environment);

    private EnvironmentPolicy WriteTrust(string trustedArn)
    {
        string text = $$$"""{"Version":"2012-10-17","Statement":{"Sid":"WrittenByTheCaller","Effect":"Allow","Principal":{"AWS":"{{{trustedArn}}}"},"Action":"sts:AssumeRole"}}""";
        // The environment's own texts have numbers from 0.
        var content = new PolicyContent(int.MinValue + Interlocked.Increment(ref _lastWritten), text, "written by the caller");
        return new EnvironmentPolicy("the trust policy that the caller wrote", null, content, default, isVerbatim: false);
    }

    private ResourceProfile RoleTrust(string arn)
    {
        Environment.TryGetIdentity(arn, out IamIdentity? identity);
        var role = (IamRole)identity!;
        var gaps = ImmutableArray.CreateBuilder<EnvironmentGap>();
        if (role.TrustPolicy is null)
        {
            gaps.Add(new EnvironmentGap(EnvironmentGapKind.ResourcePolicy, arn, $"the trust policy of {arn} is not known: it is taken to trust nobody"));
        }

        return Resource(new RequestResource(arn) { OwnerAccount = role.AccountId, Tags = role.Tags }, null, role.TrustPolicy, ResourcePolicyKind.RoleTrust, role.AccountId, gaps);
    }

    private ResourceProfile Resource(RequestResource resource, EnvironmentResource? known, EnvironmentPolicy? policy, ResourcePolicyKind kind, string? owner, ImmutableArray<EnvironmentGap>.Builder gaps)
    {
        OrganizationPlace place = owner is null ? OrganizationPlace.Nowhere : Place(owner);
        gaps.AddRange(place.Gaps);
        bool isReadable = policy is null || AddIfUnreadable(policy, gaps) is not null;
        int policyKey = isReadable && policy is not null ? policy.Content.Id : Nothing;
        return new ResourceProfile
        {
            Resource = resource,
            Known = known,
            KnownTags = known is null && Environment.TryGetIdentity(resource.Arn, out _) ? resource.Tags : known?.Tags,
            Policy = isReadable ? policy : null,
            PolicyKind = kind,
            ResourceControlPolicies = Readable(place.ResourceControlPolicies, gaps),
            Organization = place.Facts,
            Gaps = gaps.ToImmutable(),
            PoliciesKey = _resourceKeys.Of([policyKey, (int)kind, .. LevelKeys(place.ResourceControlPolicies, place.Facts)]),
        };
    }

    private RequestResource Describe(string arn, EnvironmentResource? known, string? owner)
    {
        S3PublicAccessBlock? accountBlock = owner is not null && Environment.TryGetAccount(owner, out AwsAccount? account) ? account.PublicAccessBlock : null;
        return new RequestResource(arn)
        {
            OwnerAccount = owner,
            Tags = known?.Tags ?? (Environment.TryGetIdentity(arn, out IamIdentity? identity) ? identity.Tags : ImmutableDictionary<string, string>.Empty),
            BlockPublicAccess = known is not null && known.PolicyKind == ResourcePolicyKind.S3Bucket && (known.PublicAccessBlock is { RestrictPublicBuckets: true } || accountBlock is { RestrictPublicBuckets: true }),
            KmsGrants = known?.KmsGrants ?? [],
            IsAwsManagedKey = known?.IsAwsManagedKey ?? false,
        };
    }

    private CallerProfile Caller(Principal principal, IamPrincipal identity)
    {
        OrganizationPlace place = Place(identity.AccountId);
        var gaps = place.Gaps.ToBuilder();
        var policies = ImmutableArray.CreateBuilder<EnvironmentPolicy>();
        foreach (EnvironmentPolicy policy in Policies(identity, gaps))
        {
            if (AddIfUnreadable(policy, gaps) is { } readable)
            {
                policies.Add(readable);
            }
        }

        EnvironmentPolicy? boundary = identity.PermissionsBoundary is { } attachment ? Attached(attachment, gaps) : null;
        boundary = boundary is null ? null : AddIfUnreadable(boundary, gaps);
        ImmutableArray<EnvironmentPolicy> identityPolicies = policies.ToImmutable();
        return new CallerProfile
        {
            Principal = principal,
            Identity = identity,
            IdentityPolicies = identityPolicies,
            PermissionsBoundary = boundary,
            ServiceControlPolicies = Readable(place.ServiceControlPolicies, gaps),
            Organization = place.Facts,
            Gaps = gaps.ToImmutable(),
            PoliciesKey = KeyOf(identityPolicies, boundary, place, Nothing),
        };
    }

    private IamPrincipal? FindIdentity(Principal principal)
    {
        if (principal.Kind == PrincipalKind.RoleSession)
        {
            return Environment.TryGetAccount(principal.AccountId, out AwsAccount? account) ? account.Roles.FirstOrDefault(role => string.Equals(role.Name, principal.Name, StringComparison.OrdinalIgnoreCase)) : null;
        }

        return Environment.TryGetIdentity(principal.Text, out IamIdentity? identity) ? identity as IamPrincipal : null;
    }

    private static IEnumerable<EnvironmentPolicy> Policies(IamPrincipal principal, ImmutableArray<EnvironmentGap>.Builder gaps)
    {
        // EVAL-6
        IEnumerable<IamIdentity> holders = principal is IamUser user ? user.Groups.Prepend<IamIdentity>(user) : [principal];
        if (principal is IamUser { } grouped && grouped.Groups.Length < grouped.GroupNames.Length)
        {
            foreach (string missing in grouped.GroupNames.Except(grouped.Groups.Select(static group => group.Name), StringComparer.Ordinal))
            {
                gaps.Add(new EnvironmentGap(EnvironmentGapKind.MissingPolicy, missing, $"the group {missing} of {principal} was not found: what it allows or denies is not known"));
            }
        }

        foreach (IamIdentity holder in holders)
        {
            foreach (EnvironmentPolicy policy in holder.InlinePolicies)
            {
                yield return policy;
            }

            foreach (PolicyAttachment attachment in holder.AttachedPolicies)
            {
                if (Attached(attachment, gaps) is { } policy)
                {
                    yield return policy;
                }
            }
        }
    }

    private static EnvironmentPolicy? Attached(PolicyAttachment attachment, ImmutableArray<EnvironmentGap>.Builder gaps)
    {
        if (attachment.Policy is null)
        {
            gaps.Add(new EnvironmentGap(EnvironmentGapKind.MissingPolicy, attachment.Arn, $"the text of {attachment.Arn} was not found: what it allows or denies is not known"));
        }

        return attachment.Policy;
    }

    private static EnvironmentPolicy? AddIfUnreadable(EnvironmentPolicy policy, ImmutableArray<EnvironmentGap>.Builder gaps)
    {
        if (policy.Content.Document is not null)
        {
            return policy;
        }

        gaps.Add(policy.Text.Length == 0
            ? new EnvironmentGap(EnvironmentGapKind.MissingPolicy, policy.Name, $"the text of the policy {policy.Name}, named at {policy.Place}, was not found: what it allows or denies is not known")
            : new EnvironmentGap(EnvironmentGapKind.UnreadablePolicy, policy.Name, $"the policy {policy.Name} at {policy.Place} cannot be read: what it allows or denies is not known"));
        return null;
    }

    private static ImmutableArray<ImmutableArray<EnvironmentPolicy>>? Readable(ImmutableArray<ImmutableArray<EnvironmentPolicy>>? levels, ImmutableArray<EnvironmentGap>.Builder gaps) =>
        levels is { } all ? [.. all.Select(level => level.Select(policy => AddIfUnreadable(policy, gaps)).OfType<EnvironmentPolicy>().ToImmutableArray())] : null;

    private int KeyOf(ImmutableArray<EnvironmentPolicy> identity, EnvironmentPolicy? boundary, OrganizationPlace? place, int kind) => _callerKeys.Of(
    [
        kind, .. identity.Select(static policy => policy.Content.Id).Distinct().Order(), Separator, boundary?.Content.Id ?? Nothing,
        .. place is null ? [] : LevelKeys(place.ServiceControlPolicies, place.Facts),
    ]);

    // The paths matter to conditions, and the management account to who is exempt; both are of the account, so one account stands for them.
    private IEnumerable<int> LevelKeys(ImmutableArray<ImmutableArray<EnvironmentPolicy>>? levels, OrganizationFacts? facts)
    {
        yield return facts is null ? Nothing : FactsKey(facts);
        foreach (ImmutableArray<EnvironmentPolicy> level in levels ?? [])
        {
            yield return Separator;
            foreach (EnvironmentPolicy policy in level)
            {
                yield return policy.Content.Id;
            }
        }
    }

    private readonly ConcurrentDictionary<string, int> _facts = new(StringComparer.Ordinal);

    private int FactsKey(OrganizationFacts facts) => _facts.GetOrAdd(string.Join(' ', facts.Paths.Prepend(facts.Id)), static (_, known) => known.Count, _facts);
}

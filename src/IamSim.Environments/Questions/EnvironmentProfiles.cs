using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>Finds the policies that travel with a caller and those on the side of a resource. Thread-safe.</summary>
internal sealed partial class EnvironmentProfiles
{
    private static readonly ActionName TagSession = "sts:TagSession";

    private const int Separator = -1;
    private const int Nothing = -2;
    private const int Everything = -3;

    /// <summary>Stands for an account that nobody knows; never given out by AWS.</summary>
    public const string AnyAccountId = "000000000000";

    private readonly ProfileKeys _callerKeys = new();
    private readonly ProfileKeys _resourceKeys = new();
    private readonly ProfileKeys _levelKeys = new();
    private readonly ConcurrentDictionary<string, OrganizationPlace> _places = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EnvironmentPolicy> _writtenTrust = new(StringComparer.Ordinal);
    private int _lastWritten;
    private readonly ConcurrentDictionary<string, int> _facts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PlacePolicies> _serviceControl = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PlacePolicies> _resourceControl = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, bool> _tagging = new();
    private readonly Lazy<ImmutableArray<CallerProfile>> _callers;
    private int _lastFacts;
    private readonly ConcurrentDictionary<string, ResourceProfile> _ownSides = new(StringComparer.Ordinal);

    /// <summary>Makes profiles of an environment as they are asked for.</summary>
    public EnvironmentProfiles(AwsEnvironment environment)
    {
        Environment = environment;
        _callers = new Lazy<ImmutableArray<CallerProfile>>(FindCallers);
    }

    public AwsEnvironment Environment { get; }

    /// <summary>Every user and role in the order of <see cref="AwsEnvironment.Principals"/>. Made on first use, on all cores.</summary>
    public ImmutableArray<CallerProfile> Callers => _callers.Value;

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

        bool isForeign = !Environment.TryGetAccount(principal.AccountId, out AwsAccount? account) || !account.HasIdentities;
        PlacePolicies place = ServiceControl(principal.AccountId);
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
            ServiceControlPolicies = place.Levels,
            Organization = place.Facts,
            OrganizationKey = place.Key,
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
        OrganizationKey = caller.OrganizationKey,
        UnknownKeys = caller.UnknownKeys,
        MayBeTagged = caller.MayBeTagged,
        Gaps = caller.Gaps,
        PoliciesKey = KeyOf(policies, boundary, ServiceControl(identity.AccountId), Nothing),
    };

    /// <summary>A role with a trust policy that lets a principal of its account in.</summary>
    /// <param name="arn">The ARN of the role, which need not exist.</param>
    /// <param name="trusted">Who is let in.</param>
    public ResourceProfile Trusting(string arn, IamPrincipal trusted)
    {
        EnvironmentPolicy policy = _writtenTrust.GetOrAdd(trusted.Arn, WriteTrust);
        Environment.TryGetIdentity(arn, out IamIdentity? role);
        var resource = new RequestResource(arn) { OwnerAccount = trusted.AccountId, Tags = role?.Tags ?? ImmutableDictionary<string, string>.Empty };
        return Resource(resource, null, policy, ResourcePolicyKind.RoleTrust, trusted.AccountId, GapsOf(role));
    }

    /// <summary>Somebody of an account whose own policies are taken to allow everything.</summary>
    /// <param name="principal">Who stands in for it.</param>
    /// <param name="unknownKeys">What is not known, for it could be anybody.</param>
    public CallerProfile AnyCaller(Principal principal, UnknownContextKeys unknownKeys)
    {
        bool isAny = principal.AccountId == AnyAccountId;
        PlacePolicies place = isAny ? PlacePolicies.Nowhere : ServiceControl(principal.AccountId);
        return new CallerProfile
        {
            Principal = principal,
            IdentityPolicies = null,
            ServiceControlPolicies = place.Levels,
            Organization = place.Facts,
            OrganizationKey = place.Key,
            UnknownKeys = unknownKeys,
            Gaps = isAny ? place.Gaps : place.Gaps.Add(new EnvironmentGap(EnvironmentGapKind.ForeignCaller, principal.AccountId, $"the policies of account {principal.AccountId} are not known: it is taken to allow whoever comes from it everything")),
            PoliciesKey = KeyOf([], null, place, Everything),
        };
    }

    /// <summary>Whether an account is certainly not of the organization: its keys of organizations then never equal ours.</summary>
    public bool IsOutsideOrganization(string accountId) => AccountId.IsValid(accountId) && accountId != AnyAccountId
        && Environment.Organization is { HasAllAccounts: true } organization
        && accountId != organization.ManagementAccountId
        && !(Environment.TryGetAccount(accountId, out AwsAccount? account) && account.Node is not null);

    /// <summary>The account's place in the organization.</summary>
    public OrganizationPlace Place(string accountId) => _places.GetOrAdd(accountId, static (id, environment) => OrganizationPlace.Of(environment, id), Environment);

    private EnvironmentPolicy WriteTrust(string trustedArn)
    {
        string text = $$$"""{"Version":"2012-10-17","Statement":{"Sid":"WrittenByTheCaller","Effect":"Allow","Principal":{"AWS":"{{{trustedArn}}}"},"Action":"sts:AssumeRole"}}""";
        // The environment's own texts have numbers from 0.
        return EnvironmentPolicy.Written("the trust policy that the caller wrote", int.MinValue + Interlocked.Increment(ref _lastWritten), text);
    }

    private CallerProfile Caller(Principal principal, IamPrincipal identity)
    {
        PlacePolicies place = ServiceControl(identity.AccountId);
        // SCP-7: what is not known above a service-linked role does not reach it.
        ImmutableArray<EnvironmentGap> above = identity is IamRole { IsServiceLinked: true } ? [] : place.Gaps;
        var gaps = above.ToBuilder();
        var policies = ImmutableArray.CreateBuilder<EnvironmentPolicy>(identity.InlinePolicies.Length + identity.AttachedPolicies.Length);
        foreach (EnvironmentPolicy policy in Policies(identity, gaps))
        {
            if (AddIfUnreadable(policy, UnknownLayers.Identity, gaps) is { } readable)
            {
                policies.Add(readable);
            }
        }

        AddIfUndeployed(identity, gaps);
        EnvironmentPolicy? boundary = identity.PermissionsBoundary is { } attachment ? Boundary(attachment, gaps) : null;
        ImmutableArray<EnvironmentPolicy> identityPolicies = policies.DrainToImmutable();
        return new CallerProfile
        {
            Principal = principal,
            Identity = identity,
            IdentityPolicies = identityPolicies,
            PermissionsBoundary = boundary,
            ServiceControlPolicies = place.Levels,
            Organization = place.Facts,
            OrganizationKey = place.Key,
            MayBeTagged = identity is IamRole role && MayBeTagged(role),
            Gaps = gaps.Count == above.Length ? above : gaps.ToImmutable(),
            PoliciesKey = KeyOf(identityPolicies, boundary, place, Nothing),
        };
    }

    private bool MayBeTagged(IamRole role) => role.TrustPolicy?.Content is not { Document: { } document } content || _tagging.GetOrAdd(content.Id, static (_, trust) =>
    {
        var findings = new DiagnosticBag();
        CompiledPolicy compiled = SharedPolicies.Get(trust, new PolicyPlace(PolicyKind.Resource, ResourcePolicyKind.RoleTrust, default, SimulatorCache.Lenient), findings);
        return findings.HasErrors || Array.Exists(compiled.Statements, static statement => statement.Effect == PolicyEffect.Allow && statement.MatchesAction(TagSession.Folded));
    }, document);

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
                gaps.Add(new EnvironmentGap(EnvironmentGapKind.MissingPolicy, missing, $"the group {missing} of {principal} was not found: what it allows or denies is not known") { Layers = UnknownLayers.Identity });
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

    // EVAL-30: it never grants.
    private static EnvironmentPolicy? Boundary(PolicyAttachment attachment, ImmutableArray<EnvironmentGap>.Builder gaps)
    {
        if (attachment.Policy?.Content.Document is null)
        {
            gaps.Add(new EnvironmentGap(EnvironmentGapKind.PermissionsBoundary, attachment.Arn, $"the boundary {attachment.Arn} is not known: it could take away what is allowed"));
            return null;
        }

        return attachment.Policy;
    }

    private static EnvironmentPolicy? Attached(PolicyAttachment attachment, ImmutableArray<EnvironmentGap>.Builder gaps)
    {
        if (attachment.Policy is null)
        {
            gaps.Add(new EnvironmentGap(EnvironmentGapKind.MissingPolicy, attachment.Arn, $"the text of {attachment.Arn} was not found: what it allows or denies is not known") { Layers = UnknownLayers.Identity });
        }

        return attachment.Policy;
    }

    private static void AddIfUndeployed(IamIdentity? identity, ImmutableArray<EnvironmentGap>.Builder gaps)
    {
        if (identity is IamPrincipal { DeploymentCondition: { } condition })
        {
            gaps.Add(new EnvironmentGap(EnvironmentGapKind.DeploymentCondition, identity.Arn, $"whether {identity.Arn} is deployed depends on {condition}, which is not known: it is taken to be"));
        }
    }

    private static EnvironmentPolicy? AddIfUnreadable(EnvironmentPolicy policy, UnknownLayers layer, ImmutableArray<EnvironmentGap>.Builder gaps)
    {
        if (policy.Content.Document is not null)
        {
            return policy;
        }

        gaps.Add(policy.Text.Length == 0
            ? new EnvironmentGap(EnvironmentGapKind.MissingPolicy, policy.Name, $"the text of the policy {policy.Name}, named at {policy.Place}, was not found: what it allows or denies is not known") { Layers = layer }
            : new EnvironmentGap(EnvironmentGapKind.UnreadablePolicy, policy.Name, $"the policy {policy.Name} at {policy.Place} cannot be read: what it allows or denies is not known") { Layers = layer });
        return null;
    }

    private ImmutableArray<CallerProfile> FindCallers()
    {
        ImmutableArray<IamPrincipal> principals = Environment.Principals;
        var callers = new CallerProfile[principals.Length];
        Parallel.For(0, principals.Length, index => callers[index] = Caller(principals[index]));
        return ImmutableCollectionsMarshal.AsImmutableArray(callers);
    }

    private PlacePolicies ServiceControl(string accountId) => _serviceControl.GetOrAdd(accountId, static (id, self) =>
    {
        OrganizationPlace place = self.Place(id);
        return self.ReadPlace(place, UnknownLayers.ServiceControl, place.ServiceControlPolicies, place.ServiceControlGaps);
    }, this);

    private PlacePolicies ResourceControl(string accountId) => _resourceControl.GetOrAdd(accountId, static (id, self) =>
    {
        OrganizationPlace place = self.Place(id);
        return self.ReadPlace(place, UnknownLayers.ResourceControl, place.ResourceControlPolicies, place.ResourceControlGaps);
    }, this);

    private PlacePolicies ReadPlace(OrganizationPlace place, UnknownLayers layer, ImmutableArray<ImmutableArray<EnvironmentPolicy>>? levels, ImmutableArray<EnvironmentGap> known)
    {
        var gaps = known.ToBuilder();
        ImmutableArray<ImmutableArray<EnvironmentPolicy>>? readable = levels is { } all
            ? [.. all.Select(level => level.Select(policy => AddIfUnreadable(policy, layer, gaps)).OfType<EnvironmentPolicy>().ToImmutableArray())]
            : null;
        return new PlacePolicies { Levels = readable, Facts = place.Facts, Gaps = gaps.ToImmutable(), Key = _levelKeys.Of([.. LevelKeys(readable, place.Facts)]) };
    }

    private int KeyOf(ImmutableArray<EnvironmentPolicy> identity, EnvironmentPolicy? boundary, PlacePolicies? place, int kind)
    {
        const int Others = 4;
        const int Usual = 64;
        Span<int> parts = identity.Length <= Usual ? stackalloc int[Usual + Others] : new int[identity.Length + Others];
        (parts[0], parts[1], parts[2], parts[3]) = (kind, boundary?.Content.Id ?? Nothing, place?.Key ?? Nothing, Separator);
        Span<int> contents = parts.Slice(Others, identity.Length);
        for (int i = 0; i < contents.Length; i++)
        {
            contents[i] = identity[i].Content.Id;
        }

        contents.Sort();
        int length = Others;
        for (int i = 0; i < contents.Length; i++)
        {
            if (i == 0 || contents[i] != parts[length - 1])
            {
                parts[length++] = contents[i];
            }
        }

        return _callerKeys.Of([.. parts[..length]]);
    }

    // The paths matter to conditions. Who is exempt as of the management account is told by the caller.
    private IEnumerable<int> LevelKeys(ImmutableArray<ImmutableArray<EnvironmentPolicy>>? levels, OrganizationFacts? facts)
    {
        yield return facts is null ? Nothing : FactsKey(facts);
        yield return levels is null ? Nothing : levels.Value.Length;
        foreach (ImmutableArray<EnvironmentPolicy> level in levels ?? [])
        {
            yield return Separator;
            foreach (EnvironmentPolicy policy in level)
            {
                yield return policy.Content.Id;
            }
        }
    }

    private int FactsKey(OrganizationFacts facts) => _facts.GetOrAdd(string.Join(' ', facts.Paths.Prepend(facts.Id)), static (_, self) => Interlocked.Increment(ref self._lastFacts), this);
}

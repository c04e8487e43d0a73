using System.Collections.Concurrent;
using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>
/// Finds which callers get the same answer to questions about one resource, so that one of them is asked about. Only statements that can
/// cover the action and the resource count; what they test of the caller counts by its outcome, so that a condition on aws:PrincipalArn
/// makes two classes and not as many as there are callers. Thread-safe.
/// </summary>
/// <remarks>Sound whatever the request states of context keys.</remarks>
internal sealed class CallerFolding
{
    private const int Separator = -1;
    private const int Nothing = -2;
    private const int Present = -3;

    private readonly ActionName? _action;
    private readonly bool _ownsResource;
    private readonly CallerSource _keys;
    private readonly List<CallerTest> _resourceTests = [];
    private readonly bool _asksForOrganization;
    private readonly VpcEndpointType _endpointType;
    private readonly ConcurrentDictionary<(int Content, PolicyKind Kind), CallerTests> _tests = new();
    private readonly ConcurrentDictionary<int, PlaceFacts> _places = new();
    private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private int _lastNumber;

    /// <summary>Prepares for a question.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="action">The action; <c>null</c> to find who is alike for every action.</param>
    /// <param name="stated">What else is stated: its session policies and its VPC endpoint count; <c>null</c> for nothing.</param>
    public CallerFolding(ResourceProfile resource, ActionName? action, AccessConditions? stated = null)
    {
        Resource = resource;
        _action = action;
        _ownsResource = resource.Resource.OwnerAccount is null && resource.Resource.ArnAccount.Length == 0;
        _keys = new CallerSource(_ownsResource);
        IEnumerable<(EnvironmentPolicy Policy, PolicyKind Kind)> shared =
        [
            .. resource.Policy is { } policy ? [(policy, PolicyKind.Resource)] : Array.Empty<(EnvironmentPolicy, PolicyKind)>(),
            .. (resource.ResourceControlPolicies ?? []).SelectMany(static level => level).Select(static control => (control, PolicyKind.ResourceControl)),
            .. stated?.VpcEndpoint?.Policy is { } passed ? [(passed, PolicyKind.VpcEndpoint)] : Array.Empty<(EnvironmentPolicy, PolicyKind)>(),
        ];
        _endpointType = stated?.VpcEndpoint?.Type ?? default;
        IEnumerable<CallerTests> session = (stated?.SessionPolicies ?? []).Select(document => ReadTests(document, PolicyKind.Session));
        foreach (CallerTests tests in shared.Select(pair => TestsOf(pair.Policy, pair.Kind)).Concat(session))
        {
            _resourceTests.AddRange(tests.Tests);
            _asksForOrganization |= tests.AsksForOrganization;
        }
    }

    /// <summary>The resource.</summary>
    public ResourceProfile Resource { get; }

    /// <summary>Puts callers into classes, in the order of their first members.</summary>
    /// <param name="callers">The callers.</param>
    /// <param name="maxDegreeOfParallelism">How many threads; -1 for all cores.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public ImmutableArray<CallerClass> Fold(IReadOnlyList<CallerProfile> callers, int maxDegreeOfParallelism = -1, CancellationToken cancellationToken = default)
    {
        var keys = new CallerKey[callers.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism, CancellationToken = cancellationToken };
        Parallel.For(0, keys.Length, options, () => new Scratch(_ownsResource), (index, _, scratch) =>
        {
            keys[index] = KeyOf(callers[index], scratch);
            return scratch;
        }, static _ => { });
        var members = new Dictionary<CallerKey, List<int>>();
        for (int i = 0; i < keys.Length; i++)
        {
            if (!members.TryGetValue(keys[i], out List<int>? known))
            {
                members.Add(keys[i], known = []);
            }

            known.Add(i);
        }

        return [.. members.Values.OrderBy(static list => list[0]).Select(list => new CallerClass(callers[list[0]], [.. list]))];
    }

    /// <summary>The class of a caller: callers with the same key get the same answer.</summary>
    public CallerKey KeyOf(CallerProfile caller) => KeyOf(caller, new Scratch(_ownsResource));

    /// <summary>A number for a text, the same for the same text.</summary>
    public int NumberOf(string text) => _numbers.GetOrAdd(text, static (_, self) => Interlocked.Increment(ref self._lastNumber), this);

    private CallerKey KeyOf(CallerProfile caller, Scratch scratch)
    {
        scratch.Begin(caller.Principal);
        List<int> facts = scratch.Facts;
        UnknownLayers unknown = UnknownLayers.None;
        bool isAllowUnsettled = false;
        foreach (EnvironmentGap gap in caller.Gaps)
        {
            unknown |= gap.UnknownLayers;
            isAllowUnsettled |= gap.UnsettlesAllow;
        }

        PlaceFacts place = PlaceOf(caller);
        bool asksForOrganization = _asksForOrganization || place.AsksForOrganization;
        scratch.Tests.AddRange(_resourceTests);
        scratch.Tests.AddRange(place.Tests);
        unknown |= place.IsRefused ? UnknownLayers.ServiceControl : UnknownLayers.None;
        facts.Add(place.Number);
        facts.Add(caller.IdentityPolicies is null ? Present : Nothing);
        AddPolicies(caller.IdentityPolicies ?? [], PolicyKind.Identity);
        facts.Add(caller.PermissionsBoundary is null ? Nothing : Present);
        AddPolicies(caller.PermissionsBoundary is { } boundary ? [boundary] : [], PolicyKind.PermissionsBoundary);
        facts.Add(asksForOrganization ? place.OrganizationNumber : Nothing);
        AddIdentity(caller, facts);
        facts.Add(((int)unknown << 1) | (isAllowUnsettled ? 1 : 0));
        foreach (CallerTest test in scratch.Tests)
        {
            test.AddFacts(this, scratch.Source, caller.PermissionsBoundary is not null, facts);
        }

        return new CallerKey(facts);

        void AddPolicies(ImmutableArray<EnvironmentPolicy> policies, PolicyKind kind)
        {
            scratch.Contents.Clear();
            foreach (EnvironmentPolicy policy in policies)
            {
                CallerTests tests = TestsOf(policy, kind);
                unknown |= !tests.IsRefused ? UnknownLayers.None : kind == PolicyKind.Identity ? UnknownLayers.Identity : UnknownLayers.Limits;
                asksForOrganization |= tests.AsksForOrganization;
                if (tests.Matters && !scratch.Holds(policy.Content.Id))
                {
                    scratch.Contents.Add((policy.Content.Id, tests));
                }
            }

            scratch.Contents.Sort(static (left, right) => left.Id.CompareTo(right.Id));
            foreach ((int id, CallerTests tests) in scratch.Contents)
            {
                facts.Add(id);
                scratch.Tests.AddRange(tests.Tests);
            }

            facts.Add(Separator);
        }
    }

    // What rules and exemptions ask about the caller besides its policies.
    private void AddIdentity(CallerProfile caller, List<int> facts)
    {
        Principal principal = caller.Principal;
        RequestResource resource = Resource.Resource;
        string owner = resource.OwnerAccount ?? resource.ArnAccount;
        facts.Add((int)principal.Kind);
        facts.Add((principal.IsServiceLinkedRole ? 1 : 0)
            | (caller.Identity is null ? 0 : 2)
            | (caller.Organization is null ? 0 : 4)
            | (principal.AccountId.Length > 0 && principal.AccountId == caller.Organization?.ManagementAccount ? 8 : 0)
            | (principal.HasAccount && principal.AccountId == owner ? 16 : 0)
            | (principal.HasAccount && principal.AccountId == (resource.ObjectOwner ?? owner) ? 32 : 0)
            | (principal.HasAccount && principal.AccountId == resource.AccessPointAccount ? 64 : 0)
            | (principal.Issuer is null ? 0 : 128)
            | (caller.MayHaveUnknownTags ? 256 : 0));
        // Those who stand in for many are few, and each stands for others.
        if (!principal.HasAccount || !ReferenceEquals(caller.UnknownKeys, UnknownContextKeys.Unstated))
        {
            facts.Add(NumberOf(principal.Text));
            facts.Add(NumberOf(principal.CanonicalUserId ?? ""));
            facts.Add(NumberOf(principal.SourceArn ?? ""));
            facts.Add(NumberOf(principal.SourceAccount ?? ""));
            return;
        }

        AddGrants(principal, facts);
        // PRIN-6: which sessions are named, nobody shares.
        facts.Add(principal.Kind == PrincipalKind.Role && HasNamedSession(principal) ? NumberOf(principal.Text) : 0);
        // STS-4
        bool isSelf = principal.IsRoleSession && Principal.TryParse(resource.Arn, out Principal? target)
            && target.Kind == PrincipalKind.Role && target.AccountId == principal.AccountId && target.Name == principal.Name;
        facts.Add(isSelf ? 1 : 0);
    }

    private bool HasNamedSession(Principal role)
    {
        foreach (NamedSession session in Resource.NamedSessions)
        {
            if (session.IsOf(role))
            {
                return true;
            }
        }

        return false;
    }

    // KMS-6
    private void AddGrants(Principal principal, List<int> facts)
    {
        foreach (KmsGrant grant in Resource.Resource.KmsGrants)
        {
            foreach (Principal? named in (ReadOnlySpan<Principal?>)[grant.Grantee, grant.Retiring])
            {
                facts.Add(named is null ? 0
                    : (named.Text == principal.Text ? 1 : 0)
                    | (named.AccountId == principal.AccountId ? 2 : 0)
                    | (named.AccountId == principal.AccountId && named.Name == principal.Name ? 4 : 0)
                    | (named.Partition == principal.Partition ? 8 : 0));
            }
        }
    }

    private PlaceFacts PlaceOf(CallerProfile caller) => _places.TryGetValue(caller.OrganizationKey, out PlaceFacts? known) ? known : _places.GetOrAdd(caller.OrganizationKey, ReadPlace(caller));

    private PlaceFacts ReadPlace(CallerProfile caller)
    {
        var number = new System.Text.StringBuilder();
        var tests = ImmutableArray.CreateBuilder<CallerTest>();
        bool isRefused = false;
        bool asks = false;
        foreach (ImmutableArray<EnvironmentPolicy> level in caller.ServiceControlPolicies ?? [])
        {
            number.Append(" /");
            foreach (IGrouping<int, EnvironmentPolicy> policies in level.GroupBy(static policy => policy.Content.Id).OrderBy(static group => group.Key))
            {
                CallerTests found = TestsOf(policies.First(), PolicyKind.ServiceControl);
                isRefused |= found.IsRefused;
                asks |= found.AsksForOrganization;
                if (found.Matters)
                {
                    number.Append(System.Globalization.CultureInfo.InvariantCulture, $" {policies.Key}");
                    tests.AddRange(found.Tests);
                }
            }
        }

        string levels = caller.ServiceControlPolicies is null ? "none" : number.ToString();
        string organization = caller.Organization is { } facts ? string.Join(' ', facts.Paths.Prepend(facts.Id)) : "nowhere";
        return new PlaceFacts(NumberOf("levels" + levels), NumberOf("organization " + organization), tests.ToImmutable(), isRefused, asks);
    }

    private CallerTests TestsOf(EnvironmentPolicy policy, PolicyKind kind)
    {
        (int, PolicyKind) key = (policy.Content.Id, kind);
        return _tests.TryGetValue(key, out CallerTests? known) ? known : _tests.GetOrAdd(key, policy.Content.Document is { } document ? ReadTests(document, kind) : CallerTests.None);
    }

    private CallerTests ReadTests(PolicyDocument document, PolicyKind kind)
    {
        var place = new PolicyPlace(
            kind,
            kind == PolicyKind.Resource ? Resource.PolicyKind : default,
            kind == PolicyKind.VpcEndpoint ? _endpointType : default,
            SimulatorCache.Lenient);
        return CallerTests.Of(document, place, CanMatter, _keys);
    }

    private bool CanMatter(CompiledStatement statement) =>
        (_action is not { } action || statement.MatchesAction(action.Folded))
        && (Array.Exists(statement.Resources ?? [], static pattern => pattern.HasVariables)
            || statement.MatchesResource(Resource.Resource.Arn, _keys)
            || (Resource.Resource.AccessPointArn is not null && statement.MatchesResource(Resource.Resource.AccessPointText, _keys)));

    private sealed record PlaceFacts(int Number, int OrganizationNumber, ImmutableArray<CallerTest> Tests, bool IsRefused, bool AsksForOrganization);

    private sealed class Scratch(bool ownsResource)
    {
        public CallerSource Source { get; } = new(ownsResource);

        public List<int> Facts { get; } = [];

        public List<CallerTest> Tests { get; } = [];

        public List<(int Id, CallerTests Tests)> Contents { get; } = [];

        /// <summary>Whether a text of a policy is among the contents. A loop, for this is asked for each policy of each caller.</summary>
        public bool Holds(int content)
        {
            foreach ((int id, _) in Contents)
            {
                if (id == content)
                {
                    return true;
                }
            }

            return false;
        }

        public void Begin(Principal caller)
        {
            Source.Caller = caller;
            Facts.Clear();
            Tests.Clear();
        }
    }
}

using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Environments.Questions;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;
using IamSim.ServiceData;

namespace IamSim.Environments;

/// <summary>Answers questions about an environment. Thread-safe; make one and keep it: it remembers the policies it compiled.</summary>
/// <remarks>Every decision comes from <see cref="Simulator"/>. Policies are compiled leniently, since AWS may hold policies that are older than today's checks.</remarks>
public sealed partial class EnvironmentAnalyzer
{
    private readonly EnvironmentProfiles _profiles;
    private readonly SimulatorCache _simulators = new();

    /// <summary>Makes an analyzer.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="services">The catalog of services; <c>null</c> means <see cref="ServiceReference.Default"/>.</param>
    public EnvironmentAnalyzer(AwsEnvironment environment, ServiceReference? services = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        Environment = environment;
        Services = services ?? ServiceReference.Default;
        _profiles = new EnvironmentProfiles(environment);
    }

    /// <summary>The environment.</summary>
    public AwsEnvironment Environment { get; }

    /// <summary>The catalog of services that says which actions there are.</summary>
    public ServiceReference Services { get; }

    /// <summary>Finds principals and resources by short names.</summary>
    public EnvironmentNames Names => field ??= new EnvironmentNames(Environment);

    internal EnvironmentProfiles Profiles => _profiles;

    /// <summary>Answers whether a principal can do an action on a resource.</summary>
    /// <param name="principal">The caller: of the environment, of another account, a service, an identity provider, or anonymous. A role stands for its sessions.</param>
    /// <param name="action">The action.</param>
    /// <param name="resource">The ARN of the resource, or <c>*</c> for actions without resources.</param>
    /// <param name="conditions">What else is stated; <c>null</c> for nothing.</param>
    public AccessAnswer Can(Principal principal, ActionName action, string resource, AccessConditions? conditions = null)
    {
        ArgumentNullException.ThrowIfNull(principal);
        ArgumentNullException.ThrowIfNull(resource);
        AccessConditions stated = conditions ?? AccessConditions.None;
        CallerProfile caller = _profiles.Caller(principal with { SessionTags = stated.SessionTags.IsEmpty ? principal.SessionTags : stated.SessionTags });
        return Ask(caller, action, _profiles.Resource(resource, action), stated);
    }

    /// <summary>Asks the engine.</summary>
    internal AccessAnswer Ask(CallerProfile caller, ActionName action, ResourceProfile resource, AccessConditions stated)
    {
        CompiledPair policies = _simulators.Get(caller, resource, stated);
        return Answer(policies, caller, resource, stated, RequestOf(policies.Simulator, caller, action, resource, stated), GapsOf(policies, caller, resource));
    }

    /// <summary>What is not known of a question.</summary>
    internal static ImmutableArray<EnvironmentGap> GapsOf(CompiledPair policies, CallerProfile caller, ResourceProfile resource) => [.. caller.Gaps.Concat(resource.Gaps).Concat(policies.Gaps).Distinct()];

    /// <summary>Asks the engine about a request: with the policies that are known, and with all that those which are not could allow.</summary>
    internal AccessAnswer Answer(CompiledPair policies, CallerProfile caller, ResourceProfile resource, AccessConditions stated, AccessRequest request, ImmutableArray<EnvironmentGap> gaps)
    {
        AccessAnswer ofRole = AnswerAsIs(policies, caller, resource, stated, request, gaps);
        ImmutableArray<Principal> sessions = TrustedSessions.Of(caller, resource);
        if (sessions.IsEmpty)
        {
            return ofRole;
        }

        // PRIN-6, EVAL-22: who assumes the role names the session, and the answer may be another for the one that a policy names.
        AccessAnswer[] ofSessions = [.. sessions.Select(session => AnswerAsIs(policies, caller.With(session), resource, stated, request with { Principal = session }, gaps))];
        string[] different = [.. sessions.Where((_, i) => ofSessions[i].State != ofRole.State).Select(static session => session.SessionName!)];
        if (different.Length == 0)
        {
            return ofRole;
        }

        IEnumerable<string> states = sessions.Zip(ofSessions, static (session, answer) => $"{StateWord(answer.State)} for {session.SessionName}");
        var gap = new EnvironmentGap(
            EnvironmentGapKind.SessionName,
            caller.Principal.Text,
            $"whoever assumes {caller.Principal} chooses the name of the session, and policies name sessions: {string.Join(", ", states)}");
        return AnswerAsIs(policies, caller, resource, stated, request, gaps.Add(gap));
    }

    private static string StateWord(AccessState state) => state switch { AccessState.Allowed => "allowed", AccessState.Denied => "denied", _ => "it depends" };

    private AccessAnswer AnswerAsIs(CompiledPair policies, CallerProfile caller, ResourceProfile resource, AccessConditions stated, AccessRequest request, ImmutableArray<EnvironmentGap> gaps)
    {
        Decision decision = policies.Simulator.Evaluate(request);
        UnknownLayers unknown = UnknownPolicies.LayersOf(gaps);
        return new AccessAnswer(this, caller, resource, stated, request, decision, Partial(policies.Simulator, decision), gaps)
        {
            Possible = unknown == UnknownLayers.None ? null : Possible(policies.Possible(unknown)),
        };

        PartialDecision Partial(Simulator simulator, Decision settled) => WithForeignOrganization(simulator.EvaluatePartial(request, caller.UnknownKeys), settled, caller, resource);

        PartialDecision Possible(Simulator simulator) => Partial(simulator, simulator.Evaluate(request));
    }

    /// <summary>Finds the policies and everything that is known about a request, and leaves it to the caller to ask.</summary>
    internal PreparedQuestion Prepare(Principal principal, ActionName action, string resource, AccessConditions stated)
    {
        CallerProfile caller = _profiles.Caller(principal with { SessionTags = stated.SessionTags.IsEmpty ? principal.SessionTags : stated.SessionTags });
        ResourceProfile profile = _profiles.Resource(resource, action);
        Simulator simulator = _simulators.Get(caller, profile, stated, out ImmutableArray<EnvironmentGap> refused);
        return new PreparedQuestion(simulator.Policies, RequestOf(simulator, caller, action, profile, stated), [.. caller.Gaps.Concat(profile.Gaps).Concat(refused).Distinct()], () => SimulatorCache.Explain(caller, profile, stated));
    }

    private static AccessRequest RequestOf(Simulator simulator, CallerProfile caller, ActionName action, ResourceProfile resource, AccessConditions stated) => new(caller.Principal, action, resource.Resource)
    {
        Context = WithDerivedKeys(simulator, caller, resource, stated.VpcEndpoint is { } endpoint ? WithEndpoint(endpoint, stated.Context) : stated.Context),
        RequestTags = stated.RequestTags,
        Time = stated.Time,
    };

    // Which organization a foreign account is of nobody knows, but not ours.
    private PartialDecision WithForeignOrganization(PartialDecision partial, Decision decision, CallerProfile caller, ResourceProfile resource)
    {
        bool isCallerOutside = caller.Principal.HasAccount && _profiles.IsOutsideOrganization(caller.Principal.AccountId);
        bool isOwnerOutside = (resource.Resource.OwnerAccount ?? resource.Resource.ArnAccount) is { Length: > 0 } owner && _profiles.IsOutsideOrganization(owner);
        if (partial.Kind != PartialDecisionKind.Depends || !(isCallerOutside || isOwnerOutside))
        {
            return partial;
        }

        ResidualCondition left = StrangerConditions.Assume(partial.Residual, test => StrangerConditions.OfOtherOrganization(test, Environment.Organization!.Id!, isCallerOutside, isOwnerOutside));
        return new PartialDecision(partial.Request, left, left.IsAlways && decision.IsAllowed ? decision : null, partial.Assumptions);
    }

    // The environment knows all tags of those it holds: a tag that is not among them is absent, not unknown, unless a session may bring it.
    // A request about a resource goes to the Region that the resource is in.
    internal static RequestContext WithDerivedKeys(Simulator simulator, CallerProfile caller, ResourceProfile resource, RequestContext stated)
    {
        List<KeyValuePair<string, ContextValue>>? derived = null;
        foreach (string key in simulator.ContextKeys)
        {
            // The root user has no tags.
            bool isAbsent = (caller.Principal.Kind == PrincipalKind.Root && key.StartsWith("aws:PrincipalTag/", StringComparison.OrdinalIgnoreCase))
                || (caller.Identity is not null && !caller.MayHaveUnknownTags && IsMissingTag(key, "aws:PrincipalTag/", caller.Principal.Tags) && IsMissingTag(key, "aws:PrincipalTag/", caller.Principal.SessionTags))
                || (resource.KnownTags is { } tags && IsMissingTag(key, "aws:ResourceTag/", tags));
            string? region = !isAbsent && key.Equals("aws:RequestedRegion", StringComparison.OrdinalIgnoreCase) ? resource.Region : null;
            // A null text would be a value too: that of an absent key.
            if ((isAbsent || region is not null) && !stated.TryGetValue(key, out _))
            {
                (derived ??= []).Add(KeyValuePair.Create(key, ContextValue.FromString(region)));
            }
        }

        return derived is null ? stated : new RequestContext(stated.Concat(derived));
    }

    // What a request through an endpoint has, unless it was stated otherwise.
    internal static RequestContext WithEndpoint(AwsVpcEndpoint endpoint, RequestContext stated)
    {
        RequestContext context = stated.TryGetValue("aws:SourceVpce", out _) ? stated : stated.With("aws:SourceVpce", endpoint.Id);
        return endpoint.VpcId is { } vpc && !stated.TryGetValue("aws:SourceVpc", out _) ? context.With("aws:SourceVpc", vpc) : context;
    }

    private static bool IsMissingTag(string key, string prefix, ImmutableDictionary<string, string> tags) =>
        key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !tags.Keys.Any(tag => key.AsSpan(prefix.Length).Equals(tag, StringComparison.OrdinalIgnoreCase));
}

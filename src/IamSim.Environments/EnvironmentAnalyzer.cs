using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Environments.Questions;
using IamSim.Evaluation;
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
    internal AccessAnswer Ask(CallerProfile caller, ActionName action, ResourceProfile resource, AccessConditions stated) => Ask(_simulators.Get(caller, resource, stated), caller, action, resource, stated);

    private AccessAnswer Ask(CompiledPair policies, CallerProfile caller, ActionName action, ResourceProfile resource, AccessConditions stated) =>
        Answer(policies, caller, resource, stated, RequestOf(policies.Simulator, caller, action, resource, stated), [.. GapsOf(policies, caller, resource), .. EndpointGaps(action, stated)]);

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
        PartialDecision partial = Partial(policies.Simulator, decision);
        if (partial.Kind != PartialDecisionKind.Depends && decision.IsAllowed != (partial.Kind == PartialDecisionKind.Allowed))
        {
            decision = policies.Simulator.Evaluate(WithPresentKeys(policies.Simulator, request));
        }

        ImmutableArray<EnvironmentGap> all = [.. gaps.Concat(ResourceDoubts.Of(policies.Simulator, request, partial, caller, resource)).Distinct()];
        UnknownLayers unknown = UnknownPolicies.LayersOf(all);
        return new AccessAnswer(this, caller, resource, stated, request, decision, partial, all)
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
        AccessAnswer answer = Ask(caller, action, profile, stated);
        return new PreparedQuestion(SimulatorOf(caller, profile, stated).Policies, answer.Request, DoubtsOf(answer), () => SimulatorCache.Explain(caller, profile, stated));
    }

    // What is missing and could not change a deny is no doubt.
    private static ImmutableArray<EnvironmentGap> DoubtsOf(AccessAnswer answer) => [.. answer.Gaps.Where(gap => !gap.Unsettles || answer.State != AccessState.Denied)];

    private static AccessRequest RequestOf(Simulator simulator, CallerProfile caller, ActionName action, ResourceProfile resource, AccessConditions stated) => new(caller.Principal, action, resource.Resource)
    {
        Context = WithDerivedKeys(simulator, caller, resource, stated.VpcEndpoint is { } endpoint ? WithEndpoint(endpoint, stated.Context) : stated.Context),
        RequestTags = stated.RequestTags,
        Time = stated.Time,
    };

    // com.amazonaws.eu-central-1.s3; some endpoints have other names than the prefixes of their services, such as monitoring of CloudWatch.
    private IEnumerable<EnvironmentGap> EndpointGaps(ActionName action, AccessConditions stated)
    {
        const int Service = 3;
        if (stated.VpcEndpoint is { ServiceName: { } name } endpoint && name.Split('.') is { Length: > Service } parts
            && !action.Service.Equals(parts[Service], StringComparison.OrdinalIgnoreCase) && Services.FindService(parts[Service]) is not null)
        {
            yield return new EnvironmentGap(EnvironmentGapKind.VpcEndpoint, endpoint.Id, $"requests to {action.Service} do not go through {endpoint.Id}, an endpoint of {name}: it is answered as if they did");
        }
    }

    // Keys that are there for certain whatever their values are, where without them the engine would answer what no request gets.
    private static AccessRequest WithPresentKeys(Simulator simulator, AccessRequest request)
    {
        RequestContext context = request.Context;
        foreach (string key in simulator.ContextKeys)
        {
            if (!context.TryGetValue(key, out _) && PrincipalKeys.EndsOf(request.Principal, new ContextKey(key)) is { } ends)
            {
                context = context.With(key, $"{ends.Beginning}any{ends.Between}session{ends.Ending}");
            }
        }

        return request with { Context = context };
    }

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
            ContextValue? value = BucketTags.ValueOf(key, resource.Known) ?? KeyAliases.ValueOf(key, resource);
            if (value is null && isAbsent)
            {
                value = ContextValue.Absent;
            }
            else if (value is null && key.Equals("aws:RequestedRegion", StringComparison.OrdinalIgnoreCase) && resource.Region is { } region)
            {
                value = region;
            }

            if (value is { } known && !stated.TryGetValue(key, out _))
            {
                (derived ??= []).Add(KeyValuePair.Create(key, known));
            }
        }

        return derived is null ? stated : new RequestContext(stated.Concat(derived));
    }

    // What a request through an endpoint has, unless it was stated otherwise.
    internal static RequestContext WithEndpoint(AwsVpcEndpoint endpoint, RequestContext stated)
    {
        RequestContext context = stated.TryGetValue("aws:SourceVpce", out _) ? stated : stated.With("aws:SourceVpce", endpoint.Id);
        // CTX-7: the address of a request through an endpoint is aws:VpcSourceIp.
        context = stated.TryGetValue("aws:SourceIp", out _) ? context : context.With("aws:SourceIp", ContextValue.Absent);
        return endpoint.VpcId is { } vpc && !stated.TryGetValue("aws:SourceVpc", out _) ? context.With("aws:SourceVpc", vpc) : context;
    }

    private static bool IsMissingTag(string key, string prefix, ImmutableDictionary<string, string> tags) =>
        key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !tags.Keys.Any(tag => key.AsSpan(prefix.Length).Equals(tag, StringComparison.OrdinalIgnoreCase));
}

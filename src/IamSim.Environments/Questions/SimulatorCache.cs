using System.Collections.Concurrent;
using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>Compiles the policies of a caller and a resource, once for all callers and resources with the same ones. Thread-safe.</summary>
internal sealed class SimulatorCache
{
    // What is compiled is small, for documents are shared; still, pairs are many.
    private const int MaximumKept = 50_000;

    // Policies that AWS holds may be older than today's checks.
    public static EvaluationOptions Lenient { get; } = EvaluationOptions.Default with { Lenient = true };

    /// <summary>Stands for the identity policies of a caller whose account nobody knows.</summary>
    public static PolicyDocument AllowsEverything { get; } =
        PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Sid":"AssumedOfAnotherAccount","Effect":"Allow","Action":"*","Resource":"*"}}""", "assumed: the caller's account allows it everything");

    private readonly ConcurrentDictionary<(int Caller, int Resource), CompiledPair> _pairs = new();

    /// <summary>The simulator for a caller and a resource.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="resource">The resource; <c>null</c> for the policies of the caller alone.</param>
    /// <param name="stated">What else is stated: session policies and a VPC endpoint come with a single question.</param>
    /// <param name="gaps">Policies that had to be left out, since not even a lenient compile accepts them.</param>
    public Simulator Get(CallerProfile caller, ResourceProfile? resource, AccessConditions stated, out ImmutableArray<EnvironmentGap> gaps)
    {
        CompiledPair pair = Get(caller, resource, stated);
        gaps = pair.Gaps;
        return pair.Simulator;
    }

    /// <summary>The policies of a caller and a resource.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="resource">The resource; <c>null</c> for the policies of the caller alone.</param>
    /// <param name="stated">What else is stated.</param>
    public CompiledPair Get(CallerProfile caller, ResourceProfile? resource, AccessConditions stated)
    {
        (int, int) key = (caller.PoliciesKey, resource?.PoliciesKey ?? -1);
        if (stated.SessionPolicies is not null || stated.VpcEndpoint?.Policy is not null)
        {
            return GetOnce(caller, resource, stated);
        }

        if (!_pairs.TryGetValue(key, out CompiledPair? pair))
        {
            if (_pairs.Count >= MaximumKept)
            {
                _pairs.Clear();
            }

            pair = _pairs.GetOrAdd(key, GetOnce(caller, resource, AccessConditions.None));
        }

        return pair;
    }

    /// <summary>The same without remembering it, for questions that come to each pair once.</summary>
    public static CompiledPair GetOnce(CallerProfile caller, ResourceProfile? resource, AccessConditions stated) => Compile(caller, resource, stated, static policy => policy.Content.Document!);

    /// <summary>The same with the documents in their places of the files, for explanations.</summary>
    public static Simulator Explain(CallerProfile caller, ResourceProfile? resource, AccessConditions stated) => GetPlaced(caller, resource, stated).Simulator;

    /// <summary>The same, with what could be where policies are not known.</summary>
    public static CompiledPair GetPlaced(CallerProfile caller, ResourceProfile? resource, AccessConditions stated) => Compile(caller, resource, stated, static policy => policy.Document!);

    private static CompiledPair Compile(CallerProfile caller, ResourceProfile? resource, AccessConditions stated, Func<EnvironmentPolicy, PolicyDocument> documentOf)
    {
        var refused = new HashSet<SourceText>();
        var gaps = ImmutableArray.CreateBuilder<EnvironmentGap>();
        while (true)
        {
            PolicySet set = ToPolicySet(caller, resource, stated, policy => refused.Contains(documentOf(policy).Source) ? null : documentOf(policy)) with
            {
                // Of session policies none are left where all are refused, and none allow nothing (EVAL-31).
                Session = stated.SessionPolicies?.RemoveAll(document => refused.Contains(document.Source)),
            };
            if (Simulator.TryCompile(set, Lenient, null, out Simulator? simulator, out IReadOnlyList<Diagnostic> diagnostics))
            {
                return new CompiledPair(simulator, gaps.ToImmutable());
            }

            foreach (Diagnostic error in diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).DistinctBy(static diagnostic => diagnostic.Source))
            {
                refused.Add(error.Source);
                gaps.Add(new EnvironmentGap(EnvironmentGapKind.UnreadablePolicy, error.Source.Name ?? "a policy", $"{error.Source.Name} is no policy that AWS can hold: {error.Message}") { Layers = LayersOf(error.Source) });
            }
        }

        UnknownLayers LayersOf(SourceText source)
        {
            bool IsHeld(IEnumerable<EnvironmentPolicy?> policies) => policies.Any(policy => policy is not null && documentOf(policy).Source == source);
            return (IsHeld(caller.IdentityPolicies ?? []) ? UnknownLayers.Identity : UnknownLayers.None)
                | (IsHeld([caller.PermissionsBoundary, stated.VpcEndpoint?.Policy is { Content.Document: not null } endpoint ? endpoint : null]) ? UnknownLayers.Limits : UnknownLayers.None)
                | (IsHeld((caller.ServiceControlPolicies ?? []).SelectMany(static level => level)) ? UnknownLayers.ServiceControl : UnknownLayers.None)
                | (IsHeld((resource?.ResourceControlPolicies ?? []).SelectMany(static level => level)) ? UnknownLayers.ResourceControl : UnknownLayers.None)
                | (IsHeld([resource?.Policy]) ? UnknownLayers.Resource : UnknownLayers.None)
                | (stated.SessionPolicies is { } session && session.Any(document => document.Source == source) ? UnknownLayers.Session : UnknownLayers.None);
        }
    }

    private static PolicySet ToPolicySet(CallerProfile caller, ResourceProfile? resource, AccessConditions stated, Func<EnvironmentPolicy, PolicyDocument?> documentOf) => new()
    {
        Identity = caller.IdentityPolicies is { } identity ? Documents(identity, documentOf) : [AllowsEverything],
        PermissionsBoundary = caller.PermissionsBoundary is { } boundary ? documentOf(boundary) : null,
        VpcEndpoint = stated.VpcEndpoint?.Policy is { Content.Document: not null } endpoint ? documentOf(endpoint) : null,
        VpcEndpointType = stated.VpcEndpoint?.Type ?? VpcEndpointType.Interface,
        ServiceControlPolicies = Levels(caller.ServiceControlPolicies, documentOf),
        Organization = caller.Organization,
        Resource = resource?.Policy is { } policy ? documentOf(policy) : null,
        ResourcePolicyKind = resource?.PolicyKind ?? ResourcePolicyKind.General,
        ResourceControlPolicies = Levels(resource?.ResourceControlPolicies, documentOf),
        ResourceOrganization = resource?.Organization,
    };

    private static ImmutableArray<ImmutableArray<PolicyDocument>>? Levels(ImmutableArray<ImmutableArray<EnvironmentPolicy>>? levels, Func<EnvironmentPolicy, PolicyDocument?> documentOf) =>
        levels is { } all ? [.. all.Select(level => Documents(level, documentOf))] : null;

    private static ImmutableArray<PolicyDocument> Documents(ImmutableArray<EnvironmentPolicy> policies, Func<EnvironmentPolicy, PolicyDocument?> documentOf) =>
        [.. policies.Select(documentOf).OfType<PolicyDocument>()];
}

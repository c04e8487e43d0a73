using System.Collections.Immutable;
using IamSim.Batches;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>Finds what the policies of known resources change for one caller, by asking the engine with each and without it.</summary>
internal sealed class ResourcePolicySurvey(EnvironmentAnalyzer analyzer, EnvironmentProfiles profiles, CallerProfile caller, WhatCanOptions options)
{
    public ImmutableArray<ResourcePolicyEffect> Run(CancellationToken cancellation)
    {
        var effects = ImmutableArray.CreateBuilder<ResourcePolicyEffect>();
        foreach (EnvironmentResource resource in analyzer.Environment.Resources)
        {
            cancellation.ThrowIfCancellationRequested();
            if (resource.Policy?.Content.Document is not null || resource.KmsGrants is { Length: > 0 })
            {
                AddEffects(resource, effects);
            }
        }

        return effects.ToImmutable();
    }

    private void AddEffects(EnvironmentResource resource, ImmutableArray<ResourcePolicyEffect>.Builder effects)
    {
        ResourceProfile with = profiles.Resource(resource, RestApi.InvokedAs(resource) ?? resource.Arn);
        CompiledPair policies = SimulatorCache.GetOnce(caller, with, options.Conditions);
        Simulator simulator = policies.Simulator;
        CompiledStatement[] own = StatementsOf(simulator, PolicyKind.Resource);
        if (!own.Any(statement => Reaches(statement, with)) && !with.Resource.KmsGrants.Any(IsNamedBy))
        {
            return;
        }

        var bare = new CompiledPair(Simulator.Compile(simulator.Policies with { Resource = null }, simulator.Options), policies.Gaps);
        foreach (string target in TargetsOf(with, own.Where(statement => Reaches(statement, with)), StatementsOf(simulator, PolicyKind.Identity)))
        {
            AddEffects(resource, with, target, policies, bare, effects);
        }
    }

    private void AddEffects(EnvironmentResource resource, ResourceProfile with, string target, CompiledPair policies, CompiledPair bare, ImmutableArray<ResourcePolicyEffect>.Builder effects)
    {
        string example = target == with.Resource.Arn ? target : ExampleArn.Of(target, caller.Principal);
        ActionClasses classes = ActionClasses.Of(analyzer.ActionsFor(options with { Resource = example }), [.. FoldedRows.EntriesOf(policies.Simulator.Policies), .. with.Resource.KmsGrants.SelectMany(static grant => grant.Operations).Select(static operation => $"kms:{operation}")]);
        RequestResource asked = target == with.Resource.Arn ? with.Resource : profiles.Resource(resource, example).Resource;
        RequestResource ungranted = asked with { KmsGrants = [] };
        int[][] members = classes.Members();
        IEnumerable<IGrouping<(AccessState Without, AccessState With), int>> found = Enumerable.Range(0, classes.Count)
            .GroupBy(i => (StateOf(bare, with, classes.Representatives[i], ungranted), StateOf(policies, with, classes.Representatives[i], asked)));
        foreach (IGrouping<(AccessState Without, AccessState With), int> alike in found.Where(static group => group.Key.Without != group.Key.With).OrderByDescending(static group => group.Key.With))
        {
            ActionName[] changed = [.. alike.SelectMany(each => members[each]).Select(action => classes.Actions[action])];
            effects.Add(new ResourcePolicyEffect(target, [.. analyzer.Cover.Write(changed)], changed.Length, alike.Key.Without, alike.Key.With));
        }
    }

    // The resource, and what its policy and those of the caller name of what it holds.
    private static IEnumerable<string> TargetsOf(ResourceProfile resource, IEnumerable<CompiledStatement> own, IEnumerable<CompiledStatement> identity)
    {
        string arn = resource.Resource.Arn;
        bool isBucket = resource.PolicyKind == ResourcePolicyKind.S3Bucket;
        string[] named = [.. own.SelectMany(EntriesOf)];
        IEnumerable<string> targets = PolicyTargets.Of(arn, PolicyTargets.HoldsMore(arn, resource.PolicyKind), named.Concat(identity.Where(static statement => statement.Effect == PolicyEffect.Allow).SelectMany(EntriesOf)));
        // Policies of buckets and keys speak of nothing else (KMS-9); those of other services name things under names of their own, as for execute-api.
        return isBucket || resource.PolicyKind == ResourcePolicyKind.KmsKey ? targets : targets.Concat(named.Where(entry => entry != "*" && !PolicyTargets.Concerns(arn, isBucket, entry))).Distinct(StringComparer.Ordinal);
    }

    private static CompiledStatement[] StatementsOf(Simulator simulator, PolicyKind kind) =>
        [.. (simulator.CompiledPolicies[kind]?.Levels ?? []).SelectMany(static level => level).Distinct().SelectMany(static policy => policy.Statements)];

    private bool IsNamedBy(KmsGrant grant) => Array.Exists([grant.Grantee, grant.Retiring], named => named is not null && named.AccountId == caller.Principal.AccountId);

    private bool Reaches(CompiledStatement statement, ResourceProfile resource) =>
        statement.Principals is null || TrustedSessions.Of(caller, resource).Prepend(caller.Principal).Any(principal => statement.Principals.Reaches(principal, statement.Effect == PolicyEffect.Deny, caller.PermissionsBoundary is not null, ImmutableDictionary<string, string>.Empty) != GrantClass.None);

    // What a statement with NotResource covers is not named.
    private static IEnumerable<string> EntriesOf(CompiledStatement statement) =>
        statement.CoversEveryResource || statement.ResourcesAreExcluded ? ["*"] : statement.Source.Resource!.Values.Select(static value => value.Text);

    private AccessState StateOf(CompiledPair policies, ResourceProfile side, ActionName action, RequestResource asked)
    {
        RequestContext context = EnvironmentAnalyzer.ContextOf(policies.Simulator, caller, side, options.Conditions);
        var request = new AccessRequest(caller.Principal, action, asked) { Context = context, RequestTags = options.Conditions.RequestTags, Time = options.Conditions.Time };
        return analyzer.Answer(policies, caller, side, options.Conditions, request, EnvironmentAnalyzer.GapsOf(policies, caller, side)).State;
    }
}

using System.Collections.Immutable;
using IamSim.Batches;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Identifiers;

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
            if (resource.Policy?.Content.Document is not null)
            {
                AddEffects(resource, effects);
            }
        }

        return effects.ToImmutable();
    }

    private void AddEffects(EnvironmentResource resource, ImmutableArray<ResourcePolicyEffect>.Builder effects)
    {
        ResourceProfile with = profiles.Resource(resource, resource.Arn);
        Simulator simulator = SimulatorCache.GetOnce(caller, with, options.Conditions, out _);
        CompiledStatement[] own = [.. (simulator.CompiledPolicies[Policies.PolicyKind.Resource]?.Levels ?? []).SelectMany(static level => level).SelectMany(static policy => policy.Statements)];
        if (!own.Any(Reaches))
        {
            return;
        }

        ImmutableArray<ActionName> actions = analyzer.ActionsFor(options with { Resource = resource.Arn });
        ActionClasses classes = ActionClasses.Of(actions, FoldedRows.EntriesOf(simulator.Policies));
        Simulator bare = Simulator.Compile(simulator.Policies with { Resource = null }, simulator.Options);
        var found = new Dictionary<(string Arn, AccessState Without, AccessState With), List<int>>();
        for (int i = 0; i < classes.Count; i++)
        {
            ActionName action = classes.Representatives[i];
            // The resource itself, and what the statements name below it.
            IEnumerable<string> below = own.Where(statement => statement.MatchesAction(action.Folded) && Reaches(statement)).SelectMany(ArnsOf).Prepend(resource.Arn);
            foreach (string arn in below.Distinct(StringComparer.Ordinal))
            {
                RequestResource asked = with.Resource.Arn == arn ? with.Resource : profiles.Resource(resource, ExampleArn.Of(arn, caller.Principal)).Resource;
                (AccessState without, AccessState state) = (StateOf(bare, with, action, asked), StateOf(simulator, with, action, asked));
                if (without != state)
                {
                    (found.TryGetValue((arn, without, state), out List<int>? known) ? known : found[(arn, without, state)] = []).Add(i);
                }
            }
        }

        int[][] members = classes.Members();
        foreach (((string arn, AccessState without, AccessState state), List<int> alike) in found.OrderBy(static pair => pair.Key.Arn, StringComparer.Ordinal).ThenByDescending(static pair => pair.Key.With))
        {
            ActionName[] changed = [.. alike.SelectMany(each => members[each]).Select(action => classes.Actions[action])];
            effects.Add(new ResourcePolicyEffect(arn, [.. analyzer.Cover.Write(changed)], changed.Length, without, state));
        }
    }

    private bool Reaches(CompiledStatement statement) =>
        statement.Principals is null || statement.Principals.Reaches(caller.Principal, statement.Effect == Policies.PolicyEffect.Deny, caller.PermissionsBoundary is not null, ImmutableDictionary<string, string>.Empty) != GrantClass.None;

    private static IEnumerable<string> ArnsOf(CompiledStatement statement) =>
        statement.CoversEveryResource || statement.ResourcesAreExcluded ? [] : statement.Source.Resource!.Values.Select(static value => value.Text).Where(static text => text != "*");

    private AccessState StateOf(Simulator simulator, ResourceProfile side, ActionName action, RequestResource asked)
    {
        RequestContext context = EnvironmentAnalyzer.ContextOf(simulator, caller, side, options.Conditions);
        var request = new AccessRequest(caller.Principal, action, asked) { Context = context, RequestTags = options.Conditions.RequestTags, Time = options.Conditions.Time };
        return new AccessAnswer(analyzer, caller, side, options.Conditions, request, simulator.Evaluate(request), simulator.EvaluatePartial(request), [.. caller.Gaps.Concat(side.Gaps)]).State;
    }
}

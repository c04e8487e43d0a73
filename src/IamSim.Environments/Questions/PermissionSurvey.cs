using System.Collections.Immutable;
using IamSim.Batches;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;
using IamSim.Policies;
using IamSim.ServiceData;
using IamSim.Services;

namespace IamSim.Environments.Questions;

/// <summary>Answers what one caller can do. Used once.</summary>
internal sealed class PermissionSurvey
{
    private readonly EnvironmentAnalyzer _analyzer;
    private readonly EnvironmentProfiles _profiles;
    private readonly CallerProfile _caller;
    private readonly WhatCanOptions _options;
    private readonly ResourceProfile _side;
    private readonly CompiledPair _policies;
    private readonly Simulator _simulator;
    private readonly RequestContext _context;
    private readonly ImmutableArray<EnvironmentGap> _gaps;
    private readonly RowCertainty _certainty;
    private readonly ActionClasses _classes;

    public PermissionSurvey(EnvironmentAnalyzer analyzer, EnvironmentProfiles profiles, CallerProfile caller, WhatCanOptions options)
    {
        (_analyzer, _profiles, _caller, _options) = (analyzer, profiles, caller, options);
        ImmutableArray<ActionName> actions = analyzer.ActionsFor(options);
        _side = options.Resource is { } resource ? profiles.Resource(resource, actions.IsEmpty ? "none:None" : actions[0])
            : caller.Principal.HasAccount ? profiles.InAccount(caller.Principal.AccountId)
            : new ResourceProfile { Resource = new RequestResource("*") };
        _policies = SimulatorCache.GetOnce(caller, _side, options.Conditions);
        _simulator = _policies.Simulator;
        _context = EnvironmentAnalyzer.ContextOf(_simulator, caller, _side, options.Conditions);
        _gaps = EnvironmentAnalyzer.GapsOf(_policies, caller, _side);
        _certainty = PermissionRows.CertaintyOf(_gaps);
        _classes = ActionClasses.Of(actions, FoldedRows.EntriesOf(_simulator.Policies));
    }

    public EffectivePermissions Run(CancellationToken cancellation)
    {
        AccessState[] states = _options.Resource is null ? Settle(StatesOf(_simulator)) : [.. _classes.Representatives.Select(action => StateOf(_policies, action, _gaps))];
        ImmutableArray<(ActionName Action, AccessState State)> all = [.. _classes.Actions.Select((action, i) => (action, states[_classes.ClassOf(i)]))];
        (int granted, ImmutableArray<RemovedPermissions> removed) = FindRemoved();
        // Told with the places of the statements in their files.
        CompiledPair placed = SimulatorCache.GetPlaced(_caller, _side, _options.Conditions);
        var result = new EffectivePermissions(_caller.Principal, _options.Resource, all)
        {
            Services = CountByService(all),
            Grants = new GrantFinder(_analyzer, _caller, _side, placed, _options.Conditions, _context, _gaps).Find(_classes, states, _options.Resource),
            Denials = _options.Resource is null ? FindDenials(placed.Simulator, states) : [],
            GrantedCount = granted,
            Removed = removed,
            ResourcePolicies = _options.Resource is null ? new ResourcePolicySurvey(_analyzer, _profiles, _caller, _options).Run(cancellation) : [],
            Gaps = _gaps,
        };
        return result.WithEntries(_analyzer.Cover);
    }

    private AccessState[] StatesOf(Simulator simulator)
    {
        if (_options.Resource is null)
        {
            var builder = new PermissionRowBuilder(_classes.Universe);
            var row = new SettledRow(builder.Build(new GridPrincipal(simulator, _caller.Principal) { Context = _context }));
            return [.. Enumerable.Range(0, _classes.Count).Select(i => row.StateOf(_classes.BitOf(i)))];
        }

        return [.. _classes.Representatives.Select(action => StateOf(new CompiledPair(simulator, []), action, []))];
    }

    private AccessState StateOf(CompiledPair policies, ActionName action, ImmutableArray<EnvironmentGap> gaps)
    {
        var request = new AccessRequest(_caller.Principal, action, _side.Resource) { Context = _context, RequestTags = _options.Conditions.RequestTags, Time = _options.Conditions.Time };
        return _analyzer.Answer(policies, _caller, _side, _options.Conditions, request, gaps).State;
    }

    // As AccessAnswer.State has it, and the matrix.
    private AccessState[] Settle(AccessState[] states)
    {
        if (_certainty == RowCertainty.Full)
        {
            return states;
        }

        AccessState[] possible = states;
        if (_certainty == RowCertainty.OfImpossible)
        {
            possible = StatesOf(_policies.Possible(UnknownPolicies.LayersOf(_gaps)));
        }

        return [.. possible.Select(static state => state == AccessState.Denied ? AccessState.Denied : AccessState.Depends)];
    }

    private (int Granted, ImmutableArray<RemovedPermissions> Removed) FindRemoved()
    {
        var removed = ImmutableArray.CreateBuilder<RemovedPermissions>();
        AccessState[]? before = null;
        int granted = 0;
        foreach ((DecisionSource layer, PolicySet set) in PermissionLayers.Of(_simulator.Policies))
        {
            AccessState[] after = StatesOf(Simulator.Compile(set, _simulator.Options));
            if (before is null)
            {
                granted = Members(i => after[i] != AccessState.Denied).Length;
            }
            else
            {
                AccessState[] earlier = before;
                ActionName[] gone = Members(i => earlier[i] != AccessState.Denied && after[i] == AccessState.Denied);
                ActionName[] limited = Members(i => earlier[i] == AccessState.Allowed && after[i] == AccessState.Depends);
                if (gone.Length + limited.Length > 0)
                {
                    removed.Add(new RemovedPermissions(layer, [.. _analyzer.Cover.Write(gone)], gone.Length, [.. _analyzer.Cover.Write(limited)], limited.Length));
                }
            }

            before = after;
        }

        return (granted, removed.ToImmutable());
    }

    private ImmutableArray<EffectiveDenial> FindDenials(Simulator placed, AccessState[] states)
    {
        var denials = ImmutableArray.CreateBuilder<EffectiveDenial>();
        foreach ((CompiledStatement statement, DecisionSource layer) in new StatementReach(new GridPrincipal(placed, _caller.Principal) { Context = _context }).Find(PolicyEffect.Deny))
        {
            // RCP-5: those policies reach some services only.
            ActionName[] reached = Members(i => states[i] != AccessState.Denied
                && statement.MatchesAction(_classes.Representatives[i].Folded)
                && (layer != DecisionSource.ResourceControl || ActionTraits.Of(_classes.Representatives[i].Identity!).IsUnderResourceControl));
            if (reached.Length > 0)
            {
                denials.Add(new EffectiveDenial([.. _analyzer.Cover.Write(reached)], reached.Length, layer, statement.Source));
            }
        }

        return denials.ToImmutable();
    }

    private ActionName[] Members(Func<int, bool> isChosen)
    {
        bool[] chosen = [.. Enumerable.Range(0, _classes.Count).Select(isChosen)];
        return [.. _classes.Actions.Where((_, i) => chosen[_classes.ClassOf(i)])];
    }

    private ImmutableArray<ServicePermissions> CountByService(ImmutableArray<(ActionName Action, AccessState State)> states) =>
    [
        .. states.GroupBy(static pair => pair.Action.Service, StringComparer.Ordinal)
            .Where(static service => service.Any(static pair => pair.State != AccessState.Denied))
            .OrderBy(static service => service.Key, StringComparer.Ordinal)
            .Select(service => new ServicePermissions(
                service.Key,
                [
                    .. service.GroupBy(pair => _analyzer.Services.FindAction(pair.Action.Text)?.AccessLevel ?? AccessLevel.Unknown)
                        .Select(static level => new AccessLevelPermissions(level.Key, level.Count(static pair => pair.State == AccessState.Allowed), level.Count(static pair => pair.State == AccessState.Depends), level.Count()))
                        .Where(static level => level.Allowed + level.Depends > 0)
                        .OrderBy(static level => level.Level),
                ])),
    ];
}

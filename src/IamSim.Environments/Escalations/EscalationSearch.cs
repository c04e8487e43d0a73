using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Escalations;

/// <summary>Looks for the ways of principals to more: single steps on every target, and the shortest chains to administrators. For one thread.</summary>
internal sealed class EscalationSearch
{
    private static readonly ImmutableArray<EscalationPath> AssumeRole = [.. EscalationCatalog.All.Where(static path => path.Target == EscalationTargetKind.AnyRole)];

    private readonly AwsEnvironment _environment;
    private readonly EscalationOptions _options;
    private readonly PrivilegeRows _rows;
    private readonly EscalationStates _states;
    private readonly EscalationTargets _targets;
    private readonly EscalationDecisions _decisions;
    private readonly Dictionary<(string, int), ImmutableArray<EscalationStep>> _steps = [];
    private readonly Dictionary<(string, int), bool> _rules = [];

    public EscalationSearch(EnvironmentAnalyzer analyzer, EnvironmentProfiles profiles, SimulatorCache simulators, EscalationOptions options)
    {
        _environment = analyzer.Environment;
        _options = options;
        _decisions = new EscalationDecisions(analyzer, profiles, options);
        _rows = new PrivilegeRows(analyzer.Services, simulators, profiles, accountId => _decisions.Stated(Conditions.RequestContext.Empty, _decisions.RegionsOf(accountId) is [var only] ? only : null));
        _states = new EscalationStates(_environment, profiles, _rows);
        _targets = new EscalationTargets(_environment, _states, _decisions.Ask, state => _rows.IsPossible(state.Row, "sts:AssumeRole"), profiles);
    }

    public EscalationReport Run(CancellationToken cancellationToken)
    {
        var open = ImmutableArray.CreateBuilder<EscalationFinding>();
        var closed = ImmutableArray.CreateBuilder<EscalationFinding>();
        var administrators = ImmutableArray.CreateBuilder<IamPrincipal>();
        var conditional = ImmutableArray.CreateBuilder<IamPrincipal>();
        IEnumerable<IamPrincipal> principals = _environment.Principals.Where(principal =>
            principal is not IamRole { IsServiceLinked: true } && (_options.From.IsEmpty || _options.From.Contains(principal.Arn, StringComparer.Ordinal)));
        int count = 0;
        foreach (IamPrincipal principal in principals)
        {
            cancellationToken.ThrowIfCancellationRequested();
            count++;
            EscalationState start = _states.Of(principal);
            bool rules = Rules(start);
            if (rules)
            {
                (start.IsAdministrator ? administrators : conditional).Add(principal);
            }

            EscalationFinding[] direct = [.. StepsOf(start).Select(step => ToFinding(start, [step])).OfType<EscalationFinding>()];
            open.AddRange(direct);
            open.AddRange(FindChains(start, direct, cancellationToken));
            if (_options.IncludesClosed && !rules)
            {
                closed.AddRange(FindClosed(start, direct));
            }
        }

        return new EscalationReport(open.ToImmutable(), closed.ToImmutable(), administrators.ToImmutable(), conditional.ToImmutable(), count);
    }

    /// <summary>What a state may take: every path on every target, as far as it is not denied.</summary>
    private ImmutableArray<EscalationStep> StepsOf(EscalationState actor)
    {
        if (!_steps.TryGetValue(actor.Key, out ImmutableArray<EscalationStep> steps))
        {
            // An administrator has its own account already.
            IEnumerable<EscalationPath> paths = actor.IsAdministrator ? AssumeRole : EscalationCatalog.All;
            ulong[] granted = _rows.Granted(actor.Profile);
            steps = [.. paths.Where(path => MayBePossible(actor, path, granted)).SelectMany(path => Take(actor, path, decidesAll: false))];
            _steps.Add(actor.Key, steps);
        }

        return steps;
    }

    // Sound, for a row denies what no resource and no context key can allow, and no resource of IAM grants anything by itself. But a trust
    // policy can let in whom its own policies do not.
    private bool MayBePossible(EscalationState actor, EscalationPath path, ulong[] granted) => path.Requirements.All(requirement =>
        requirement.Action.Service is "sts" || (_rows.IsPossible(actor.Row, requirement.Action) && (requirement.Action.Service is not "iam" || _rows.Contains(granted, requirement.Action))));

    private IEnumerable<EscalationStep> Take(EscalationState actor, EscalationPath path, bool decidesAll)
    {
        foreach (EscalationTarget target in _targets.Find(actor, path))
        {
            if (_decisions.Decide(actor, path, target, decidesAll) is { } attempt)
            {
                EscalationState gained = attempt.GainsLess ? target.LesserGain!() : target.Gain(target.IsNew ? attempt.Target : attempt.Name);
                if (gained.Key != actor.Key)
                {
                    yield return new EscalationStep(actor, path, target with { Name = attempt.Target }, gained, attempt.Answers, attempt.State);
                }

                // Those that follow are the same with a boundary.
                if (target.IsNew && attempt.State == AccessState.Allowed)
                {
                    yield break;
                }
            }
        }
    }

    private EscalationFinding? ToFinding(EscalationState start, ImmutableArray<EscalationStep> steps)
    {
        EscalationState end = steps[^1].GainedState;
        int added = PrivilegeRows.CountNew(start.Row, end.Row);
        bool counts = end.Identity.AccountId == start.Identity.AccountId || !end.IsAdministrator ? added > 0 && !Rules(start) : !RulesOrganization(start);
        // To be let into a role is a delegation; it counts where it ends at an administrator.
        bool isDelegation = steps.All(static step => step.Path.Target == EscalationTargetKind.AnyRole);
        return counts && (end.IsAdministrator || !(isDelegation || _options.OnlyToAdministrators)) ? new EscalationFinding(start.Identity, steps, added, end.IsAdministrator) : null;
    }

    /// <summary>Whether a state is an administrator, or one once a request has what its policies ask for.</summary>
    private bool Rules(EscalationState state)
    {
        if (!_rules.TryGetValue(state.Key, out bool rules))
        {
            rules = state.IsAdministrator || RulesUnderConditions(state);
            _rules.Add(state.Key, rules);
        }

        return rules;
    }

    // A condition on a key of IAM is another thing: it says which policies and which boundaries.
    private bool RulesUnderConditions(EscalationState state)
    {
        if (!PrivilegeRows.Ruling.All(action => _rows.IsPossible(state.Row, action)))
        {
            return false;
        }

        EscalationState freest = _states.WithEverything(_states.WithoutBoundary(state));
        string[] measure = [.. PrivilegeRows.Ruling.Where(action => IsOpen(freest, action))];
        return measure.Length > 0 && measure.All(action => IsOpen(state, action));
    }

    private bool IsOpen(EscalationState state, ActionName action)
    {
        string kind = action.Text.Contains("User", StringComparison.Ordinal) ? "user" : action.Text.Contains("Role", StringComparison.Ordinal) ? "role" : "policy";
        string[] parts = state.Identity.Arn.Split(':');
        AccessAnswer answer = _decisions.Ask(state.Profile, action, $"arn:{parts[1]}:iam::{state.Identity.AccountId}:{kind}/anything");
        return EscalationDecisions.Certainty(answer) != AccessState.Denied && answer.Partial.DecidingKeys.All(static key => key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase));
    }

    // The management account has roles in every account that it made.
    private bool RulesOrganization(EscalationState state) => Rules(state) && state.Identity.AccountId == _environment.Organization?.ManagementAccountId;

    /// <summary>The shortest chain to an administrator of each account in which no single step leads to one: of chains that are certain if there is one.</summary>
    private IEnumerable<EscalationFinding> FindChains(EscalationState start, EscalationFinding[] direct, CancellationToken cancellationToken)
    {
        HashSet<string> reached = [.. direct.Where(static finding => finding.IsAdministrator).Select(static finding => finding.Gained.AccountId)];
        if (Rules(start))
        {
            reached.Add(start.Identity.AccountId);
        }

        foreach (AccessState least in new[] { AccessState.Allowed, AccessState.Depends })
        {
            foreach (EscalationFinding finding in FindChains(start, least, cancellationToken).Where(finding => reached.Add(finding.Gained.AccountId)).ToArray())
            {
                yield return finding;
            }
        }
    }

    // Breadth first, so that the first chain to an account is a shortest one. A state is looked at once: cycles end.
    private List<EscalationFinding> FindChains(EscalationState start, AccessState least, CancellationToken cancellationToken)
    {
        var findings = new List<EscalationFinding>();
        HashSet<(string, int)> seen = [start.Key];
        List<(EscalationState State, ImmutableArray<EscalationStep> Steps)> level = [(start, [])];
        for (int length = 1; length <= _options.MaximumSteps && level.Count > 0; length++)
        {
            var next = new List<(EscalationState, ImmutableArray<EscalationStep>)>();
            foreach ((EscalationState state, ImmutableArray<EscalationStep> steps) in level)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (EscalationStep step in StepsOf(state).Where(step => step.State >= least && seen.Add(step.GainedState.Key)))
                {
                    ImmutableArray<EscalationStep> chain = steps.Add(step);
                    if (length > 1 && step.GainedState.IsAdministrator && ToFinding(start, chain) is { } finding)
                    {
                        findings.Add(finding);
                    }

                    next.Add((step.GainedState, chain));
                }
            }

            level = next;
        }

        return findings;
    }

    /// <summary>The steps that identity policies grant but something denies, where no other target or name opens the path to the same end.</summary>
    private IEnumerable<EscalationFinding> FindClosed(EscalationState start, EscalationFinding[] direct)
    {
        ulong[] granted = _rows.Granted(start.Profile);
        bool IsGranted(ActionName action) => action.Service is "sts" || _rows.Contains(granted, action);
        return EscalationCatalog.All
            .Where(path => path.Target != EscalationTargetKind.AnyRole && path.Requirements.All(requirement => IsGranted(requirement.Action)))
            .SelectMany(path => Take(start, path, decidesAll: true))
            .Where(step => step.State == AccessState.Denied && step.Answers.All(answer => IsOpenOrGranted(start, answer)))
            .Where(step => !direct.Any(finding => finding.Steps[0].Path == step.Path && finding.Steps[0].Target == step.Target))
            .Select(step => ToFinding(start, [step]))
            .OfType<EscalationFinding>();
    }

    private static bool IsOpenOrGranted(EscalationState start, AccessAnswer answer)
    {
        bool isOpen = EscalationDecisions.Certainty(answer) != AccessState.Denied;
        if (isOpen || answer.Request.Principal != start.Profile.Principal)
        {
            return isOpen;
        }

        // What a trust policy does not let in was never open.
        return answer.Decision.BlockedBy != DecisionSources.Resource
            && answer.Explain().Checks[0].Layers.Where(static layer => layer.Kind == PolicyKind.Identity).SelectMany(static layer => layer.Statements)
                .Any(static statement => statement is { Effect: PolicyEffect.Allow, Outcome: StatementOutcome.Matched });
    }
}

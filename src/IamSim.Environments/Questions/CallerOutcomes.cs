using IamSim.Batches;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Evaluation;
using IamSim.Identifiers;

namespace IamSim.Environments.Questions;

/// <summary>
/// What the statements of a policy set make of a caller, as far as callers differ: whether they reach it, and whether their conditions hold with
/// unknown keys standing against it and for it. Callers of the same kind with the same outcomes have the same row. Immutable.
/// </summary>
internal sealed class CallerOutcomes
{
    private readonly Simulator _simulator;
    private readonly CompiledStatement[] _telling;

    public CallerOutcomes(Simulator simulator)
    {
        _simulator = simulator;
        _telling =
        [
            .. simulator.CompiledPolicies.LayersBySlot.OfType<CompiledLayer>()
                .SelectMany(static layer => layer.Levels)
                .SelectMany(static level => level)
                .Distinct()
                .SelectMany(static policy => policy.Statements)
                .Where(TellsCallersApart),
        ];
    }

    /// <summary>The outcomes as a text of one letter for each.</summary>
    public string Of(GridPrincipal caller)
    {
        if (_telling.Length == 0)
        {
            return "";
        }

        CompiledPolicySet set = _simulator.CompiledPolicies;
        EvaluationContext context = EvaluationContext.Rent();
        AccessRequest request = context.Scratch;
        request.Fill(caller.Principal, PermissionRowBuilder.Probe, caller.Context);
        context.Begin(set, request, PermissionRowBuilder.PreparedProbe.Traits, _simulator.TimeProvider, UnknownContextKeys.Unstated);
        var check = new AuthorizationCheck(set, request, PermissionRowBuilder.PreparedProbe, RequestResource.Bare);
        context.Select(RequestResource.Bare, check.Owner);
        var outcomes = new char[_telling.Length];
        for (int i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = (char)('0' + Of(_telling[i], in check, context));
        }

        context.Return();
        return new string(outcomes);
    }

    private static int Of(CompiledStatement statement, in AuthorizationCheck check, EvaluationContext context)
    {
        int reached = statement.Principals is null ? 0 : (int)check.Reaches(statement);
        context.AssumesUnknown = true;
        int favorable = statement.MatchesConditions(context) ? 1 : 0;
        context.AssumesUnknown = false;
        int unfavorable = statement.MatchesConditions(context) ? 1 : 0;
        return (reached * 4) + (favorable * 2) + unfavorable;
    }

    private static bool TellsCallersApart(CompiledStatement statement) =>
        (statement.Principals is { } principals && (principals.IsNegated || Array.Exists(principals.Entries, static entry => entry.Form != PrincipalForm.Everyone)))
        || Array.Exists(statement.Conditions, static condition => IsOfCaller(condition.Key) || condition.Source.Variables.Any(IsOfCaller));

    private static bool IsOfCaller(ContextKey key) => key.Global is not (GlobalKey.None or GlobalKey.CurrentTime or GlobalKey.EpochTime or GlobalKey.RequestTag or GlobalKey.ResourceTag);
}

using IamSim.Compilation;
using IamSim.Evaluation;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>
/// Asks whether a case can notice that a statement is changed: where the old and the new one match alike, everything else being as it was,
/// the answer is the same. Much cheaper than compiling the changed policies; the test is the evaluator's own.
/// </summary>
internal static class StatementProbe
{
    /// <summary>Whether the answer to a request may differ.</summary>
    /// <param name="simulator">The policies as they are.</param>
    /// <param name="request">The request.</param>
    /// <param name="before">The statement as it is.</param>
    /// <param name="after">The statement as it becomes; <c>null</c> when it is gone.</param>
    public static bool MayNotice(Simulator simulator, AccessRequest request, CompiledStatement before, CompiledStatement? after)
    {
        string action = request.FoldedAction;
        if (!before.MatchesAction(action) && after?.MatchesAction(action) != true)
        {
            return false;
        }

        CompiledPolicySet set = simulator.CompiledPolicies;
        PreparedAction prepared = set.Actions.Get(request.Action);
        EvaluationContext context = EvaluationContext.Rent(set, request, prepared.Traits, simulator.TimeProvider);
        bool differs = false;
        foreach (RequestResource resource in request.Resources)
        {
            var check = new AuthorizationCheck(set, request, prepared, resource);
            context.Select(resource, check.Owner);
            differs |= Differ(in check, context, before, after);
            if (resource.AccessPointArn is not null)
            {
                AuthorizationCheck through = check.ThroughAccessPoint();
                differs |= Differ(in through, context, before, after);
            }
        }

        context.Return();
        return differs;
    }

    private static bool Differ(in AuthorizationCheck check, EvaluationContext context, CompiledStatement before, CompiledStatement? after) =>
        Outcome(in check, context, before) != Outcome(in check, context, after);

    private static (PolicyEffect Effect, GrantClass Grant)? Outcome(in AuthorizationCheck check, EvaluationContext context, CompiledStatement? statement) =>
        statement is not null && LayerEvaluator.Test(statement, in check, context, out GrantClass grant) == StatementOutcome.Matched ? (statement.Effect, grant) : null;
}

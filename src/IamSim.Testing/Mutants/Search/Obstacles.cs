using IamSim.Conditions;
using IamSim.Explanations;
using IamSim.Policies;

namespace IamSim.Testing.Mutants.Search;

/// <summary>Gets conditions of other statements out of the way of a request, so that the changed statement decides.</summary>
internal static class Obstacles
{
    /// <summary>A context with which the first condition that keeps a request from being allowed does so no more; <c>null</c> when no context helps.</summary>
    /// <param name="simulator">The policies.</param>
    /// <param name="request">The request.</param>
    /// <param name="stated">What it states.</param>
    public static RequestContext? Remove(Simulator simulator, AccessRequest request, RequestContext stated)
    {
        Explanation explanation = simulator.Explain(request);
        RequestContext context = stated;
        foreach (CheckExplanation check in explanation.Checks)
        {
            foreach (StatementExplanation statement in check.Layers.SelectMany(static layer => layer.Statements))
            {
                if (statement is { Effect: PolicyEffect.Deny, Outcome: StatementOutcome.Matched })
                {
                    if (FirstChange(statement.Compiled.Conditions, wanted: false, simulator, request, check) is not { } change)
                    {
                        return null;
                    }

                    context = context.With(change.Key, change.Value);
                }
            }

            foreach (LayerExplanation layer in check.Layers.Where(static layer => layer.Verdict == LayerVerdict.Silent))
            {
                context = Hold(layer, context, simulator, request, check);
            }
        }

        return ReferenceEquals(context, stated) ? null : context;
    }

    // The first Allow that only lacks its conditions gets them.
    private static RequestContext Hold(LayerExplanation layer, RequestContext context, Simulator simulator, AccessRequest request, CheckExplanation check)
    {
        foreach (StatementExplanation statement in layer.Statements)
        {
            if (statement is { Effect: PolicyEffect.Allow, Outcome: StatementOutcome.ConditionFails })
            {
                foreach (Condition condition in statement.Compiled.Conditions)
                {
                    context = ContextCandidates.With(simulator.CompiledPolicies, request, check, condition.Holds) ? context
                        : ContextCandidates.Find(condition, wanted: true, simulator.CompiledPolicies, request, check) is { } change ? context.With(change.Key, change.Value)
                        : context;
                }

                return context;
            }
        }

        return context;
    }

    private static ContextKeyChange? FirstChange(Condition[] conditions, bool wanted, Simulator simulator, AccessRequest request, CheckExplanation check) =>
        conditions.Select(condition => ContextCandidates.Find(condition, wanted, simulator.CompiledPolicies, request, check)).FirstOrDefault(static change => change is not null);
}

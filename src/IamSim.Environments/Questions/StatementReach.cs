using IamSim.Batches;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Evaluation;
using IamSim.Identifiers;

namespace IamSim.Environments.Questions;

/// <summary>Asks whether statements of a policy set can concern a caller at all, whatever the resource and unknown keys are.</summary>
internal sealed class StatementReach(GridPrincipal caller)
{
    // Any action that resource control policies reach and no rule concerns, as for rows.
    private static readonly ActionName Probe = "sqs:None";

    /// <summary>The statements of an effect that can concern the caller, with their layers, in the order of the layers.</summary>
    public IReadOnlyList<(CompiledStatement Statement, DecisionSource Layer)> Find(Policies.PolicyEffect effect)
    {
        CompiledPolicySet set = caller.Simulator.CompiledPolicies;
        var found = new List<(CompiledStatement, DecisionSource)>();
        EvaluationContext context = EvaluationContext.Rent();
        AccessRequest request = context.Scratch;
        request.Fill(caller.Principal, Probe, caller.Context);
        PreparedAction probe = set.Actions.Get(Probe);
        context.Begin(set, request, probe.Traits, caller.Simulator.TimeProvider, UnknownContextKeys.Unstated);
        var check = new AuthorizationCheck(set, request, probe, RequestResource.Bare);
        context.Select(RequestResource.Bare, check.Owner);
        context.AssumesUnknown = true;
        foreach (PolicyLayer layer in PolicyLayers.All)
        {
            if (set[layer.Kind] is { } compiled && layer.Exemption(in check) == LayerExemption.None)
            {
                foreach (CompiledStatement statement in compiled.Levels.SelectMany(static level => level).Distinct().SelectMany(static policy => policy.Statements))
                {
                    bool reaches = statement.Effect == effect && (statement.Principals is null || check.Reaches(statement) != GrantClass.None);
                    if (reaches && statement.MatchesConditions(context))
                    {
                        found.Add((statement, layer.Source));
                    }
                }
            }
        }

        context.Return();
        return found;
    }
}

using IamSim.Batches;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Evaluation;

namespace IamSim.Environments.Questions;

/// <summary>Asks whether statements of a policy set can concern a caller at all, whatever the resource and unknown keys are.</summary>
internal sealed class StatementReach(GridPrincipal caller)
{
    /// <summary>The statements of an effect that can concern the caller, with their layers, in the order of the layers.</summary>
    public IReadOnlyList<(CompiledStatement Statement, DecisionSource Layer)> Find(Policies.PolicyEffect effect)
    {
        CompiledPolicySet set = caller.Simulator.CompiledPolicies;
        var found = new List<(CompiledStatement, DecisionSource)>();
        EvaluationContext context = EvaluationContext.Rent();
        AccessRequest request = context.Scratch;
        request.Fill(caller.Principal, PermissionRowBuilder.Probe, caller.Context);
        context.Begin(set, request, PermissionRowBuilder.PreparedProbe.Traits, caller.Simulator.TimeProvider, UnknownContextKeys.Unstated);
        var check = new AuthorizationCheck(set, request, PermissionRowBuilder.PreparedProbe, RequestResource.Bare);
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

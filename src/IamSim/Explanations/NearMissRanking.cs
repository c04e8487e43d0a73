using System.Collections.Immutable;
using IamSim.Evaluation;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Ranks the statements that could have allowed a request by how close they came.</summary>
internal static class NearMissRanking
{
    public static NearMiss[] Of(Explanation explanation) =>
    [
        .. explanation.Checks.SelectMany(static check => Of(check)).OrderBy(static miss => miss.Distance),
    ];

    private static IEnumerable<NearMiss> Of(CheckExplanation check) =>
        from layer in check.Layers
        where layer.Verdict == LayerVerdict.Silent && (CouldGrant(layer, check) || (check.Decision.BlockedBy & PolicyLayers.Of(layer.Kind).Flag) != 0)
        from statement in layer.Statements
        where statement.Effect == PolicyEffect.Allow && statement.Outcome is not (StatementOutcome.Matched or StatementOutcome.NotUnderstood)
        where layer.Levels.IsEmpty || !layer.Levels[statement.Level].Allows
        let miss = Measure(layer.Kind, check.Resource, statement)
        where miss is not null
        select miss with
        {
            Level = layer.Kind is PolicyKind.ServiceControl or PolicyKind.ResourceControl ? layer.Levels[statement.Level] : null,
            IsAccessPoint = layer.Kind == PolicyKind.Resource && check.IsAccessPoint,
        };

    // Within one account a resource policy that is not missed may still grant what the caller's own policies lack (EVAL-20).
    private static bool CouldGrant(LayerExplanation layer, CheckExplanation check) =>
        layer.Kind == PolicyKind.Resource && check.Requirement is GrantRequirement.EitherSide or GrantRequirement.ResourcePolicyMandatory;

    /// <summary>The miss with its distance; <c>null</c> for a statement about another service, which did not come close.</summary>
    private static NearMiss? Measure(PolicyKind kind, string resource, StatementExplanation statement)
    {
        ImmutableArray<ElementExplanation> failed = [.. statement.Elements.Where(static element => !element.Matches)];
        bool isElsewhere = failed.Any(static element => element is ActionExplanation { Mismatch: ActionMismatch.ServiceDiffers or ActionMismatch.EmptyList });
        return failed.IsEmpty || isElsewhere ? null : new NearMiss(kind, resource, statement, failed, failed.Sum(Weigh));
    }

    private static int Weigh(ElementExplanation element) => element switch
    {
        ConditionExplanation => 1,
        ResourceExplanation => 2,
        PrincipalExplanation => 4,
        _ => 8,
    };
}

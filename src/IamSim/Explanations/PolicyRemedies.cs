using System.Collections.Immutable;
using IamSim.Evaluation;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Explanations;

/// <summary>What would have to change in the policies of a denied request, as far as one look tells.</summary>
internal static class PolicyRemedies
{
    private const DecisionSources Own = DecisionSources.Identity | DecisionSources.PermissionsBoundary | DecisionSources.Session;

    /// <summary>The changes, all of which are needed; none when no policy can help.</summary>
    /// <param name="explanation">The explanation of the deny.</param>
    /// <param name="byResource">Whether to let the resource policy grant what the caller's own policies lack.</param>
    public static ImmutableArray<ProposedChange> For(Explanation explanation, bool byResource)
    {
        if (explanation.Decision.Rule is { } rule)
        {
            return rule == NamedRule.S3BlockPublicAccess ? [new PublicAccessBlockRemoval()] : [];
        }

        return explanation.Decision.Kind == DecisionKind.ExplicitDeny ? Removals(explanation) : Additions(explanation, byResource);
    }

    private static ImmutableArray<ProposedChange> Removals(Explanation explanation) =>
    [
        .. from check in explanation.Checks
           from layer in check.Layers
           from statement in layer.Statements
           where statement is { Effect: PolicyEffect.Deny, Outcome: StatementOutcome.Matched }
           group (layer.Kind, statement.Document) by statement.Statement into denial
           let first = denial.First()
           select new DenyRemoval(first.Kind, first.Document, denial.Key, first.Document.Statements.Length == 1),
    ];

    private static ImmutableArray<ProposedChange> Additions(Explanation explanation, bool byResource)
    {
        var places = new Dictionary<(PolicyKind Kind, int Level, bool IsAccessPoint), List<string>>();
        foreach (CheckExplanation check in explanation.Checks.Where(static check => check.Decision.Kind == DecisionKind.ImplicitDeny && check.Decision.Rule is null))
        {
            DecisionSources missing = check.Decision.BlockedBy;
            if (byResource)
            {
                missing = (missing & ~Own) | DecisionSources.Resource;
            }

            if ((missing & DecisionSources.Resource) != 0 && !MayHavePolicy(check))
            {
                return [];
            }

            foreach ((PolicyKind kind, int level) in check.Layers.Where(layer => (missing & PolicyLayers.Of(layer.Kind).Flag) != 0).SelectMany(SilentLevels))
            {
                (PolicyKind, int, bool) place = (kind, level, kind == PolicyKind.Resource && check.IsAccessPoint);
                places.TryAdd(place, []);
                places[place].Add(check.Resource);
            }
        }

        return [.. places.Select(place => AllowStatements.Addition(explanation, place.Key.Kind, place.Key.Level, place.Key.IsAccessPoint, place.Value))];
    }

    // To a resource that can have no policy none is proposed. Where a key or role is missing in the question ("*") it still has one.
    private static bool MayHavePolicy(CheckExplanation check)
    {
        AuthorizationCheck asked = check.Scope.Check;
        bool isMandatory = asked.Behavior.Grant == GrantRule.ResourcePolicyMandatory;
        return asked.ResourceLayer is not null || check.IsAccessPoint
            || isMandatory
            || (asked.ResourceText is not "*" && ResourcePolicyServices.Contains(asked.Request.Service));
    }

    private static IEnumerable<(PolicyKind Kind, int Level)> SilentLevels(LayerExplanation layer)
    {
        if (layer.Kind is not (PolicyKind.ServiceControl or PolicyKind.ResourceControl))
        {
            return [(layer.Kind, 0)];
        }

        // A kind that is present without a level allows nothing: it gets one.
        return layer.Levels.IsEmpty ? [(layer.Kind, 0)] : layer.Levels.Where(static level => !level.Allows).Select(level => (layer.Kind, level.Index));
    }
}

using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>What of an explanation is worth showing with its source lines.</summary>
internal static class Highlights
{
    /// <summary>How many statements of a check, grants beside its policy and the like are shown at most.</summary>
    public const int Maximum = 10;

    /// <summary>Says that there are more; <c>null</c> when there are not.</summary>
    public static string? More(int count) => count > Maximum ? $"and {count - Maximum} more" : null;

    /// <summary>Every Deny that matched, or the Allows without which the request would not be allowed by its grants. Those of a check that did not decide are left out.</summary>
    public static IEnumerable<StatementExplanation> Deciding(CheckExplanation check, Explanation explanation) => (explanation.Decision.Kind, check.Decision.Kind) switch
    {
        (DecisionKind.ExplicitDeny, DecisionKind.ExplicitDeny) => check.Layers.SelectMany(LayerText.Denials).DistinctBy(static statement => statement.Statement),
        (DecisionKind.Allowed, DecisionKind.Allowed) => check.Layers.Where(layer => Granted(layer, check))
            .SelectMany(static layer => layer.Statements.Where(statement => ReferenceEquals(statement.Statement, layer.Statement))),
        _ => [],
    };

    /// <summary>The elements that tell something: what holds for everything and everybody does not. The action always stands there, so that there is a line to look at.</summary>
    public static IEnumerable<ElementExplanation> Telling(StatementExplanation statement) => statement.Elements.Where(static element => element switch
    {
        ResourceExplanation resource => resource.IsNegated || resource.Entry is { Text: not "*" },
        PrincipalExplanation principal => principal.IsNegated || principal.Entry is { Text: not "*" } || principal.Grant != GrantClass.Direct,
        _ => true,
    });

    // The layer whose Allow decided, and where both sides have to grant the other one too.
    private static bool Granted(LayerExplanation layer, CheckExplanation check)
    {
        if (layer is not { Verdict: LayerVerdict.Allow, Role: LayerRole.Grant } || check.Decision.Rule is not null)
        {
            return false;
        }

        // A KMS grant or an access control list reached further than the policy: its statement was not needed.
        bool policyCounts = check.Grant == check.PolicyGrant;
        return check.Requirement switch
        {
            GrantRequirement.BothAccounts or GrantRequirement.BothSides => layer.Kind == PolicyKind.Identity || policyCounts,
            GrantRequirement.ResourcePolicyMandatory => layer.Kind == PolicyKind.Resource ? policyCounts : check.Decision.DecidedBy == DecisionSource.Identity,
            _ => (check.Decision.DecidedBy == DecisionSource.Resource) == (layer.Kind == PolicyKind.Resource) && (layer.Kind == PolicyKind.Identity || policyCounts),
        };
    }
}

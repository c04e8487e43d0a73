using IamSim.Diagnostics;
using IamSim.Identifiers;

namespace IamSim.Explanations;

/// <summary>Words a denial as AWS does (semantics 4.10).</summary>
internal static class AccessDeniedMessage
{
    public static string? Create(Explanation explanation)
    {
        if (explanation.Decision.IsAllowed)
        {
            return null;
        }

        AccessRequest request = explanation.Request;
        string action = request.Action.Text;
        // Observed, not documented: STS does not say who the callers of its federation operations are, nor what stands in their way.
        if (request.Principal.Kind == PrincipalKind.FederatedProvider)
        {
            return PrintableText.Line($"Not authorized to perform {action}");
        }

        CheckExplanation check = Deciding(explanation);
        string resource = check.Resource == "*" ? "" : $" on resource: {check.Resource}";
        return PrintableText.Line($"User: {User(request.Principal)} is not authorized to perform: {action}{resource}{Reason(check, action)}");
    }

    // Of several resources AWS names one. Assumed: the one that decided here.
    private static CheckExplanation Deciding(Explanation explanation) =>
        explanation.Checks.FirstOrDefault(check => check.Decision.Kind == explanation.Decision.Kind && check.Decision.DecidedBy == explanation.Decision.DecidedBy)
        ?? explanation.Checks.First(check => check.Decision.Kind == explanation.Decision.Kind);

    private static string User(Principal caller) => caller.Kind switch
    {
        // AWS knows the session and shows it; its documentation writes this word in the place of one.
        PrincipalKind.Role => CallerArns.Session(caller, "role-session-name"),
        // Assumed for services, whose denials their customers do not see.
        _ => caller.Text,
    };

    // A rule that is no policy has no documented sentence: the reason is left out, as services do that do not name policies.
    private static string Reason(CheckExplanation check, string action) => check.Decision switch
    {
        { Rule: not null } => "",
        { Kind: DecisionKind.ExplicitDeny } decision => $" with an explicit deny in {Denying(decision.DecidedBy, check)}",
        var decision => $" because no {Silent(DecisionText.Sources(decision.BlockedBy).First(), check)} allows the {action} action",
    };

    private static string Denying(DecisionSource layer, CheckExplanation check) => layer switch
    {
        DecisionSource.Resource when IsTrust(check) => "the role trust policy",
        DecisionSource.Identity => "an identity-based policy",
        _ => $"a {Silent(layer, check)}",
    };

    private static string Silent(DecisionSource layer, CheckExplanation check) => layer switch
    {
        DecisionSource.ResourceControl => "resource control policy",
        DecisionSource.ServiceControl => "service control policy",
        DecisionSource.VpcEndpoint => "VPC endpoint policy",
        DecisionSource.Resource => IsTrust(check) ? "role trust policy" : "resource-based policy",
        DecisionSource.Identity => "identity-based policy",
        DecisionSource.PermissionsBoundary => "permissions boundary",
        DecisionSource.Session => "session policy",
        _ => throw new ArgumentOutOfRangeException(nameof(layer)),
    };

    private static bool IsTrust(CheckExplanation check) => check.Scope.Check.Request.Service == "sts";
}

using System.Numerics;
using IamSim.Compilation;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Evaluation;

/// <summary>Puts tallies into the words of a <see cref="Decision"/>.</summary>
internal static class Verdicts
{
    public static Decision ByRule(DecisionKind kind, NamedRule rule) => new(kind, DecisionSource.NamedRule, DecisionSources.None, rule);

    /// <summary>EVAL-5: the decision on two checks of one request. The graver one counts; of equally grave ones both blockers do, and the first layer in AWS's order.</summary>
    public static Decision Combine(Decision left, Decision right)
    {
        if (left.Kind != right.Kind || left.IsAllowed)
        {
            return Gravity(right.Kind) > Gravity(left.Kind) ? right : left;
        }

        // Where no layer granted anything, a layer that is missing in the other check is still the first to be named.
        bool rightIsFirst = right.DecidedBy != DecisionSource.None && (left.DecidedBy == DecisionSource.None || right.DecidedBy < left.DecidedBy);
        return (rightIsFirst ? right : left).BlockedAlsoBy(left.BlockedBy | right.BlockedBy);
    }

    /// <summary>Steps 4 to 6: the limits of the organizations and of the endpoint.</summary>
    public const DecisionSources OrganizationLimits = DecisionSources.ResourceControl | DecisionSources.ServiceControl | DecisionSources.VpcEndpoint;

    /// <summary>The explicit deny of the first layer that has one, naming all of them.</summary>
    public static Decision Deny(in LayerTallies tallies)
    {
        PolicyLayer first = PolicyLayers.First(tallies.Denied);
        return new Decision(DecisionKind.ExplicitDeny, first.Source, tallies.Denied, tallies[first.Kind].Statement!.Source);
    }

    /// <summary>An implicit deny. Nobody decided when nothing granted and no organization or endpoint stood in the way.</summary>
    public static Decision Miss(DecisionSources missing, in GrantFacts grants)
    {
        bool nothingGranted = (missing & OrganizationLimits) == 0 && grants.Class == GrantClass.None && !grants.IdentityAllows && !grants.IsRoot;
        var first = nothingGranted ? DecisionSource.None : (DecisionSource)BitOperations.TrailingZeroCount((uint)missing);
        return new Decision(DecisionKind.ImplicitDeny, first, missing, null);
    }

    /// <summary>An allow, told by the layer that granted: the resource side if it did so by itself, else the caller's own policies.</summary>
    public static Decision Allow(in AuthorizationCheck check, in GrantFacts grants, in LayerTallies tallies)
    {
        if (grants.MethodIsOpen)
        {
            return ByRule(DecisionKind.Allowed, NamedRule.OpenApiMethod);
        }

        bool resourceGrants = grants.Class is GrantClass.Direct or GrantClass.Behind
            || (grants.Class == GrantClass.Account && (grants.IsRoot || !check.IsSameAccount || check.Behavior.Grant == GrantRule.ResourcePolicyOnly));
        if (!resourceGrants && grants.IsRoot)
        {
            return ByRule(DecisionKind.Allowed, NamedRule.RootUser);
        }

        // A KMS grant or an access control list that reaches further than the policy decided without a statement.
        CompiledStatement? statement = resourceGrants && grants.Class > grants.PolicyClass ? null : tallies[resourceGrants ? PolicyKind.Resource : PolicyKind.Identity].Statement;
        return new Decision(DecisionKind.Allowed, resourceGrants ? DecisionSource.Resource : DecisionSource.Identity, DecisionSources.None, statement?.Source);
    }

    private static int Gravity(DecisionKind kind) => kind switch
    {
        DecisionKind.ExplicitDeny => 2,
        DecisionKind.ImplicitDeny => 1,
        _ => 0,
    };
}

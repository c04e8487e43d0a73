using System.Numerics;
using IamSim.Compilation;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Evaluation;

/// <summary>Puts tallies into the words of a <see cref="Decision"/>.</summary>
internal static class Verdicts
{
    public static Decision ByRule(DecisionKind kind, NamedRule rule) => new() { Kind = kind, DecidedBy = DecisionSource.NamedRule, Rule = rule };

    /// <summary>EVAL-5: the decision on two checks of one request. The graver one counts; of equally grave ones both blockers do, and the first layer in AWS's order.</summary>
    public static Decision Combine(in Decision left, in Decision right)
    {
        if (left.Kind != right.Kind || left.IsAllowed)
        {
            return Gravity(right.Kind) > Gravity(left.Kind) ? right : left;
        }

        // Where no layer granted anything, a layer that is missing in the other check is still the first to be named.
        bool rightIsFirst = right.DecidedBy != DecisionSource.None && (left.DecidedBy == DecisionSource.None || right.DecidedBy < left.DecidedBy);
        return (rightIsFirst ? right : left) with { BlockedBy = left.BlockedBy | right.BlockedBy };
    }

    /// <summary>The explicit deny of the first layer that has one, naming all of them; <c>null</c> when none has.</summary>
    public static Decision? FirstDeny(ref LayerTallies tallies)
    {
        Decision? first = null;
        DecisionSources all = DecisionSources.None;
        foreach (PolicyLayer layer in PolicyLayers.All)
        {
            ref LayerTally tally = ref LayerTallies.Of(ref tallies, layer.Kind);
            if (tally.Verdict == LayerVerdict.Deny)
            {
                all |= layer.Flag;
                first ??= new Decision { Kind = DecisionKind.ExplicitDeny, DecidedBy = layer.Source, Statement = tally.Statement!.Source };
            }
        }

        return first is { } decision ? decision with { BlockedBy = all } : null;
    }

    /// <summary>Steps 4 to 6: organizations and endpoint that do not allow.</summary>
    public static DecisionSources MissingOrganizationLimits(ref LayerTallies tallies)
    {
        var missing = DecisionSources.None;
        foreach (PolicyLayer layer in PolicyLayers.All)
        {
            bool organization = layer.Kind is PolicyKind.ResourceControl or PolicyKind.ServiceControl or PolicyKind.VpcEndpoint;
            missing |= organization && !LayerTallies.Of(ref tallies, layer.Kind).Passes ? layer.Flag : DecisionSources.None;
        }

        return missing;
    }

    /// <summary>An implicit deny. Nobody decided when nothing granted and no organization or endpoint stood in the way.</summary>
    public static Decision Miss(DecisionSources missing, in GrantFacts grants)
    {
        const DecisionSources Organization = DecisionSources.ResourceControl | DecisionSources.ServiceControl | DecisionSources.VpcEndpoint;
        bool nothingGranted = (missing & Organization) == 0 && grants.Class == GrantClass.None && !grants.IdentityAllows && !grants.IsRoot;
        var first = nothingGranted ? DecisionSource.None : (DecisionSource)BitOperations.TrailingZeroCount((uint)missing);
        return new Decision { Kind = DecisionKind.ImplicitDeny, DecidedBy = first, BlockedBy = missing };
    }

    /// <summary>An allow, told by the layer that granted: the resource side if it did so by itself, else the caller's own policies.</summary>
    public static Decision Allow(in AuthorizationCheck check, in GrantFacts grants, ref LayerTallies tallies)
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

        PolicyKind kind = resourceGrants ? PolicyKind.Resource : PolicyKind.Identity;
        return new Decision
        {
            Kind = DecisionKind.Allowed,
            DecidedBy = resourceGrants ? DecisionSource.Resource : DecisionSource.Identity,
            // A KMS grant or an access control list that reaches further than the policy decided without a statement.
            Statement = resourceGrants && grants.Class > grants.PolicyClass ? null : LayerTallies.Of(ref tallies, kind).Statement?.Source,
        };
    }

    private static int Gravity(DecisionKind kind) => kind switch
    {
        DecisionKind.ExplicitDeny => 2,
        DecisionKind.ImplicitDeny => 1,
        _ => 0,
    };
}

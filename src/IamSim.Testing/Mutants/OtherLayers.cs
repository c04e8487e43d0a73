using IamSim.Compilation;
using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Testing;

/// <summary>
/// Whether what an Allow of one layer says of resources of a pattern is of no consequence, since another layer that is needed as well covers none of it,
/// or one that is enough lets the caller in on everything. The order of layers and who is exempt are the evaluator's.
/// </summary>
internal static class OtherLayers
{
    /// <summary>Whether another layer decides.</summary>
    /// <param name="simulator">The policies.</param>
    /// <param name="request">A request about an example of the pattern.</param>
    /// <param name="kind">The layer of the changed statement: identity, boundary or resource.</param>
    /// <param name="forms">The changed statement.</param>
    /// <param name="pattern">The resources.</param>
    public static bool Decide(Simulator simulator, AccessRequest request, PolicyKind kind, ChangedForms forms, string pattern)
    {
        CompiledPolicySet set = simulator.CompiledPolicies;
        var check = new AuthorizationCheck(set, request, set.Actions.Get(request.Action), request.Resources[0]);
        GrantRule rule = check.Behavior.Grant;
        if (check.Caller.Kind is not (PrincipalKind.User or PrincipalKind.Role) || rule == GrantRule.ResourcePolicyOnly || check.Resource.AccessPointArn is not null)
        {
            return false;
        }

        // STS-5: no Allow changes that.
        if (NamedRules.Refusal(in check) == NamedRule.ProviderCallersOnly || IsClosed(PolicyLayers.ServiceControl, in check, forms, pattern) || IsClosed(PolicyLayers.ResourceControl, in check, forms, pattern))
        {
            return true;
        }

        // EVAL-20, EVAL-25: whoever the resource policy lets in by itself needs nothing else within the account, and nobody else gets past the boundary.
        bool needsBoth = !check.IsSameAccount || rule == GrantRule.Both;
        bool mayReach = MayAllow(set[PolicyKind.Resource], in check, forms, pattern) || !check.Resource.KmsGrants.IsDefaultOrEmpty;
        return kind switch
        {
            PolicyKind.Identity => (set[PolicyKind.PermissionsBoundary] is not null && IsClosed(PolicyLayers.PermissionsBoundary, in check, forms, pattern))
                || IsSilentResource(needsBoth, rule, mayReach) || (!needsBoth && LetsInOnEverything(set[PolicyKind.Resource], in check)),
            PolicyKind.PermissionsBoundary => (!mayReach && IsClosed(PolicyLayers.Identity, in check, forms, pattern))
                || IsSilentResource(needsBoth, rule, mayReach) || (!needsBoth && LetsInOnEverything(set[PolicyKind.Resource], in check)),
            _ => needsBoth && IsClosed(PolicyLayers.Identity, in check, forms, pattern),
        };
    }

    private static bool IsSilentResource(bool needsBoth, GrantRule rule, bool mayReach) => !mayReach && (needsBoth || rule == GrantRule.ResourcePolicyMandatory);

    // One level that allows nothing of it is enough.
    private static bool IsClosed(PolicyLayer layer, in AuthorizationCheck check, ChangedForms forms, string pattern)
    {
        if (check.Set[layer.Kind] is not { } compiled || layer.Exemption(in check) != LayerExemption.None)
        {
            return false;
        }

        foreach (CompiledPolicy[] level in compiled.Levels)
        {
            if (!MayAllow(level, in check, forms, pattern))
            {
                return true;
            }
        }

        return compiled.Levels.Length == 0;
    }

    private static bool MayAllow(CompiledLayer? layer, in AuthorizationCheck check, ChangedForms forms, string pattern)
    {
        foreach (CompiledPolicy[] level in layer?.Levels ?? [])
        {
            if (MayAllow(level, in check, forms, pattern))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MayAllow(CompiledPolicy[] level, in AuthorizationCheck check, ChangedForms forms, string pattern)
    {
        foreach (CompiledPolicy policy in level)
        {
            foreach (CompiledStatement statement in policy.Statements)
            {
                if (statement.Effect == PolicyEffect.Allow && statement.MatchesAction(forms.Action) && Reaches(statement, in check) != GrantClass.None && MayCover(statement.Source, forms, pattern))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool LetsInOnEverything(CompiledLayer? layer, in AuthorizationCheck check)
    {
        foreach (CompiledPolicy[] level in layer?.Levels ?? [])
        {
            foreach (CompiledPolicy policy in level)
            {
                foreach (CompiledStatement statement in policy.Statements)
                {
                    if (statement.Effect == PolicyEffect.Allow && statement.CoversEveryResource && statement.Conditions.Length == 0
                        && statement.MatchesAction(check.Action.Identity.Folded) && statement.Principals is not null && check.Reaches(statement) == GrantClass.Direct)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static GrantClass Reaches(CompiledStatement statement, in AuthorizationCheck check) => statement.Principals is null ? GrantClass.Direct : check.Reaches(statement);

    private static bool MayCover(PolicyStatement statement, ChangedForms forms, string pattern)
    {
        if (statement.Resource is not { } resource)
        {
            return true;
        }

        foreach (PolicyValue entry in resource.Values)
        {
            if (entry.Kind == PolicyValueKind.Null || forms.MayDifferOn(entry.Text, pattern))
            {
                return true;
            }
        }

        return false;
    }
}

using IamSim.Identifiers;
using IamSim.Services;

namespace IamSim.Evaluation;

/// <summary>The rules that decide without a policy: step 0 of the procedure, and the refusals that only a Deny outranks.</summary>
internal static class NamedRules
{
    /// <summary>Step 0: operations that are settled before any policy is read.</summary>
    public static Decision? Settle(in AuthorizationCheck check)
    {
        Principal caller = check.Caller;
        return check.Action.Traits.WellKnown switch
        {
            WellKnownAction.GetCallerIdentity when caller.HasAccount => Verdicts.ByRule(DecisionKind.Allowed, NamedRule.GetCallerIdentity),
            WellKnownAction.GetSessionToken when caller.Kind == PrincipalKind.User => Verdicts.ByRule(DecisionKind.Allowed, NamedRule.GetSessionToken),
            WellKnownAction.AssumeRole when caller.Kind == PrincipalKind.Root => Verdicts.ByRule(DecisionKind.ImplicitDeny, NamedRule.RootCannotAssumeRoles),
            _ => null,
        };
    }

    /// <summary>A refusal that no Allow overcomes; <c>null</c> when there is none.</summary>
    public static NamedRule? Refusal(in AuthorizationCheck check)
    {
        Principal caller = check.Caller;
        if (!check.Action.Traits.HasRules && caller.Kind is not (PrincipalKind.FederatedUser or PrincipalKind.FederatedProvider))
        {
            return null;
        }

        if (caller.Kind == PrincipalKind.FederatedUser && (check.Action.Traits.IsIam || check.Action.Traits.IsSts))
        {
            return NamedRule.FederatedUserRestriction;
        }

        if (caller.Kind == PrincipalKind.FederatedProvider && !ProviderFits(caller, check.Action.Traits.WellKnown))
        {
            return NamedRule.ProviderActionMismatch;
        }

        if (caller.Kind != PrincipalKind.FederatedProvider && check.Action.Traits.WellKnown is WellKnownAction.AssumeRoleWithSaml or WellKnownAction.AssumeRoleWithWebIdentity)
        {
            return NamedRule.ProviderCallersOnly;
        }

        if (check.Behavior.Refused is { } refused && !(refused == NamedRule.ImmutableEntity && (caller.Kind == PrincipalKind.Service || caller.IsServiceLinkedRole)))
        {
            return refused;
        }

        if (caller.Kind == PrincipalKind.Anonymous && check.Behavior.RefusedAnonymously is { } anonymous)
        {
            return anonymous;
        }

        return check.Behavior.RefusedCrossAccount is { } crossAccount && caller.HasAccount && !check.IsSameAccount ? crossAccount : null;
    }

    /// <summary>S3-4: whether RestrictPublicBuckets, where it is in force, stops a caller: a public bucket policy then serves only services and the owner's account.</summary>
    public static bool BlocksPublicAccess(in AuthorizationCheck check, in LayerTally resourceTally) =>
        check.IsS3
        && resourceTally.Verdict is not (LayerVerdict.Absent or LayerVerdict.Exempt)
        && check.ResourceLayer!.Levels[0][0].IsPublic
        && check.Caller.Kind != PrincipalKind.Service
        && !(check.Caller.HasAccount && check.Caller.AccountId == check.Owner);

    // STS-5, STS-6: tagging and source identity go with either kind of provider.
    private static bool ProviderFits(Principal caller, WellKnownAction action) => action switch
    {
        WellKnownAction.TagSession or WellKnownAction.SetSourceIdentity => true,
        WellKnownAction.AssumeRoleWithSaml => caller.IsSamlProvider,
        WellKnownAction.AssumeRoleWithWebIdentity => !caller.IsSamlProvider,
        _ => false,
    };
}

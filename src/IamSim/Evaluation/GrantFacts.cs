using IamSim.Compilation;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Evaluation;

/// <summary>Step 7 of the procedure: what the resource side grants, and which of the caller's own layers miss an Allow.</summary>
internal readonly struct GrantFacts
{
    public GrantFacts(in AuthorizationCheck check, in LayerTallies tallies, EvaluationContext context)
    {
        ref readonly LayerTally resource = ref tallies[PolicyKind.Resource];
        PolicyClass = resource.Verdict == LayerVerdict.Allow ? resource.Grant : GrantClass.None;
        Class = Strongest(PolicyClass, Beside(in check, context));
        MethodIsOpen = check.Behavior.Grant == GrantRule.ResourcePolicyOnly && resource.Verdict == LayerVerdict.Absent && !check.Resource.IsPrivateApi;
        MissingRequiredPolicy = IsInvoke(in check) && check.Resource.IsPrivateApi && resource.Verdict == LayerVerdict.Absent ? DecisionSources.Resource : DecisionSources.None;
        MissingLimits = (tallies.Silent | tallies.Denied) & (DecisionSources.PermissionsBoundary | DecisionSources.Session);

        // EVAL-32: without session policy neither the identity policies nor the grants of the issuing user reach a federated session.
        bool lacksSession = check.Caller.Kind == PrincipalKind.FederatedUser
            && check.Set.Options.FederatedUserNeedsSessionPolicy
            && check.Set[PolicyKind.Session] is null;
        if (lacksSession)
        {
            MissingLimits |= DecisionSources.Session;
        }

        IsRoot = check.Caller.Kind == PrincipalKind.Root;
        IdentityAllows = tallies[PolicyKind.Identity].Verdict == LayerVerdict.Allow;
        MissingIdentity = IdentityAllows || IsRoot ? DecisionSources.None : DecisionSources.Identity;
    }

    /// <summary>How strongly the resource policy itself grants.</summary>
    public GrantClass PolicyClass { get; }

    /// <summary>How strongly the resource side grants: its policy, a KMS grant or an access control list.</summary>
    public GrantClass Class { get; }

    /// <summary>SVC-3: a method without authorization and without resource policy.</summary>
    public bool MethodIsOpen { get; }

    /// <summary>SVC-3: the resource policy of a private API, which has to be there whatever else authorizes.</summary>
    public DecisionSources MissingRequiredPolicy { get; }

    /// <summary>The boundary and the session policy, where they do not allow.</summary>
    public DecisionSources MissingLimits { get; }

    /// <summary>The identity policies, where they do not allow.</summary>
    public DecisionSources MissingIdentity { get; }

    public bool IdentityAllows { get; }

    public bool IsRoot { get; }

    private static bool IsInvoke(in AuthorizationCheck check) => check.Action.Traits.WellKnown == WellKnownAction.InvokeApi;

    // KMS-6, S3-3, STS-4: what grants beside the resource policy.
    private static GrantClass Beside(in AuthorizationCheck check, EvaluationContext context)
    {
        GrantClass grant = check.Action.Traits.IsKms ? KmsGrants.Best(in check, context) : GrantClass.None;
        if (check.IsS3 && check.Resource.ObjectAclAllows && !check.IsAccessPoint)
        {
            grant = GrantClass.Direct;
        }

        return check.Set.Options.LegacyImplicitRoleSelfTrust && AssumesItself(in check) ? Strongest(grant, GrantClass.Account) : grant;
    }

    /// <summary>STS-4: a role session assumes its own role.</summary>
    public static bool AssumesItself(in AuthorizationCheck check) =>
        check.Caller.IsRoleSession
        && check.Action.Traits.WellKnown == WellKnownAction.AssumeRole
        && Principal.TryParse(check.ResourceArn.ToString(), out Principal? target)
        && target.Kind == PrincipalKind.Role
        && target.AccountId == check.Caller.AccountId
        && target.Partition == check.Caller.Partition
        && target.Name == check.Caller.Name;

    private static GrantClass Strongest(GrantClass left, GrantClass right) => left > right ? left : right;
}

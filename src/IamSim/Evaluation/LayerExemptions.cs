using IamSim.Identifiers;
using IamSim.Services;

namespace IamSim.Evaluation;

/// <summary>Step 1 of the procedure: which layers do not concern a check.</summary>
internal static class LayerExemptions
{
    public static LayerExemption OfServiceControl(in AuthorizationCheck check)
    {
        Principal caller = check.Caller;
        return !caller.HasAccount ? LayerExemption.CallerHasNoAccount
            : check.Behavior.Grant == GrantRule.ResourcePolicyOnly ? LayerExemption.MethodIgnoresCaller
            : caller.IsServiceLinkedRole ? LayerExemption.ServiceLinkedRole
            : caller.AccountId == check.Set.Source.Organization?.ManagementAccount ? LayerExemption.CallerInManagementAccount
            : LayerExemption.None;
    }

    public static LayerExemption OfResourceControl(in AuthorizationCheck check)
    {
        OrganizationFacts? organization = check.Set.Source.ResourceOrganization ?? check.Set.Source.Organization;
        return !check.Action.Traits.IsUnderResourceControl ? LayerExemption.ServiceNotSupported
            : check.Owner.Length > 0 && check.Owner == organization?.ManagementAccount ? LayerExemption.ResourceInManagementAccount
            : check.Caller.IsServiceLinkedRole ? LayerExemption.ServiceLinkedRole
            : check.Action.Traits.WellKnown == WellKnownAction.RetireGrant ? LayerExemption.RetireGrant
            : check.Resource.IsAwsManagedKey && check.Action.Traits.IsKms ? LayerExemption.AwsManagedKey
            : IsServiceLinkedRoleTrust(in check) ? LayerExemption.ServiceLinkedRoleTrust
            : LayerExemption.None;
    }

    public static LayerExemption OfResource(in AuthorizationCheck check) =>
        check.Behavior.IgnoresResourcePolicy ? LayerExemption.ActionNotGoverned
        : IsBucketPolicyRescue(in check) ? LayerExemption.BucketPolicyRescue
        : LayerExemption.None;

    public static LayerExemption OfIdentity(in AuthorizationCheck check) =>
        check.Caller.Kind == PrincipalKind.Root ? LayerExemption.RootUser : OfSession(in check);

    public static LayerExemption OfSession(in AuthorizationCheck check) =>
        !check.Caller.HasAccount ? LayerExemption.CallerHasNoAccount
        : check.Behavior.Grant == GrantRule.ResourcePolicyOnly ? LayerExemption.MethodIgnoresCaller
        : LayerExemption.None;

    /// <summary>S3-6: organizations and endpoints can still stop the owner's root user; the bucket policy cannot.</summary>
    private static bool IsBucketPolicyRescue(in AuthorizationCheck check) =>
        check.Caller.Kind == PrincipalKind.Root
        && check.Caller.AccountId == check.Owner
        && check.Action.Traits.WellKnown is WellKnownAction.GetBucketPolicy or WellKnownAction.PutBucketPolicy or WellKnownAction.DeleteBucketPolicy;

    private static bool IsServiceLinkedRoleTrust(in AuthorizationCheck check) =>
        check.Action.Traits.IsSts && ArnParts.TryParse(check.ResourceArn, out ArnParts arn) && arn.Resource.StartsWith("role/aws-service-role/", StringComparison.Ordinal);
}

using IamSim.Identifiers;
using IamSim.Policies;
using static IamSim.Explanations.Wording;

namespace IamSim.Explanations;

/// <summary>What is said of one resource beside its layers.</summary>
internal static class CheckText
{
    public static FormattableString Subject(CheckExplanation check, AccessRequest request)
    {
        string through = check.IsAccessPoint ? " (through the access point)" : "";
        FormattableString owner = check.ComparedOwner.Length == 0 ? Say($"")
            : check.Scope.Check.HasForeignObject ? Say($", owned by {check.ComparedOwner}{Own(Zone(check, request))} in a bucket of {check.Owner}")
            : Say($", owned by {check.ComparedOwner}{Own(Zone(check, request))}");
        return $"{check.Resource}{Own(through)}{owner}";
    }

    /// <summary>The rule about who has to grant, where it is not what a reader expects; <c>null</c> where it goes without saying.</summary>
    public static string? Requirement(CheckExplanation check, Explanation explanation)
    {
        Decision decision = check.Decision;
        if (decision.Kind != explanation.Decision.Kind || decision.Kind == DecisionKind.ExplicitDeny || decision.Rule is not null)
        {
            return null;
        }

        bool resourceGranted = decision is { IsAllowed: true, DecidedBy: DecisionSource.Resource };
        return check.Requirement switch
        {
            GrantRequirement.None => null,
            GrantRequirement.EitherSide or GrantRequirement.ResourcePolicyMandatory when resourceGranted => WhatResourceGrantsBypass(check),
            GrantRequirement.EitherSide => null,
            GrantRequirement.ResourcePolicyMandatory when check.Grant == GrantClass.Account => "the resource policy names the account, and so leaves it to the identity policies",
            GrantRequirement.ResourcePolicyMandatory when check.Scope.Check.Caller.Kind == PrincipalKind.Root => "the root user too needs the resource policy to allow it",
            GrantRequirement.ResourcePolicyMandatory => "identity policies are not enough here: the resource policy has to allow it, or to name the account and so leave it to them",
            GrantRequirement.ResourcePolicyOnly => decision.IsAllowed ? null : "only the resource's side can allow it: no policy of the caller's own counts",
            GrantRequirement.BothAccounts => "across accounts both sides have to allow it: the caller's policies and the resource's",
            GrantRequirement.BothSides => "both sides have to allow it, also within one account: the caller's policies and the resource's",
            _ => throw new ArgumentOutOfRangeException(nameof(check)),
        };
    }

    /// <summary>One line for everything beside the policy that grants, or that came close in a request that nothing granted.</summary>
    public static IEnumerable<OtherGrantExplanation> Shown(CheckExplanation check) =>
        check.OtherGrants.Where(grant => grant.Grant != GrantClass.None || (check.Decision.BlockedBy & DecisionSources.Resource) != 0);

    public static string Name(OtherGrantKind kind) => kind switch
    {
        OtherGrantKind.KmsGrant => "grant on the key",
        OtherGrantKind.ObjectAccessControlList => "access control list",
        OtherGrantKind.ImplicitSelfTrust => "trust in itself",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static FormattableString Detail(OtherGrantExplanation grant, Principal caller) => grant switch
    {
        { Kind: OtherGrantKind.ImplicitSelfTrust } => $"the role is of the time when every role trusted itself, reaching the caller {Own(LayerText.Reach(grant.Grant, caller))}",
        { KmsGrant: null } => $"the object's list grants the caller this action",
        { Mismatch: KmsGrantMismatch.None } => $"given to {Holder(grant)}, reaching the caller {Own(LayerText.Reach(grant.Grant, caller))}",
        { Mismatch: KmsGrantMismatch.GranteeDiffers } => $"given to {grant.KmsGrant.GranteePrincipal}, not to the caller",
        { Mismatch: KmsGrantMismatch.OperationDiffers } => $"given to the caller for {Join(", ", grant.KmsGrant.Operations.Select(static name => Say($"{name}")))}, not for this operation",
        { Mismatch: KmsGrantMismatch.ConstraintFails } => $"given to the caller, but the encryption context of the request is not the one it asks for: {Constraint(grant.KmsGrant)}",
        _ => throw new ArgumentOutOfRangeException(nameof(grant)),
    };

    public static FormattableString Public(PublicStatementExplanation statement) =>
        $"S3 counts the policy as public for the Allow at {statement.Statement}: nothing in it limits it to fixed values";

    public static FormattableString Deciding(StatementExplanation statement)
    {
        string verb = statement.Effect == PolicyEffect.Deny ? "denied by" : "allowed by";
        string unknown = statement.HasUnknownTest ? ", which has a part that cannot be understood: that counts as met in a Deny" : "";
        return $"{Own(verb)} {statement.Statement}{Own(unknown)}";
    }

    /// <summary>The layers that would have to allow; <c>null</c> unless some miss an Allow.</summary>
    public static string? Missing(CheckExplanation check) => check.Decision is { Kind: DecisionKind.ImplicitDeny, BlockedBy: not DecisionSources.None }
        ? $"an Allow is missing in: {string.Join(", ", DecisionText.Sources(check.Decision.BlockedBy).Select(source => Name(source, check)))}"
        : null;

    /// <summary>Statements of silent layers that take no part, since they cannot be understood.</summary>
    public static IEnumerable<FormattableString> NotUnderstood(CheckExplanation check) =>
        from layer in check.Layers
        from statement in layer.Statements
        where statement.Outcome == StatementOutcome.NotUnderstood
        select Say($"the Allow at {statement.Statement} matches, but has a part that cannot be understood, so it does not count");

    private static string Name(DecisionSource source, CheckExplanation check) =>
        source == DecisionSource.Resource && check.IsAccessPoint ? "access point policy" : DecisionText.Name(source);

    private static string WhatResourceGrantsBypass(CheckExplanation check)
    {
        string subject = check.Grant > check.PolicyGrant ? "what is granted beside the resource policy" : "a resource policy that names the caller";
        return check.Grant switch
        {
            GrantClass.Direct => $"within one account {subject} is enough, whatever the caller's own policies leave out",
            GrantClass.Behind => $"within one account a resource policy that names the {LayerText.Behind(check.Scope.Check.Caller)} behind the session is enough, as far as boundary and session policies allow it",
            GrantClass.Account or GrantClass.None => "the resource policy names the account, which the caller is the root user of",
            _ => throw new ArgumentOutOfRangeException(nameof(check)),
        };
    }

    private static FormattableString Holder(OtherGrantExplanation grant) =>
        grant.KmsGrant!.RetiringPrincipal is { } retiring ? Say($"{grant.KmsGrant.GranteePrincipal}, to be retired by {retiring}") : Say($"{grant.KmsGrant.GranteePrincipal}");

    private static FormattableString Constraint(KmsGrant grant)
    {
        IEnumerable<FormattableString> subset = (grant.EncryptionContextSubset ?? []).OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => Say($"{pair.Key} = {pair.Value}"));
        IEnumerable<FormattableString> equal = (grant.EncryptionContextEquals ?? []).OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => Say($"{pair.Key} = {pair.Value}"));
        FormattableString[] parts =
        [
            .. grant.EncryptionContextSubset is null ? Array.Empty<FormattableString>() : [Say($"at least {Join(", ", subset)}")],
            .. grant.EncryptionContextEquals is null ? Array.Empty<FormattableString>() : [Say($"exactly {Join(", ", equal)}")],
        ];
        return Join(" and ", parts);
    }

    private static string Zone(CheckExplanation check, AccessRequest request) =>
        !request.Principal.HasAccount || check.IsSameAccount ? "" : " (not the caller's account)";
}

using IamSim.Conditions;
using IamSim.Policies;
using static IamSim.Explanations.Wording;

namespace IamSim.Explanations;

/// <summary>Decisions in words.</summary>
public static class DecisionText
{
    /// <summary>The decision in one line, with the place of the statement or the name of the rule that decided.</summary>
    /// <param name="decision">The decision.</param>
    public static string Headline(in Decision decision) => Plain(Describe(decision));

    /// <summary>The layers that have to change, separated by commas; empty when there is none.</summary>
    /// <param name="decision">The decision.</param>
    public static string Blockers(in Decision decision) => string.Join(", ", Sources(decision.BlockedBy).Select(Name));

    /// <summary>What had to be assumed, one sentence each.</summary>
    /// <param name="decision">The decision.</param>
    public static IEnumerable<string> Assumptions(in Decision decision) => Assumptions(decision.Assumptions);

    internal static FormattableString Describe(in Decision decision)
    {
        FormattableString kind = Own(Name(decision.Kind));
        return decision switch
        {
            { Rule: { } rule } => $"{kind} by rule {Own(rule.Id)}: {Own(rule.Description)}",
            { Statement: { } statement } => $"{kind} by {Own(Name(decision.DecidedBy))} at {statement}",
            { Kind: DecisionKind.Allowed, DecidedBy: DecisionSource.Resource } => $"{kind} by a grant beside the resource policy",
            { Kind: DecisionKind.Allowed } => $"{kind} by {Own(Name(decision.DecidedBy))}",
            { DecidedBy: DecisionSource.None } => $"{kind}: no policy allows it",
            _ => $"{kind}: {Own(Name(decision.DecidedBy))} does not allow it",
        };
    }

    internal static IEnumerable<DecisionSource> Sources(DecisionSources sources) =>
        Enum.GetValues<DecisionSource>().Where(source => source != DecisionSource.None && (sources & (DecisionSources)(1 << (int)source)) != 0);

    internal static string Name(DecisionKind kind) => kind switch
    {
        DecisionKind.Allowed => "ALLOWED",
        DecisionKind.ExplicitDeny => "DENIED (explicitly)",
        DecisionKind.ImplicitDeny => "DENIED (implicitly)",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal static string Name(DecisionSource source) => source switch
    {
        DecisionSource.ResourceControl => "resource control policy",
        DecisionSource.ServiceControl => "service control policy",
        DecisionSource.VpcEndpoint => "VPC endpoint policy",
        DecisionSource.Resource => "resource policy",
        DecisionSource.Identity => "identity policy",
        DecisionSource.PermissionsBoundary => "permissions boundary",
        DecisionSource.Session => "session policy",
        DecisionSource.NamedRule => "rule",
        DecisionSource.None => "no layer",
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    internal static string Name(PolicyKind kind) => kind switch
    {
        PolicyKind.ResourceControl => "resource control policies",
        PolicyKind.ServiceControl => "service control policies",
        PolicyKind.VpcEndpoint => "VPC endpoint policy",
        PolicyKind.Resource => "resource policy",
        PolicyKind.Identity => "identity policies",
        PolicyKind.PermissionsBoundary => "permissions boundary",
        PolicyKind.Session => "session policies",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal static string Describe(LayerExemption exemption) => exemption switch
    {
        LayerExemption.CallerHasNoAccount => "the caller has no IAM identity of its own",
        LayerExemption.CallerInManagementAccount => "the caller is in the management account",
        LayerExemption.ServiceLinkedRole => "the caller is a service-linked role",
        LayerExemption.ServiceNotSupported => "the service is not one that resource control policies reach",
        LayerExemption.ResourceInManagementAccount => "the resource is in the management account",
        LayerExemption.ServiceLinkedRoleTrust => "the resource is a service-linked role",
        LayerExemption.RetireGrant => "kms:RetireGrant is never restricted",
        LayerExemption.AwsManagedKey => "AWS managed keys are not restricted",
        LayerExemption.RootUser => "the root user has none",
        LayerExemption.MethodIgnoresCaller => "the method does not look at the caller's identity",
        LayerExemption.ActionNotGoverned => "the resource policy does not concern this action",
        LayerExemption.BucketPolicyRescue => "the owner's root user can always mend a bucket policy",
        LayerExemption.None => "it concerns the request",
        _ => throw new ArgumentOutOfRangeException(nameof(exemption)),
    };

    internal static string Describe(ContextKeyOrigin origin) => origin switch
    {
        ContextKeyOrigin.Stated => "as the request states",
        ContextKeyOrigin.Principal => "from the caller",
        ContextKeyOrigin.PrincipalTags => "from the caller's tags",
        ContextKeyOrigin.ServiceSource => "from what the service acts for",
        ContextKeyOrigin.RequestTags => "from the tags passed",
        ContextKeyOrigin.ResourceOwner => "from the owner of the resource",
        ContextKeyOrigin.ResourceTags => "from the tags of the resource",
        ContextKeyOrigin.AccessPoint => "from the access point",
        ContextKeyOrigin.Organization => "from the organization",
        ContextKeyOrigin.CalledVia => "from aws:CalledVia",
        ContextKeyOrigin.Clock => "from the time of the request",
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    private static IEnumerable<string> Assumptions(DecisionAssumptions assumptions)
    {
        if (assumptions.HasFlag(DecisionAssumptions.ResourceOwner))
        {
            yield return "the resource belongs to the caller's account, since neither the request nor the ARN says whose it is";
        }

        if (assumptions.HasFlag(DecisionAssumptions.SessionName))
        {
            yield return "the caller is some session of the role; a Deny that names one of its sessions counts, an Allow does not";
        }

        if (assumptions.HasFlag(DecisionAssumptions.Issuer))
        {
            yield return "who issued the federated session is not known; a Deny that names a user of the account counts, an Allow does not";
        }

        if (assumptions.HasFlag(DecisionAssumptions.RolePath))
        {
            yield return "the path of the role behind the session is /, or its name that of a service-linked role, since the request does not state the path";
        }
    }
}

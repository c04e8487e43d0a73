using System.Text;
using IamSim.Diagnostics;
using IamSim.Evaluation;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Tells an explanation as text. All prose about decisions is here.</summary>
internal static class ExplanationText
{
    private const int NameWidth = 26;
    private const int VerdictWidth = 10;

    public static string Render(Explanation explanation)
    {
        var builder = new StringBuilder();
        AccessRequest request = explanation.Request;
        builder.Append(Headline(explanation.Decision)).Append('\n');
        builder.Append("  ").Append(PrintableText.Line($"{request.Principal} asks for {request.Action}")).Append('\n');
        foreach (CheckExplanation check in explanation.Checks)
        {
            AppendCheck(builder, check);
        }

        if (explanation.DerivedKeys.Count > 0)
        {
            builder.Append("  derived context keys\n");
            foreach ((string name, string value) in explanation.DerivedKeys)
            {
                builder.Append("    ").Append(PrintableText.Line($"{name} = {value}")).Append('\n');
            }
        }

        foreach (string assumption in Assumptions(explanation.Decision.Assumptions))
        {
            builder.Append("  assumed: ").Append(assumption).Append('\n');
        }

        return builder.ToString();
    }

    /// <summary>The decision in one line.</summary>
    public static string Headline(in Decision decision)
    {
        string kind = decision.Kind switch
        {
            DecisionKind.Allowed => "ALLOWED",
            DecisionKind.ExplicitDeny => "DENIED (explicitly)",
            _ => "DENIED (implicitly)",
        };
        return decision switch
        {
            { Rule: { } rule } => $"{kind} by rule {rule.Id}: {rule.Description}",
            { Kind: DecisionKind.Allowed, Statement: null } => $"{kind} by {Name(decision.DecidedBy)}",
            { Statement: { } statement } => $"{kind} by {Name(decision.DecidedBy)} at {PrintableText.Line(statement.ToString())}",
            { DecidedBy: DecisionSource.None } => $"{kind}: no policy allows it",
            _ => $"{kind}: {Name(decision.DecidedBy)} does not allow it",
        };
    }

    /// <summary>The layers to change, in words; empty when there is none.</summary>
    public static string Blockers(in Decision decision) => string.Join(", ", Sources(decision.BlockedBy).Select(Name));

    public static IEnumerable<string> Assumptions(DecisionAssumptions assumptions)
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

    public static IEnumerable<DecisionSource> Sources(DecisionSources sources) =>
        Enum.GetValues<DecisionSource>().Where(source => source != DecisionSource.None && (sources & (DecisionSources)(1 << (int)source)) != 0);

    public static string Name(DecisionSource source) => source switch
    {
        DecisionSource.ResourceControl => "resource control policy",
        DecisionSource.ServiceControl => "service control policy",
        DecisionSource.VpcEndpoint => "VPC endpoint policy",
        DecisionSource.Resource => "resource policy",
        DecisionSource.Identity => "identity policy",
        DecisionSource.PermissionsBoundary => "permissions boundary",
        DecisionSource.Session => "session policy",
        DecisionSource.NamedRule => "rule",
        _ => "no layer",
    };

    public static string Name(PolicyKind kind) => kind switch
    {
        PolicyKind.ResourceControl => "resource control policies",
        PolicyKind.ServiceControl => "service control policies",
        PolicyKind.VpcEndpoint => "VPC endpoint policy",
        PolicyKind.Resource => "resource policy",
        PolicyKind.Identity => "identity policies",
        PolicyKind.PermissionsBoundary => "permissions boundary",
        _ => "session policies",
    };

    public static string Describe(LayerExemption exemption) => exemption switch
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
        _ => "it concerns the request",
    };

    private static void AppendCheck(StringBuilder builder, CheckExplanation check)
    {
        builder.Append("  on ").Append(PrintableText.Line(check.Resource));
        builder.Append(check.IsAccessPoint ? " (through the access point)" : "");
        builder.Append(check.Owner.Length > 0 ? $", owned by {check.Owner}" : "").Append('\n');
        foreach (LayerExplanation layer in check.Layers)
        {
            AppendLayer(builder, layer, check.Decision);
        }

        if (check.Decision.Statement is { } statement)
        {
            builder.Append("  deciding statement: ").Append(PrintableText.Line(statement.ToString())).Append('\n');
            CaretRenderer.AppendExcerpt(builder, statement.Source, statement.Span with { Length = 1 });
        }

        if (check.Decision is { Kind: DecisionKind.ImplicitDeny, BlockedBy: not DecisionSources.None })
        {
            builder.Append("  an Allow is missing in: ").Append(Blockers(check.Decision)).Append('\n');
        }
    }

    private static DecisionSources FlagOf(PolicyKind kind) => Array.Find(PolicyLayers.All, layer => layer.Kind == kind)!.Flag;

    private static string Documents(LayerExplanation layer)
    {
        string names = string.Join(", ", layer.Statements.Select(static statement => statement.Document.ToString()).Distinct(StringComparer.Ordinal));
        return names.Length == 0 ? "any policy" : names;
    }

    private static void AppendLayer(StringBuilder builder, LayerExplanation layer, in Decision decision)
    {
        if (layer.Verdict == LayerVerdict.Absent)
        {
            return;
        }

        bool blocks = (decision.BlockedBy & FlagOf(layer.Kind)) != 0;
        string verdict = layer.Verdict switch
        {
            LayerVerdict.Allow => "allows",
            LayerVerdict.Deny => "DENIES",
            LayerVerdict.Exempt => "exempt",
            _ => blocks ? "SILENT" : "silent",
        };
        string detail = layer switch
        {
            { Verdict: LayerVerdict.Exempt } => Describe(layer.Exemption),
            { Statement: { } statement } => statement.ToString(),
            { SilentLevel: { } level } when layer.Kind is PolicyKind.ServiceControl or PolicyKind.ResourceControl => $"no Allow at level {level + 1} (the root is level 1)",
            _ => $"no statement of {Documents(layer)} allows it",
        };
        builder.Append("    ").Append(Name(layer.Kind).PadRight(NameWidth)).Append(verdict.PadRight(VerdictWidth)).Append(PrintableText.Line(detail)).Append('\n');
    }
}

using System.Collections.Immutable;
using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Services;

namespace IamSim.Explanations;

/// <summary>The decision on one resource of a request.</summary>
public sealed record CheckExplanation
{
    internal CheckExplanation(CheckScope scope, Decision decision, GrantClass grant, GrantClass policyGrant, ImmutableArray<LayerExplanation> layers)
    {
        Scope = scope;
        Decision = decision;
        Grant = grant;
        PolicyGrant = policyGrant;
        Layers = layers;
    }

    /// <summary>The ARN that resources were matched against, or <c>*</c>.</summary>
    public string Resource => Scope.Check.ResourceText.ToString();

    /// <summary>The account that owns it; empty when not known.</summary>
    public string Owner => Scope.Check.Owner;

    /// <summary>The account that the caller's is compared with (XACC-6): <see cref="Owner"/>, but that of an object with an owner of its own, and that of the access point where it is asked.</summary>
    public string ComparedOwner => Scope.Check.ComparedOwner;

    /// <summary>Whether <see cref="ComparedOwner"/> is the caller's account; <c>false</c> also for callers without an account.</summary>
    public bool IsSameAccount => Scope.Check.IsSameAccount;

    /// <summary>Whether it is the access point's view of the request (S3-7).</summary>
    public bool IsAccessPoint => Scope.Check.IsAccessPoint;

    /// <summary>The decision on it.</summary>
    public Decision Decision { get; }

    /// <summary>Which grants it needs.</summary>
    public GrantRequirement Requirement => Layers.IsEmpty ? GrantRequirement.None : Require(Scope.Check);

    /// <summary>How the resource side reaches the caller: its policy, or a KMS grant or access control list beside it.</summary>
    public GrantClass Grant { get; }

    /// <summary>How the resource policy alone reaches the caller. Less than <see cref="Grant"/> when something beside the policy grants.</summary>
    public GrantClass PolicyGrant { get; }

    /// <summary>What grants beside the resource policy, or could have; empty when a rule settled the question before. Worked out when asked for.</summary>
    public ImmutableArray<OtherGrantExplanation> OtherGrants => Layers.IsEmpty
        ? []
        : Scope.With(static (check, context) => OtherGrantAnalysis.Of(check, context));

    /// <summary>Where S3 Block Public Access decided, the statements that make the policy public; otherwise empty. Worked out when asked for.</summary>
    public ImmutableArray<PublicStatementExplanation> PublicStatements =>
        Decision.Rule == NamedRule.S3BlockPublicAccess ? [.. PublicStatementExplanation.Of(Scope.Check.ResourceLayer!.Levels[0][0].Document)] : [];

    /// <summary>The kinds of policy in the order in which AWS looks at them; empty when a rule settled the question before.</summary>
    public ImmutableArray<LayerExplanation> Layers { get; }

    /// <summary>The resource and the decision on it.</summary>
    public override string ToString() => $"{Resource}: {Decision}";

    internal CheckScope Scope { get; }

    // The evaluator's steps 8 to 10 as one word.
    private static GrantRequirement Require(in AuthorizationCheck check) =>
        check.Behavior.Grant == GrantRule.ResourcePolicyOnly || !check.Caller.HasAccount ? GrantRequirement.ResourcePolicyOnly
        : (check.IsSameAccount, check.Behavior.Grant, check.Caller.Kind == PrincipalKind.Root) switch
        {
            // ROOT-1, ROOT-4: the root user has no identity policies, and needs none.
            (false, _, true) or (true, GrantRule.Both, true) => GrantRequirement.ResourcePolicyOnly,
            (false, _, false) => GrantRequirement.BothAccounts,
            (true, GrantRule.Both, false) => GrantRequirement.BothSides,
            (true, GrantRule.ResourcePolicyMandatory, _) => GrantRequirement.ResourcePolicyMandatory,
            (true, _, true) => GrantRequirement.None,
            (true, _, false) => GrantRequirement.EitherSide,
        };
}

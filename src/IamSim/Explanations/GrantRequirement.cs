namespace IamSim.Explanations;

/// <summary>Which grants an allow needs, apart from the policies that only limit. See docs/concepts/evaluation.md.</summary>
public enum GrantRequirement
{
    /// <summary>None: a rule settled the question, or the root user asks for something in its own account (ROOT-1).</summary>
    None,

    /// <summary>The identity policies or the resource policy: caller and resource are in one account (EVAL-20 to EVAL-25).</summary>
    EitherSide,

    /// <summary>The resource policy, which may leave it to the identity policies by naming the account (KMS-1, STS-1).</summary>
    ResourcePolicyMandatory,

    /// <summary>The resource policy alone: the caller has no policies of its own, or they are not looked at (EVAL-26, EVAL-27, ROOT-4, SVC-3).</summary>
    ResourcePolicyOnly,

    /// <summary>The identity policies and the resource policy: caller and resource are in different accounts (XACC-1).</summary>
    BothAccounts,

    /// <summary>The identity policies and the resource policy: the service wants both, also in one account (SVC-13, STS-6).</summary>
    BothSides,
}

namespace IamSim;

/// <summary>The few switches where AWS's documentation is silent or contradicts itself; the defaults are the documented recommendation.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The defaults: a strict compile.</summary>
    public static EvaluationOptions Default { get; } = new();

    /// <summary>
    /// Compiles policies as imported documents: what AWS would refuse today is a warning. A test that cannot be understood then counts as true
    /// in a Deny and as false in an Allow.
    /// </summary>
    public bool Lenient { get; init; }

    /// <summary>OQ-3: whether a <c>*</c> that ends one of the first five parts of a Resource may run past colons (GRAM-54). Default <c>true</c>.</summary>
    public bool ResourceWildcardCrossesColons { get; init; } = true;

    /// <summary>OQ-4: whether NotPrincipal spares only callers listed at every level (PRIN-20). Default <c>true</c>.</summary>
    public bool NotPrincipalListsEveryLevel { get; init; } = true;

    /// <summary>OQ-8: whether <c>ForAnyValue:…IfExists</c> holds for a missing key (COND-14). Default <c>true</c>.</summary>
    public bool ForAnyValueIfExistsMatchesMissingKey { get; init; } = true;

    /// <summary>OQ-12: whether <c>::ffff:a.b.c.d</c> in a context counts as the IPv4 address (COND-63). Default <c>true</c>.</summary>
    public bool UnmapIPv4MappedAddresses { get; init; } = true;

    /// <summary>OQ-16: whether a federated user without session policy has no identity permissions (EVAL-32). Default <c>true</c>.</summary>
    public bool FederatedUserNeedsSessionPolicy { get; init; } = true;

    /// <summary>STS-4: whether a role may assume itself without being named in its trust policy, as some old roles may. Default <c>false</c>.</summary>
    public bool LegacyImplicitRoleSelfTrust { get; init; }
}

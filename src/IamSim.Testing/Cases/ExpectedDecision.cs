namespace IamSim.Testing;

/// <summary>What a policy is meant to answer.</summary>
public enum ExpectedDecision
{
    /// <summary>Not allowed, for whichever reason.</summary>
    Deny,

    /// <summary>Allowed.</summary>
    Allow,

    /// <summary>Not allowed, since nothing allows it (EVAL-1).</summary>
    ImplicitDeny,

    /// <summary>Denied by a statement with <c>"Effect": "Deny"</c> (EVAL-3).</summary>
    ExplicitDeny,
}

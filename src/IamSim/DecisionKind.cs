namespace IamSim;

/// <summary>AWS's three answers. <c>default</c> is the denying one.</summary>
public enum DecisionKind : byte
{
    /// <summary>Nothing allows the request, or a limit does not (EVAL-2).</summary>
    ImplicitDeny,

    /// <summary>A Deny statement, or a block that S3 puts on public policies, forbids it (EVAL-1, OQ-19).</summary>
    ExplicitDeny,

    /// <summary>It is allowed.</summary>
    Allowed,
}

namespace IamSim;

/// <summary>How the resource side reaches a caller; the way it names the caller decides which limits it bypasses. Ordered by strength.</summary>
/// <remarks>See the IAM User Guide, "How AWS enforcement code logic evaluates requests to allow or deny access", and docs/concepts/evaluation.md.</remarks>
public enum GrantClass : byte
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Through the account, which leaves the decision to the account's own policies (EVAL-24).</summary>
    Account,

    /// <summary>Through the role or user behind a session: boundary and session policy still limit (EVAL-21).</summary>
    Behind,

    /// <summary>Directly: within the account nothing limits but a Deny (EVAL-20, EVAL-22, EVAL-23).</summary>
    Direct,
}

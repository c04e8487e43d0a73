namespace IamSim.Compilation;

/// <summary>How a resource policy reaches a caller; the way it names the caller decides which limits it bypasses (semantics 4.2). Ordered by strength.</summary>
internal enum GrantClass : byte
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Through the account, which leaves the decision to the account's own policies.</summary>
    Account,

    /// <summary>Through the role or user behind a session: boundary and session policy still limit.</summary>
    Behind,

    /// <summary>Directly: within the account nothing limits but a Deny.</summary>
    Direct,
}

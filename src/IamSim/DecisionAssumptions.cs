namespace IamSim;

/// <summary>What a decision had to assume because the request did not say it.</summary>
[Flags]
public enum DecisionAssumptions : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The owner of the resource was taken to be the caller's account (XACC-6): state it to rule out a cross-account question.</summary>
    ResourceOwner = 1,

    /// <summary>The caller is a role without a session name: a Deny that names one of its sessions counts, an Allow does not.</summary>
    SessionName = 2,

    /// <summary>The caller is a federated user and who issued its session is not known: a Deny that names a user of the account counts, an Allow does not.</summary>
    Issuer = 4,

    /// <summary>The path of the role behind the session was taken to be <c>/</c>, or its name for that of a service-linked role (SCP-7), and it mattered.</summary>
    RolePath = 8,
}

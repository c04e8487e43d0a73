using IamSim.Identifiers;

namespace IamSim.Compilation;

/// <summary>The written forms of a principal (semantics 1.6.1).</summary>
internal enum PrincipalForm : byte
{
    /// <summary>A form that can match nobody.</summary>
    Nobody,

    /// <summary>A form that cannot be understood: it reaches everyone in a Deny and nobody in an Allow.</summary>
    Unknown,
    Everyone,
    Account,
    User,
    Role,
    RoleSession,
    FederatedUser,
    UniqueId,
    Service,
    FederatedProvider,
    CanonicalUser,
}

/// <summary>One principal that a policy names.</summary>
/// <param name="Form">How it is written.</param>
/// <param name="Text">The text as written.</param>
/// <param name="Account">The account it belongs to; empty where there is none.</param>
/// <param name="Partition">The partition of its ARN; empty for a bare account id.</param>
/// <param name="Name">The name without path of a user, role or federated user; empty for other forms.</param>
internal sealed record PrincipalEntry(PrincipalForm Form, string Text, string Account, string Partition, string Name)
{
    /// <summary>Whether everyone includes the callers of identity providers, also in an Allow.</summary>
    public bool IncludesProviders { get; init; }

    /// <summary>How the entry reaches a caller when it stands in an Allow; for a Deny every class counts (PRIN-8).</summary>
    public GrantClass Reaches(Principal caller, bool denies) => Form switch
    {
        // STS-5: a trust policy lets a provider's caller in by name only. Policies that only limit mean everyone by everyone (RCP-1, VPCE-1).
        PrincipalForm.Everyone => caller.Kind == PrincipalKind.FederatedProvider && !denies && !IncludesProviders ? GrantClass.None : GrantClass.Direct,
        PrincipalForm.Unknown => denies ? GrantClass.Direct : GrantClass.None,
        PrincipalForm.Account => IsAccountOf(caller) ? GrantClass.Account : GrantClass.None,
        PrincipalForm.User => ReachesUser(caller, denies),
        PrincipalForm.Role => caller.IsRoleSession && IsRoleOf(caller) ? GrantClass.Behind : GrantClass.None,
        PrincipalForm.RoleSession => ReachesSession(caller, denies),
        PrincipalForm.FederatedUser => caller.Kind == PrincipalKind.FederatedUser && IsText(caller.Text) ? GrantClass.Direct : GrantClass.None,
        PrincipalForm.UniqueId => caller.UniqueId is { } id && IsText(id) ? caller.IsRoleSession ? GrantClass.Behind : GrantClass.Direct : GrantClass.None,
        PrincipalForm.Service => caller.Kind == PrincipalKind.Service && IsText(caller.Name) ? GrantClass.Direct : GrantClass.None,
        PrincipalForm.FederatedProvider => caller.Kind == PrincipalKind.FederatedProvider && IsText(caller.Name) ? GrantClass.Direct : GrantClass.None,
        PrincipalForm.CanonicalUser => caller.CanonicalUserId is { } canonical && AsciiFold.Equals(canonical, Text) ? GrantClass.Direct : GrantClass.None,
        _ => GrantClass.None,
    };

    /// <summary>PRIN-11: accounts compare as text, and an ARN of another partition names another account.</summary>
    public bool IsAccountOf(Principal caller) => caller.HasAccount
        && string.Equals(Account, caller.AccountId, StringComparison.Ordinal)
        && (Partition.Length == 0 || string.Equals(Partition, caller.Partition, StringComparison.Ordinal));

    /// <summary>PRIN-5: role names are unique in an account whatever their path.</summary>
    public bool IsRoleOf(Principal caller) => IsAccountOf(caller) && string.Equals(Name, caller.Name, StringComparison.Ordinal);

    public bool IsText(string text) => string.Equals(Text, text, StringComparison.Ordinal);

    private GrantClass ReachesUser(Principal caller, bool denies) => caller.Kind switch
    {
        PrincipalKind.User when IsText(caller.Text) => GrantClass.Direct,
        PrincipalKind.FederatedUser when caller.Issuer is { } issuer && IsText(issuer) => GrantClass.Behind,
        // Who issued the session is not known: a Deny on a user of its account counts, an Allow does not.
        PrincipalKind.FederatedUser when denies && caller.Issuer is null && IsAccountOf(caller) => GrantClass.Behind,
        _ => GrantClass.None,
    };

    // The session of a caller given as a role is not known: a Deny on one of them counts, an Allow does not.
    private GrantClass ReachesSession(Principal caller, bool denies) => caller.Kind switch
    {
        PrincipalKind.RoleSession when IsText(caller.Text) => GrantClass.Direct,
        PrincipalKind.Role when denies && IsRoleOf(caller) => GrantClass.Direct,
        _ => GrantClass.None,
    };
}

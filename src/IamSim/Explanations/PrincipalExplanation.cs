using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>How Principal or NotPrincipal compares with the caller (PRIN-1 to PRIN-24).</summary>
public sealed record PrincipalExplanation : ElementExplanation
{
    internal PrincipalExplanation(PrincipalMismatch mismatch, GrantClass grant, bool isNegated, PolicyValue? entry, SourceSpan span)
        : base(mismatch == PrincipalMismatch.None, span)
    {
        Mismatch = mismatch;
        Grant = grant;
        IsNegated = isNegated;
        Entry = entry;
    }

    /// <summary>What differs.</summary>
    public PrincipalMismatch Mismatch { get; }

    /// <summary>How the element reaches the caller.</summary>
    public GrantClass Grant { get; }

    /// <summary>Whether the element is NotPrincipal.</summary>
    public bool IsNegated { get; }

    /// <summary>The entry that reaches the caller best, or comes closest, or spares it; <c>null</c> when there is none.</summary>
    public PolicyValue? Entry { get; }

    /// <summary>What had to be assumed for the entry of a Deny to reach the caller.</summary>
    public PrincipalAssumption Assumption { get; internal init; }

    /// <summary>Why NotPrincipal does not spare the caller; <see cref="NotSparedReason.None"/> unless the element is one and matches.</summary>
    public NotSparedReason NotSpared { get; internal init; }

    /// <summary>The principals that NotPrincipal would have to list too (PRIN-20); empty unless <see cref="NotSpared"/> is <see cref="NotSparedReason.LevelsMissing"/>.</summary>
    public ImmutableArray<string> MissingPrincipals { get; internal init; } = [];

    /// <summary>The entry and how it compares.</summary>
    public override string ToString() => $"{(IsNegated ? "NotPrincipal" : "Principal")} {Entry}: {(Matches ? Grant : Mismatch)}";
}

/// <summary>What is not known of a caller whom a Deny reaches all the same.</summary>
public enum PrincipalAssumption
{
    /// <summary>Nothing had to be assumed.</summary>
    None,

    /// <summary>The entry names one session of the role, and the caller may be it.</summary>
    SessionUnknown,

    /// <summary>The entry names a user of the account, who may have issued the federated session.</summary>
    IssuerUnknown,

    /// <summary>The entry cannot be understood; in a lenient compile it stands for everyone.</summary>
    NotUnderstood,
}

/// <summary>Why NotPrincipal does not spare a caller.</summary>
public enum NotSparedReason
{
    /// <summary>It does, or it is a Principal.</summary>
    None,

    /// <summary>It does not list the caller.</summary>
    NotListed,

    /// <summary>It lists the caller, who has a permissions boundary: a Deny spares none of those (PRIN-21).</summary>
    HasBoundary,

    /// <summary>It lists the caller, but not the account or role that the caller belongs to (PRIN-20).</summary>
    LevelsMissing,
}

/// <summary>Why a caller is not reached. The further down, the closer it came, up to <see cref="SessionUnknown"/>.</summary>
public enum PrincipalMismatch
{
    /// <summary>It is reached.</summary>
    None,

    /// <summary>The statement names nobody (PRIN-3).</summary>
    NobodyNamed,

    /// <summary>The entry is of a form that matches nobody (PRIN-7).</summary>
    CannotMatch,

    /// <summary>The entry names another kind of caller.</summary>
    KindDiffers,

    /// <summary>The caller comes from an identity provider, and only its name lets it in, not everyone's (STS-5).</summary>
    ProviderNeedsName,

    /// <summary>The entry is of another partition (PRIN-11).</summary>
    PartitionDiffers,

    /// <summary>The entry is of another account.</summary>
    AccountDiffers,

    /// <summary>The entry names another user, role, service or provider.</summary>
    NameDiffers,

    /// <summary>The path of the user differs (PRIN-4).</summary>
    PathDiffers,

    /// <summary>The account of a gateway endpoint policy means its root user only (VPCE-3).</summary>
    RootUserOnly,

    /// <summary>The unique id or canonical user id differs, is not known, or the ARN was saved for an entity with another one (PRIN-12).</summary>
    UniqueIdDiffers,

    /// <summary>The entry names another session of the role (PRIN-6).</summary>
    SessionDiffers,

    /// <summary>The entry names the user behind a federated session, and who issued this one is not known.</summary>
    IssuerUnknown,

    /// <summary>The entry names one session of the role, and which one the caller is is not known.</summary>
    SessionUnknown,

    /// <summary>NotPrincipal lists the caller (PRIN-20).</summary>
    Excluded,
}

using IamSim.Conditions;
using IamSim.Identifiers;

namespace IamSim.Evaluation;

/// <summary>The context keys that follow from the caller alone (CTX-1, CTX-3, semantics table 3.2).</summary>
internal static class PrincipalKeys
{
    public static bool IsSigned(Principal principal) => principal.Kind is not (PrincipalKind.Anonymous or PrincipalKind.FederatedProvider);

    public static string? Derive(Principal principal, GlobalKey key) => key switch
    {
        GlobalKey.PrincipalArn => Arn(principal),
        GlobalKey.PrincipalAccount => principal.Kind == PrincipalKind.Anonymous ? "anonymous" : principal.HasAccount ? principal.AccountId : null,
        GlobalKey.PrincipalType => Type(principal.Kind),
        GlobalKey.PrincipalIsAwsService => IsSigned(principal) ? principal.Kind == PrincipalKind.Service ? "true" : "false" : null,
        GlobalKey.PrincipalServiceName => principal.Kind == PrincipalKind.Service ? principal.Name : null,
        GlobalKey.UserName => principal.Kind == PrincipalKind.User ? principal.Name : null,
        GlobalKey.UserId => UserId(principal),
        GlobalKey.FederatedProvider => principal.Kind == PrincipalKind.FederatedProvider && !principal.IsSamlProvider ? principal.Name : null,
        _ => null,
    };

    /// <summary>PRIN-10: the list carries every name of the service; the one it called under is the one that is known.</summary>
    public static string[]? ServiceNames(Principal principal) =>
        principal.Kind == PrincipalKind.Service ? principal.Texts.ServiceNames : null;

    /// <summary>What follows from the caller of a key that does not follow whole: it is there for certain. <c>null</c> for keys that may be missing.</summary>
    /// <remarks>IAM User Guide, "IAM identifiers": ids of users begin with AIDA, of roles with AROA; sessions of roles always have a time of issue.</remarks>
    public static KnownEnds? EndsOf(Principal principal, ContextKey key) => (key.Global, principal.Kind) switch
    {
        (GlobalKey.UserId, PrincipalKind.User) => principal.UniqueId is null ? new KnownEnds("AIDA", "") : null,
        (GlobalKey.UserId, PrincipalKind.Role) => principal.UniqueId is { } id ? new KnownEnds(id + ":", "") : new KnownEnds("AROA", "", ":"),
        (GlobalKey.UserId, PrincipalKind.RoleSession) => principal.UniqueId is null ? new KnownEnds("AROA", ":" + principal.SessionName) : null,
        (GlobalKey.None, PrincipalKind.Role or PrincipalKind.RoleSession or PrincipalKind.FederatedUser) when AsciiFold.Equals(key.Name, "aws:TokenIssueTime") => new KnownEnds("", ""),
        _ => null,
    };

    private static string? Arn(Principal principal) => principal.Kind switch
    {
        PrincipalKind.User or PrincipalKind.FederatedUser or PrincipalKind.Root => principal.Text,
        PrincipalKind.Role or PrincipalKind.RoleSession => principal.Texts.RoleArn,
        _ => null,
    };

    private static string? Type(PrincipalKind kind) => kind switch
    {
        PrincipalKind.Root => "Account",
        PrincipalKind.User => "User",
        PrincipalKind.FederatedUser => "FederatedUser",
        PrincipalKind.Role or PrincipalKind.RoleSession => "AssumedRole",
        PrincipalKind.Anonymous => "Anonymous",
        _ => null,
    };

    private static string? UserId(Principal principal) => principal.Kind switch
    {
        PrincipalKind.Root => principal.AccountId,
        PrincipalKind.User => principal.UniqueId,
        PrincipalKind.RoleSession when principal.UniqueId is not null => principal.Texts.UserId,
        PrincipalKind.FederatedUser => principal.Texts.UserId,
        PrincipalKind.Anonymous => "anonymous",
        _ => null,
    };
}

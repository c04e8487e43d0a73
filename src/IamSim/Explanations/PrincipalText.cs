using IamSim.Identifiers;

namespace IamSim.Explanations;

/// <summary>How Principal and NotPrincipal compare, in words that can stand behind a caret.</summary>
internal static class PrincipalText
{
    public static string Describe(PrincipalExplanation principal, Principal caller) => principal.Mismatch switch
    {
        PrincipalMismatch.None when principal.IsNegated => NotSpared(principal, caller),
        PrincipalMismatch.None => Reached(principal, caller),
        PrincipalMismatch.NobodyNamed => "names nobody",
        PrincipalMismatch.CannotMatch => "is of a form that matches nobody",
        PrincipalMismatch.KindDiffers => $"is another kind of caller than {caller}",
        PrincipalMismatch.ProviderNeedsName => $"does not let {caller} in: an identity provider has to be named",
        PrincipalMismatch.PartitionDiffers => $"is of another partition than {caller}",
        PrincipalMismatch.AccountDiffers => $"is of another account than {caller}",
        PrincipalMismatch.NameDiffers => $"is not {caller}",
        PrincipalMismatch.PathDiffers => $"has another path than {caller}",
        PrincipalMismatch.RootUserOnly => "means the root user only in the policy of a gateway endpoint",
        PrincipalMismatch.UniqueIdDiffers => $"is not {caller}: its id is another one or not known",
        PrincipalMismatch.SessionDiffers => $"is another session than {caller}",
        PrincipalMismatch.IssuerUnknown => $"may or may not have issued {caller}: the request does not say",
        PrincipalMismatch.SessionUnknown => $"may or may not be the session of {caller}: the request does not say",
        PrincipalMismatch.Excluded => $"NotPrincipal leaves {caller} out",
        _ => throw new ArgumentOutOfRangeException(nameof(principal)),
    };

    private static string Reached(PrincipalExplanation principal, Principal caller) => principal.Assumption switch
    {
        PrincipalAssumption.SessionUnknown => "may be the caller's session, which the request does not name: a Deny counts",
        PrincipalAssumption.IssuerUnknown => "may have issued the caller's session, and the request does not say who did: a Deny counts",
        PrincipalAssumption.NotUnderstood => "cannot be understood: a Deny counts for everyone",
        PrincipalAssumption.None => principal.Grant switch
        {
            GrantClass.Account => "is the caller's account",
            GrantClass.Behind => $"is the {LayerText.Behind(caller)} behind the caller's session",
            GrantClass.Direct or GrantClass.None => principal.Entry is { Text: "*" } ? "is everyone" : "is the caller",
            _ => throw new ArgumentOutOfRangeException(nameof(principal)),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(principal)),
    };

    private static string NotSpared(PrincipalExplanation principal, Principal caller) => principal.NotSpared switch
    {
        NotSparedReason.NotListed or NotSparedReason.None => $"{caller} is not among these",
        NotSparedReason.HasBoundary => $"does not spare {caller}, who has a permissions boundary: the list does not count then",
        NotSparedReason.LevelsMissing => $"does not spare {caller}: {string.Join(" and ", principal.MissingPrincipals)} would have to be listed too",
        _ => throw new ArgumentOutOfRangeException(nameof(principal)),
    };
}

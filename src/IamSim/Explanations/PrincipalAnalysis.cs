using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Compares Principal and NotPrincipal with the caller.</summary>
internal static class PrincipalAnalysis
{
    public static PrincipalExplanation Analyze(CompiledStatement statement, AuthorizationCheck check)
    {
        PrincipalTest test = statement.Principals!;
        PrincipalElement? element = statement.Source.Principal ?? statement.Source.NotPrincipal;
        SourceSpan whole = element?.Span ?? StatementAnalysis.SpanOf(statement, null);
        bool denies = statement.Effect == PolicyEffect.Deny;
        GrantClass grant = check.Reaches(statement);
        ImmutableArray<PolicyValue> written = Values(element);
        if (written.Length != test.Entries.Length || written.IsEmpty)
        {
            return new PrincipalExplanation(grant == GrantClass.None ? PrincipalMismatch.NobodyNamed : PrincipalMismatch.None, grant, test.IsNegated, null, whole)
            {
                NotSpared = test.IsNegated && grant != GrantClass.None ? NotSparedReason.NotListed : NotSparedReason.None,
            };
        }

        Principal caller = check.Caller;
        int best = Enumerable.Range(0, written.Length).MaxBy(i => (test.Entries[i].Reaches(caller, denies), Differ(test, test.Entries[i], caller)));
        if (test.IsNegated)
        {
            return Negated(test, check, denies, grant, written[best], element!.NameSpan);
        }

        PrincipalMismatch mismatch = grant != GrantClass.None ? PrincipalMismatch.None
            : test.Entries[best].Reaches(check.Caller, denies) != GrantClass.None ? Withheld(test.Entries[best])
            : Differ(test, test.Entries[best], check.Caller);
        return new PrincipalExplanation(mismatch, grant, false, written[best], written[best].Span)
        {
            Assumption = mismatch == PrincipalMismatch.None && denies ? Assume(test.Entries[best], check.Caller) : PrincipalAssumption.None,
        };
    }

    private static PrincipalExplanation Negated(PrincipalTest test, AuthorizationCheck check, bool denies, GrantClass grant, PolicyValue best, SourceSpan name)
    {
        Principal caller = check.Caller;
        (PrincipalForm Form, string Text)[] levels = Levels(caller);
        string[] missing = [.. levels.Where(level => !test.Lists(level.Form, caller)).Select(static level => level.Text)];
        // Listing the account alone lists nobody in it but its root user.
        bool isListed = test.Lists(PrincipalForm.Everyone, caller)
            || Array.Exists(levels, level => (level.Form != PrincipalForm.Account || levels.Length == 1) && test.Lists(level.Form, caller));
        if (grant == GrantClass.None)
        {
            // STS-5: with Allow a provider's caller stays out whether or not it is listed.
            return missing.Length < levels.Length || isListed || check.Caller.Kind != PrincipalKind.FederatedProvider
                ? new PrincipalExplanation(PrincipalMismatch.Excluded, grant, true, best, best.Span)
                : new PrincipalExplanation(PrincipalMismatch.ProviderNeedsName, grant, true, null, name);
        }

        NotSparedReason reason = !isListed ? NotSparedReason.NotListed
            : denies && check.Caller.Kind != PrincipalKind.Root && check.Caller.HasAccount && check.Set[PolicyKind.PermissionsBoundary] is not null ? NotSparedReason.HasBoundary
            : NotSparedReason.LevelsMissing;
        return new PrincipalExplanation(PrincipalMismatch.None, grant, true, null, name)
        {
            NotSpared = reason,
            MissingPrincipals = reason == NotSparedReason.LevelsMissing ? [.. missing] : [],
        };
    }

    /// <summary>PRIN-20: what NotPrincipal has to list for the caller to be spared.</summary>
    private static (PrincipalForm Form, string Text)[] Levels(Principal caller)
    {
        (PrincipalForm, string) account = (PrincipalForm.Account, CallerArns.Account(caller));
        return caller.Kind switch
        {
            PrincipalKind.User => [(PrincipalForm.User, caller.Text), account],
            PrincipalKind.Role or PrincipalKind.RoleSession =>
                [(PrincipalForm.RoleSession, CallerArns.Session(caller, caller.SessionName ?? "…")), (PrincipalForm.Role, CallerArns.Role(caller)), account],
            PrincipalKind.FederatedUser => [(PrincipalForm.FederatedUser, caller.Text), (PrincipalForm.User, caller.Issuer ?? "the user who issued the session"), account],
            PrincipalKind.Root => [account],
            PrincipalKind.Service => [(PrincipalForm.Service, caller.Text)],
            PrincipalKind.FederatedProvider => [(PrincipalForm.FederatedProvider, caller.Text)],
            _ => [(PrincipalForm.Everyone, "*")],
        };
    }

    // Who would not be reached by the same entry of an Allow is reached because something is not known.
    private static PrincipalAssumption Assume(PrincipalEntry entry, Principal caller) => entry.Reaches(caller, denies: false) != GrantClass.None ? PrincipalAssumption.None : entry.Form switch
    {
        PrincipalForm.Unknown => PrincipalAssumption.NotUnderstood,
        PrincipalForm.RoleSession => PrincipalAssumption.SessionUnknown,
        PrincipalForm.User => PrincipalAssumption.IssuerUnknown,
        _ => PrincipalAssumption.None,
    };

    /// <summary>The entries in the order in which they are compiled.</summary>
    private static ImmutableArray<PolicyValue> Values(PrincipalElement? element) =>
        element is null ? [] : element.Wildcard is { } wildcard ? [wildcard] : [.. element.Groups.SelectMany(static group => group.Values)];

    // The entry reaches the caller by itself; a gateway endpoint or a frozen id keeps it from counting.
    private static PrincipalMismatch Withheld(PrincipalEntry entry) =>
        entry.Form == PrincipalForm.Account ? PrincipalMismatch.RootUserOnly : PrincipalMismatch.UniqueIdDiffers;

    private static PrincipalMismatch Differ(PrincipalTest test, PrincipalEntry entry, Principal caller) => entry.Form switch
    {
        PrincipalForm.Nobody or PrincipalForm.Unknown => PrincipalMismatch.CannotMatch,
        PrincipalForm.UniqueId => caller.HasAccount ? PrincipalMismatch.UniqueIdDiffers : PrincipalMismatch.KindDiffers,
        PrincipalForm.CanonicalUser => PrincipalMismatch.UniqueIdDiffers,
        PrincipalForm.Service => caller.Kind == PrincipalKind.Service ? PrincipalMismatch.NameDiffers : PrincipalMismatch.KindDiffers,
        PrincipalForm.FederatedProvider => caller.Kind == PrincipalKind.FederatedProvider ? PrincipalMismatch.NameDiffers : PrincipalMismatch.KindDiffers,
        PrincipalForm.Everyone => PrincipalMismatch.ProviderNeedsName,
        PrincipalForm.Account when test.AccountMeansRootUser && entry.IsAccountOf(caller) => PrincipalMismatch.RootUserOnly,
        _ => DifferInArn(entry, caller),
    };

    private static PrincipalMismatch DifferInArn(PrincipalEntry entry, Principal caller)
    {
        if (!caller.HasAccount || !CouldBe(entry.Form, caller.Kind))
        {
            return PrincipalMismatch.KindDiffers;
        }

        if (entry.Account != caller.AccountId)
        {
            return PrincipalMismatch.AccountDiffers;
        }

        if (!entry.IsAccountOf(caller))
        {
            return PrincipalMismatch.PartitionDiffers;
        }

        return (entry.Form, caller.Kind) switch
        {
            (PrincipalForm.User, PrincipalKind.FederatedUser) => caller.Issuer is null ? PrincipalMismatch.IssuerUnknown : PrincipalMismatch.NameDiffers,
            _ when entry.Name != caller.Name => PrincipalMismatch.NameDiffers,
            (PrincipalForm.RoleSession, PrincipalKind.Role) => PrincipalMismatch.SessionUnknown,
            (PrincipalForm.RoleSession, _) => PrincipalMismatch.SessionDiffers,
            (PrincipalForm.User, _) => PrincipalMismatch.PathDiffers,
            _ => PrincipalMismatch.UniqueIdDiffers,
        };
    }

    private static bool CouldBe(PrincipalForm form, PrincipalKind kind) => form switch
    {
        PrincipalForm.Account => true,
        PrincipalForm.User => kind is PrincipalKind.User or PrincipalKind.FederatedUser,
        PrincipalForm.Role or PrincipalForm.RoleSession => kind is PrincipalKind.Role or PrincipalKind.RoleSession,
        _ => kind == PrincipalKind.FederatedUser,
    };
}

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
            return new PrincipalExplanation(grant == GrantClass.None ? PrincipalMismatch.NobodyNamed : PrincipalMismatch.None, grant, test.IsNegated, null, whole);
        }

        int best = Enumerable.Range(0, written.Length).MaxBy(i => (test.Entries[i].Reaches(check.Caller, denies), Differ(test, test.Entries[i], check.Caller)));
        if (test.IsNegated)
        {
            return grant == GrantClass.None
                ? new PrincipalExplanation(PrincipalMismatch.Excluded, grant, true, written[best], written[best].Span)
                : new PrincipalExplanation(PrincipalMismatch.None, grant, true, null, whole);
        }

        PrincipalMismatch mismatch = grant != GrantClass.None ? PrincipalMismatch.None
            : test.Entries[best].Reaches(check.Caller, denies) != GrantClass.None ? Withheld(test.Entries[best])
            : Differ(test, test.Entries[best], check.Caller);
        return new PrincipalExplanation(mismatch, grant, false, written[best], written[best].Span);
    }

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
        PrincipalForm.Everyone => PrincipalMismatch.KindDiffers,
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

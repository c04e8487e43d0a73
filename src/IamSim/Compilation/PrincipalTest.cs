using System.Collections.Immutable;
using IamSim.Identifiers;

namespace IamSim.Compilation;

/// <summary>The Principal or NotPrincipal element of a statement.</summary>
/// <param name="entries">The principals it names.</param>
/// <param name="isNegated">Whether it is NotPrincipal.</param>
/// <param name="accountMeansRootUser">Whether an account stands for its root user only, as in gateway endpoint policies (VPCE-3).</param>
/// <param name="everyLevel">Whether NotPrincipal spares only callers listed at every level (OQ-4).</param>
internal sealed class PrincipalTest(PrincipalEntry[] entries, bool isNegated, bool accountMeansRootUser, bool everyLevel)
{
    public PrincipalEntry[] Entries => entries;

    public bool IsNegated => isNegated;

    public bool AccountMeansRootUser => accountMeansRootUser;

    /// <summary>How the element reaches a caller.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="denies">Whether the statement is a Deny.</param>
    /// <param name="hasBoundary">Whether the caller has a permissions boundary (PRIN-21).</param>
    /// <param name="frozenIds">Unique ids that trust policies froze their ARNs to (PRIN-12).</param>
    public GrantClass Reaches(Principal caller, bool denies, bool hasBoundary, ImmutableDictionary<string, string> frozenIds)
    {
        if (isNegated)
        {
            // STS-5: an identity provider's caller is allowed by name only.
            bool reaches = !Spares(caller, denies, hasBoundary) && (denies || caller.Kind != PrincipalKind.FederatedProvider);
            return reaches ? GrantClass.Direct : GrantClass.None;
        }

        var best = GrantClass.None;
        foreach (PrincipalEntry entry in entries)
        {
            if (accountMeansRootUser && entry.Form == PrincipalForm.Account && caller.Kind != PrincipalKind.Root)
            {
                continue;
            }

            GrantClass reached = entry.Reaches(caller, denies);
            if (reached > best && !IsFrozenToAnother(entry, caller, frozenIds))
            {
                best = reached;
            }
        }

        return best;
    }

    private static bool IsFrozenToAnother(PrincipalEntry entry, Principal caller, ImmutableDictionary<string, string> frozenIds) =>
        !frozenIds.IsEmpty && caller.UniqueId is { } id && frozenIds.TryGetValue(entry.Text, out string? frozen) && !string.Equals(id, frozen, StringComparison.Ordinal);

    // PRIN-20 to PRIN-22. An imported NotPrincipal with Allow spares whoever is listed at any level.
    private bool Spares(Principal caller, bool denies, bool hasBoundary)
    {
        if (denies && hasBoundary && (caller.Kind is PrincipalKind.User or PrincipalKind.FederatedUser || caller.IsRoleSession))
        {
            return false;
        }

        if (Lists(PrincipalForm.Everyone, caller))
        {
            return true;
        }

        return denies && everyLevel ? IsListedAtEveryLevel(caller) : IsListedAtAnyLevel(caller);
    }

    private bool IsListedAtEveryLevel(Principal caller) => caller.Kind switch
    {
        PrincipalKind.User => Lists(PrincipalForm.User, caller) && Lists(PrincipalForm.Account, caller),
        PrincipalKind.RoleSession => Lists(PrincipalForm.RoleSession, caller) && Lists(PrincipalForm.Role, caller) && Lists(PrincipalForm.Account, caller),
        PrincipalKind.FederatedUser => Lists(PrincipalForm.FederatedUser, caller) && Lists(PrincipalForm.User, caller) && Lists(PrincipalForm.Account, caller),
        PrincipalKind.Root => Lists(PrincipalForm.Account, caller),
        PrincipalKind.Service => Lists(PrincipalForm.Service, caller),
        PrincipalKind.FederatedProvider => Lists(PrincipalForm.FederatedProvider, caller),
        _ => false,
    };

    // A loop, since a closure would allocate on every evaluation.
    private bool IsListedAtAnyLevel(Principal caller)
    {
        foreach (PrincipalEntry entry in entries)
        {
            if (entry.Reaches(caller, denies: false) != GrantClass.None)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an entry of a form names the caller.</summary>
    public bool Lists(PrincipalForm form, Principal caller)
    {
        foreach (PrincipalEntry entry in entries)
        {
            if (entry.Form == form && (form == PrincipalForm.Everyone || entry.Reaches(caller, denies: false) != GrantClass.None))
            {
                return true;
            }
        }

        return false;
    }
}

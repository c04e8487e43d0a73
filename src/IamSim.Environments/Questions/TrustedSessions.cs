using System.Collections.Immutable;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>The sessions that a policy names. PRIN-6, EVAL-22: who assumes a role chooses the name of its session, and so may have the one that is named.</summary>
internal static class TrustedSessions
{
    // A policy that lists many names of one role is asked about the first of them.
    private const int Most = 8;

    /// <summary>The sessions of a role, by the names with which the statements that allow name them.</summary>
    /// <param name="policy">The policy, such as the trust policy of another role; <c>null</c> for none.</param>
    /// <param name="role">The role whose sessions they are.</param>
    public static IEnumerable<Principal> Of(EnvironmentPolicy? policy, IamRole role) =>
        (policy?.Content.Document?.Statements ?? [])
            .Where(static statement => statement.Effect?.Text == "Allow")
            .SelectMany(static statement => statement.Principal?.Groups ?? [])
            .Where(static group => group.Kind.Text == "AWS")
            .SelectMany(static group => group.Values)
            .Select(static value => value.Text)
            .Distinct(StringComparer.Ordinal)
            .Select(static text => Principal.TryParse(text, out Principal? principal) ? principal : null)
            .OfType<Principal>()
            .Where(principal => principal.Kind == PrincipalKind.RoleSession && principal.AccountId == role.AccountId && string.Equals(principal.Name, role.Name, StringComparison.OrdinalIgnoreCase))
            .Take(Most)
            .Select(principal => principal with { UniqueId = role.UniqueId, Tags = role.Tags, RolePath = role.Path });

    /// <summary>The sessions that the statements of a policy and grants on a key name, whether they let them in or not.</summary>
    public static ImmutableArray<NamedSession> NamedBy(EnvironmentPolicy? policy, IEnumerable<KmsGrant> grants)
    {
        PolicyStatement[] statements = [.. policy?.Content.Document?.Statements ?? []];
        IEnumerable<NamedSession> named = statements.SelectMany(static statement => SessionsIn(statement.Principal, statement.Effect?.Text == "Deny").Concat(SessionsIn(statement.NotPrincipal, true)));
        IEnumerable<NamedSession> granted = grants.SelectMany(static grant => new[] { grant.Grantee, grant.Retiring }).OfType<Principal>().Where(static principal => principal.Kind == PrincipalKind.RoleSession)
            .Select(static principal => new NamedSession(principal, false));
        return [.. named.Concat(granted).DistinctBy(static session => (session.Principal.Text, session.IsDenied))];
    }

    /// <summary>
    /// Those who a role could be for a policy that names sessions of it: each of these sessions, and one with another name where what is denied to
    /// one of them would count for the role. Empty for other callers, and where none is named.
    /// </summary>
    public static ImmutableArray<Principal> Of(CallerProfile caller, ResourceProfile resource)
    {
        if (caller.Principal.Kind != PrincipalKind.Role || caller.Identity is not IamRole || resource.NamedSessions.IsEmpty)
        {
            return [];
        }

        NamedSession[] named = [.. resource.NamedSessions.Where(session => session.IsOf(caller.Principal))];
        IEnumerable<string> other = Array.Exists(named, static session => session.IsDenied) ? [OtherName(named)] : [];
        return
        [
            .. named.Select(static session => session.Principal.SessionName!).Distinct(StringComparer.Ordinal).Take(Most).Concat(other)
                .Select(name => Principal.Parse($"arn:{caller.Principal.Partition}:sts::{caller.Principal.AccountId}:assumed-role/{caller.Principal.Name}/{name}") with
                {
                    UniqueId = caller.Principal.UniqueId, Tags = caller.Principal.Tags, SessionTags = caller.Principal.SessionTags, RolePath = caller.Principal.EffectiveRolePath,
                }),
        ];
    }

    private static string OtherName(NamedSession[] named)
    {
        string name = "another";
        while (Array.Exists(named, session => session.Principal.SessionName == name))
        {
            name += "-one";
        }

        return name;
    }

    private static IEnumerable<NamedSession> SessionsIn(PrincipalElement? element, bool isDenied) =>
        (element?.Groups ?? []).Where(static group => group.Kind.Text == "AWS").SelectMany(static group => group.Values)
            .Select(static value => Principal.TryParse(value.Text, out Principal? principal) && principal.Kind == PrincipalKind.RoleSession ? principal : null)
            .OfType<Principal>()
            .Select(principal => new NamedSession(principal, isDenied));

    /// <summary>The role behind a caller that is a session; others as they are.</summary>
    /// <remarks>It is the same node as the role, and is asked about as its session.</remarks>
    public static AccessSubject RoleOf(AccessSubject subject) =>
        subject.Kind == AccessSubjectKind.NamedPrincipal && subject is { Principal.Kind: PrincipalKind.RoleSession, Identity: IamRole role }
            ? new AccessSubject(AccessSubjectKind.Role, role.Arn, subject.Caller)
            : subject;
}

/// <summary>A session that a policy names.</summary>
/// <param name="Principal">The session.</param>
/// <param name="IsDenied">Whether a statement that denies names it, or leaves it out.</param>
internal readonly record struct NamedSession(Principal Principal, bool IsDenied)
{
    /// <summary>Whether it is one of a role.</summary>
    public bool IsOf(Principal role) => Principal.AccountId == role.AccountId && string.Equals(Principal.Name, role.Name, StringComparison.Ordinal);
}

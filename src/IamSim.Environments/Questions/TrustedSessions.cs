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

    /// <summary>The role behind a caller that is a session; others as they are.</summary>
    /// <remarks>It is the same node as the role, and is asked about as its session.</remarks>
    public static AccessSubject RoleOf(AccessSubject subject) =>
        subject.Kind == AccessSubjectKind.NamedPrincipal && subject is { Principal.Kind: PrincipalKind.RoleSession, Identity: IamRole role }
            ? new AccessSubject(AccessSubjectKind.Role, role.Arn, subject.Caller)
            : subject;
}

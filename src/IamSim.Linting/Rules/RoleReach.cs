using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>An action on roles that a statement of an identity policy allows on any role of a kind.</summary>
/// <param name="Span">The entry, or the element, that lets the action in.</param>
/// <param name="Cause">The first half of a sentence: what lets the action in, on what.</param>
/// <param name="IsNotResource">Whether it is NotResource that reaches the roles.</param>
internal readonly record struct RoleReach(SourceSpan Span, string Cause, bool IsNotResource)
{
    /// <summary>Looks for the reach of an Allow.</summary>
    /// <param name="statement">A statement of an identity policy.</param>
    /// <param name="action">The action, <c>iam:Name</c>.</param>
    /// <param name="roles">The roles as the last part of an ARN pattern, such as <c>role/*</c>.</param>
    /// <param name="limit">The condition key that makes a reach by Resource harmless.</param>
    public static RoleReach? Find(LintedStatement statement, string action, string roles, string limit)
    {
        // Of a statement that allows everything another rule tells.
        if (!statement.IsAllow || IsEverything(statement) || !statement.Covers(action))
        {
            return null;
        }

        (SourceSpan span, string subject) = SubjectOf(statement, action);
        if (statement.IsNotResource)
        {
            // An entry that names all of them leaves nothing to allow.
            return statement.Resources.Any(resource => CoversAll(resource, roles))
                ? null
                : new RoleReach(span, $"{subject} on all that NotResource does not name", IsNotResource: true);
        }

        foreach (LintedResource resource in statement.Resources)
        {
            if (CoversAll(resource, roles))
            {
                return IsLimited(statement, limit) ? null : new RoleReach(span, $"{subject} on {JsonNode.Quote(resource.Text)}", IsNotResource: false);
            }
        }

        return null;
    }

    private static bool IsEverything(LintedStatement statement) =>
        statement is { IsNotAction: false, IsNotResource: false, Conditions: [] } && statement.Actions.Any(static action => action.IsEverything) && statement.Resources.Any(static resource => resource.IsEverything);

    // Naming services to leave out, or any, limits nothing.
    private static bool IsLimited(LintedStatement statement, string limit) =>
        statement.Conditions.Any(condition => condition.IsKey(limit) && condition.Compares() && !condition.IsNegated() && condition.Key.Values.All(static value => value.Text.AsSpan().ContainsAnyExcept('*')));

    /// <summary>Whether a statement denies the action on all of the roles, whatever else is allowed.</summary>
    public static bool Denies(LintedStatement statement, string action, string roles) =>
        statement.IsDeny && statement.Conditions.IsEmpty && !statement.IsNotResource && statement.Covers(action) && statement.Resources.Any(resource => CoversAll(resource, roles));

    private static (SourceSpan Span, string Subject) SubjectOf(LintedStatement statement, string action)
    {
        if (statement.IsNotAction)
        {
            return (statement.Statement.NotAction!.NameSpan, $"NotAction does not name {action} and so allows it");
        }

        // The plainest entry is the one to blame: the action itself before a pattern.
        LintedAction entry = statement.Actions.Where(candidate => candidate.Matches(action)).MinBy(static candidate => candidate.HasWildcard ? 1 : 0)!;
        return (entry.Value.Span, AsciiFold.Equals(entry.Text, action) ? $"{action} is allowed" : $"{JsonNode.Quote(entry.Text)} allows {action}");
    }

    private static bool CoversAll(LintedResource resource, string roles) =>
        resource.Value.Kind == PolicyValueKind.String
        && (resource.IsEverything || (resource.IsArn && WildcardAlgebra.Matches(resource.Service, "iam") && WildcardAlgebra.Covers(resource.Resource, roles)));
}

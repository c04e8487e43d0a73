using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Benchmarks.Naive;

/// <summary>Whether a statement is about a request.</summary>
internal static class NaiveStatement
{
    public static bool Matches(PolicyStatement statement, NaiveRequest request, bool hasVariables) =>
        PrincipalMatches(statement, request.Principal)
        && ActionMatches(statement, request.Action)
        && ResourceMatches(statement, request, hasVariables)
        && (statement.Condition is null || NaiveCondition.Holds(statement.Condition, request, hasVariables));

    public static bool ActionMatches(PolicyStatement statement, string action) =>
        statement.NotAction is { } others ? !AnyAction(others, action) : statement.Action is { } element && AnyAction(element, action);

    private static bool AnyAction(PolicyElement element, string action)
    {
        foreach (PolicyValue value in element.Values)
        {
            if (NaiveWildcard.Matches(value.Text, action, ignoreCase: true))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ResourceMatches(PolicyStatement statement, NaiveRequest request, bool hasVariables) =>
        statement.NotResource is { } others ? !AnyResource(others, request, hasVariables) : statement.Resource is null || AnyResource(statement.Resource, request, hasVariables);

    private static bool AnyResource(PolicyElement element, NaiveRequest request, bool hasVariables)
    {
        foreach (PolicyValue value in element.Values)
        {
            if (ResourceMatches(value.Text, request, hasVariables))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ResourceMatches(string pattern, NaiveRequest request, bool hasVariables)
    {
        if (request.Resource == "*")
        {
            return pattern.Trim('*').Length == 0;
        }

        string? expanded = NaiveVariables.Expand(pattern, request.Context, hasVariables);
        return expanded is not null && NaiveWildcard.ResourceMatches(expanded, request.Resource);
    }

    // A statement of an identity policy has no principal and is about its owner. The account alone delegates and so grants nothing itself.
    private static bool PrincipalMatches(PolicyStatement statement, Principal caller)
    {
        if (statement.Principal is not { } principal)
        {
            return true;
        }

        if (principal.Wildcard is not null)
        {
            return true;
        }

        bool denies = statement.Effect?.Text == "Deny";
        foreach (PolicyValue value in principal.Groups.Where(static group => group.Kind.Text == "AWS").SelectMany(static group => group.Values))
        {
            bool isAccount = value.Text == caller.AccountId || value.Text == $"arn:aws:iam::{caller.AccountId}:root";
            if (value.Text == "*" || value.Text == caller.Text || (denies && isAccount))
            {
                return true;
            }
        }

        return false;
    }
}

using IamSim.Evaluation;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Names the levels of an organization's policies by the nodes they are attached to (SCP-2).</summary>
internal static class LevelNames
{
    /// <summary>The id of a level's root, organizational unit or account where the one known path has as many nodes as there are levels; otherwise <c>null</c>.</summary>
    public static string? Of(PolicyKind kind, int levels, int level, in AuthorizationCheck check)
    {
        PolicySet set = check.Set.Source;
        (OrganizationFacts? organization, string account) = kind switch
        {
            PolicyKind.ServiceControl => (set.Organization, check.Caller.AccountId),
            PolicyKind.ResourceControl => (set.ResourceOrganization ?? set.Organization, check.Owner),
            _ => (null, ""),
        };
        if (organization?.Paths is not [{ } path])
        {
            return null;
        }

        // o-id/r-id/ou-id/…/ names everything but the account itself, which is the last level.
        string[] nodes = [.. path.TrimEnd('/').Split('/').Skip(1), account];
        return nodes.Length == levels && nodes[level].Length > 0 ? nodes[level] : null;
    }
}

using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Policies;

namespace IamSim.Environments.Escalations;

/// <summary>Names that a caller would choose for what it makes: one that nothing mentions, and such as fit the resources that its own policies allow.</summary>
internal static class ChosenNames
{
    private const string Plain = "anything";

    // A caller whose policies list many patterns is asked about the first of them.
    private const int Most = 6;

    /// <summary>The names, the plain one first.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="resources">ARNs with <c>{name}</c> in them; none for a path that makes nothing.</param>
    public static IReadOnlyList<string> For(CallerProfile caller, string[] resources)
    {
        if (resources.Length == 0)
        {
            return [Plain];
        }

        IEnumerable<string> fitting = from policy in caller.IdentityPolicies ?? []
                                      from statement in policy.Content.Document!.Statements
                                      where statement.Effect?.Text is "Allow"
                                      from pattern in statement.Resource?.Values ?? []
                                      from resource in resources
                                      let name = Fit(pattern.Text, resource, caller.Principal.Name)
                                      where name is not null
                                      select name;
        return [.. fitting.Prepend(Plain).Distinct(StringComparer.Ordinal).Take(Most)];
    }

    private static string? Fit(string pattern, string resource, string callerName)
    {
        string[] given = pattern.Split(':', 6);
        string[] wanted = resource.Split(':', 6);
        int start = wanted[^1].IndexOf("{name}", StringComparison.Ordinal);
        if (given.Length < 6 || given[2] != wanted[2] || start < 0 || !given[5].StartsWith(wanted[5][..start], StringComparison.Ordinal))
        {
            return null;
        }

        string rest = given[5][start..];
        int after = start + "{name}".Length;
        int end = after < wanted[5].Length ? rest.IndexOf(wanted[5][after], StringComparison.Ordinal) : -1;
        string name = (end < 0 ? rest : rest[..end]).Replace("${aws:username}", callerName, StringComparison.Ordinal);
        return name.Length == 0 || name.Contains('$', StringComparison.Ordinal) ? null : name.Replace('*', 'x').Replace('?', 'x');
    }
}

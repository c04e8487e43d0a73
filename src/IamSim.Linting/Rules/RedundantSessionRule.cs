using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>A session of a role as principal beside the role itself, in a role trust policy.</summary>
internal sealed class RedundantSessionRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        if (!policy.IsRoleTrust)
        {
            return;
        }

        foreach (LintedStatement statement in policy.Statements)
        {
            var roles = new Dictionary<string, string>(StringComparer.Ordinal);
            var sessions = new List<(PolicyValue Value, string Role)>();
            foreach (PolicyValue value in statement.PrincipalsOf("AWS"))
            {
                if (Principal.TryParse(value.Text, out Principal? principal) && principal.Kind == PrincipalKind.Role)
                {
                    roles.TryAdd(RoleOf(principal), value.Text);
                }
                else if (principal?.Kind == PrincipalKind.RoleSession)
                {
                    sessions.Add((value, RoleOf(principal)));
                }
            }

            foreach ((PolicyValue value, string role) in sessions.Where(session => roles.ContainsKey(session.Role)))
            {
                reporter.Report(LintDescriptors.RedundantSession, value.Span, $"{JsonNode.Quote(value.Text)} is a session of {JsonNode.Quote(roles[role])}, whose sessions all match", "remove the session, or the role if only this session is meant");
            }
        }
    }

    // PRIN-5: session ARNs carry no path.
    private static string RoleOf(Principal principal) => $"{principal.Partition} {principal.AccountId} {principal.Name}";
}

using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Whoever may pass any role to a service may have everything done that some role may do.</summary>
internal sealed class PassRoleRule : ILintRule
{
    private const string PassRole = "iam:PassRole";
    private const string Roles = "role/*";

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        // The other kinds only limit, or belong to resources that no role is passed to.
        if (policy.Kind != PolicyKind.Identity || policy.Statements.Any(static statement => RoleReach.Denies(statement, PassRole, Roles)))
        {
            return;
        }

        foreach (LintedStatement statement in policy.Statements)
        {
            if (RoleReach.Find(statement, PassRole, Roles, "iam:PassedToService") is { } reach)
            {
                string effect = reach.IsNotResource ? "so roles that nobody thought of can be passed" : "so any role can be passed to any service";
                string help = reach.IsNotResource ? "name the roles in Resource" : "name the roles, or add a condition on iam:PassedToService";
                reporter.Report(LintDescriptors.PassAnyRole, reach.Span, $"{reach.Cause}, {effect}", statement.IsNotAction ? $"{help}, or add {PassRole} to NotAction" : help);
            }
        }
    }
}

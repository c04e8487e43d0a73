using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Whoever may make service-linked roles of any service lets any service into the account.</summary>
internal sealed class ServiceLinkedRoleRule : ILintRule
{
    private const string CreateServiceLinkedRole = "iam:CreateServiceLinkedRole";
    private const string Roles = "role/aws-service-role/*";

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        if (policy.Kind != PolicyKind.Identity || policy.Statements.Any(static statement => RoleReach.Denies(statement, CreateServiceLinkedRole, Roles)))
        {
            return;
        }

        foreach (LintedStatement statement in policy.Statements)
        {
            if (RoleReach.Find(statement, CreateServiceLinkedRole, Roles, "iam:AWSServiceName") is { } reach)
            {
                string help = reach.IsNotResource ? "name the roles in Resource" : "name the roles, as role/aws-service-role/service.amazonaws.com/*, or add a condition on iam:AWSServiceName";
                string message = $"{reach.Cause}, so service-linked roles of any service can be made";
                reporter.Report(LintDescriptors.CreateAnyServiceLinkedRole, reach.Span, message, statement.IsNotAction ? $"{help}, or add {CreateServiceLinkedRole} to NotAction" : help);
            }
        }
    }
}

using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Everything on everything to a principal, or anything to everyone.</summary>
internal sealed class EverythingRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedStatement statement in policy.Statements.Where(static statement => statement is { IsAllow: true, Conditions: [] }))
        {
            if (policy.Kind is PolicyKind.Identity && statement is { IsNotAction: false, IsNotResource: false } && statement.Resources.Any(static resource => resource.IsEverything)
                && statement.Actions.FirstOrDefault(static action => action.IsEverything) is { } action)
            {
                reporter.Report(LintDescriptors.AllowsEverything, action.Value.Span, "the statement allows every action on every resource", "name the actions and resources that are needed");
            }

            // Trust policies and endpoint policies are told apart: the validator knows the one, and the other is meant to be open.
            if (policy.Kind == PolicyKind.Resource && !policy.IsRoleTrust && Everyone(statement.Statement.Principal) is { } everyone)
            {
                reporter.Report(LintDescriptors.AllowsEveryone, everyone.Span, "everyone, also without an account, may do this", "name the accounts or principals, or add a condition such as aws:PrincipalOrgID");
            }
        }
    }

    private static PolicyValue? Everyone(PrincipalElement? principal)
    {
        if (principal?.Wildcard is { Text: "*" } wildcard)
        {
            return wildcard;
        }

        foreach (PrincipalGroup group in principal?.Groups ?? [])
        {
            foreach (PolicyValue value in group.Values)
            {
                if (group.Kind.Text == "AWS" && value.Text == "*")
                {
                    return value;
                }
            }
        }

        return null;
    }
}

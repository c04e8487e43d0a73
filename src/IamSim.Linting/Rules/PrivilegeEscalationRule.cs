using System.Collections.Immutable;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Grants with which a principal can give itself more: unconditional, and on whatever resource there is.</summary>
internal sealed class PrivilegeEscalationRule : ILintRule
{
    private const int MostShown = 3;

    // Each with a resource of a name that nobody means: whoever covers it covers every name. iam:PassRole has checks of its own, see PASS_ROLE_WITH_STAR_IN_RESOURCE.
    private static readonly ImmutableArray<Grant> Grants =
    [
        new("iam:AddUserToGroup", "iam", "group/x-7f3a", "join any group"),
        new("iam:AttachGroupPolicy", "iam", "group/x-7f3a", "attach any policy to its groups"),
        new("iam:AttachRolePolicy", "iam", "role/x-7f3a", "attach any policy to a role"),
        new("iam:AttachUserPolicy", "iam", "user/x-7f3a", "attach any policy to itself"),
        new("iam:CreateAccessKey", "iam", "user/x-7f3a", "make keys of any user"),
        new("iam:CreateLoginProfile", "iam", "user/x-7f3a", "give any user a password"),
        new("iam:CreatePolicyVersion", "iam", "policy/x-7f3a", "rewrite any managed policy"),
        new("iam:DeleteRolePermissionsBoundary", "iam", "role/x-7f3a", "take the boundary off any role"),
        new("iam:DeleteUserPermissionsBoundary", "iam", "user/x-7f3a", "take the boundary off any user"),
        new("iam:PutGroupPolicy", "iam", "group/x-7f3a", "write a policy into its groups"),
        new("iam:PutRolePermissionsBoundary", "iam", "role/x-7f3a", "change the boundary of any role"),
        new("iam:PutRolePolicy", "iam", "role/x-7f3a", "write a policy into any role"),
        new("iam:PutUserPermissionsBoundary", "iam", "user/x-7f3a", "change the boundary of any user"),
        new("iam:PutUserPolicy", "iam", "user/x-7f3a", "write a policy into itself"),
        new("iam:SetDefaultPolicyVersion", "iam", "policy/x-7f3a", "bring back an older version of any policy"),
        new("iam:UpdateAssumeRolePolicy", "iam", "role/x-7f3a", "let itself into any role"),
        new("iam:UpdateLoginProfile", "iam", "user/x-7f3a", "change the password of any user"),
        new("lambda:UpdateFunctionCode", "lambda", "function:x-7f3a", "run code as any function"),
        new("ssm:SendCommand", "ssm", "document/x-7f3a", "run commands as any managed instance"),
        new("ssm:StartSession", "ec2", "instance/x-7f3a", "open a shell on any managed instance"),
        new("sso:AttachManagedPolicyToPermissionSet", "sso", "permissionSet/x-7f3a/x-7f3a", "widen any permission set"),
        new("sso:CreateAccountAssignment", "sso", "permissionSet/x-7f3a/x-7f3a", "assign itself to any account"),
        new("sso:PutInlinePolicyToPermissionSet", "sso", "permissionSet/x-7f3a/x-7f3a", "widen any permission set"),
        new("sts:AssumeRole", "iam", "role/x-7f3a", "assume any role that trusts its account"),
    ];

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        if (policy.Kind != PolicyKind.Identity)
        {
            return;
        }

        foreach (LintedStatement statement in policy.Statements.Where(static statement => statement is { IsAllow: true, Conditions: [] }))
        {
            if (statement.IsNotAction)
            {
                ReportAll(statement.ActionElement!.NameSpan, [.. Grants.Where(grant => grant.IsOnAnything(statement) && statement.Covers(grant.Action))], reporter);
                continue;
            }

            // Of a statement about every action there is a finding already.
            foreach (LintedAction action in statement.Actions.Where(static action => !action.IsEverything))
            {
                ReportAll(action.Value.Span, [.. Grants.Where(grant => WildcardAlgebra.Matches(action.Folded, grant.Folded) && grant.IsOnAnything(statement))], reporter);
            }
        }
    }

    private static void ReportAll(Diagnostics.SourceSpan span, Grant[] grants, LintReporter reporter)
    {
        if (grants.Length == 0)
        {
            return;
        }

        string shown = string.Join("; ", grants.Take(MostShown).Select(static grant => $"{JsonNode.Quote(grant.Action)} on anything lets a principal {grant.Means}"));
        string more = grants.Length > MostShown ? $"; and {grants.Length - MostShown} more such actions" : "";
        reporter.Report(LintDescriptors.PrivilegeEscalation, span, shown + more, "name the resources, or add a condition such as iam:PermissionsBoundary");
    }

    private sealed record Grant(string Action, string Service, string Resource, string Means)
    {
        public string Folded { get; } = AsciiFold.ToLower(Action);

        public bool IsOnAnything(LintedStatement statement) => statement.IsNotResource || statement.Resources.Any(Covers);

        private bool Covers(LintedResource resource) =>
            resource.IsEverything || (resource.IsArn && WildcardAlgebra.Matches(resource.Service, Service) && WildcardAlgebra.Matches(resource.Resource, Resource));
    }
}

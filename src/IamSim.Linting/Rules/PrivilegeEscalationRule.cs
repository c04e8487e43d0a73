using System.Collections.Immutable;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Grants with which a principal can give itself more: unconditional, and on whatever resource there is.</summary>
internal sealed class PrivilegeEscalationRule : ILintRule
{
    private const int MostShown = 3;

    // iam:PassRole has checks of its own, see PASS_ROLE_WITH_STAR_IN_RESOURCE.
    private static readonly ImmutableArray<(string Action, string Means)> Grants =
    [
        ("iam:AddUserToGroup", "join any group"),
        ("iam:AttachGroupPolicy", "attach any policy to its groups"),
        ("iam:AttachRolePolicy", "attach any policy to a role"),
        ("iam:AttachUserPolicy", "attach any policy to itself"),
        ("iam:CreateAccessKey", "make keys of any user"),
        ("iam:CreateLoginProfile", "give any user a password"),
        ("iam:CreatePolicyVersion", "rewrite any managed policy"),
        ("iam:DeleteRolePermissionsBoundary", "take the boundary off any role"),
        ("iam:DeleteUserPermissionsBoundary", "take the boundary off any user"),
        ("iam:PutGroupPolicy", "write a policy into its groups"),
        ("iam:PutRolePermissionsBoundary", "change the boundary of any role"),
        ("iam:PutRolePolicy", "write a policy into any role"),
        ("iam:PutUserPermissionsBoundary", "change the boundary of any user"),
        ("iam:PutUserPolicy", "write a policy into itself"),
        ("iam:SetDefaultPolicyVersion", "bring back an older version of any policy"),
        ("iam:UpdateAssumeRolePolicy", "let itself into any role"),
        ("iam:UpdateLoginProfile", "change the password of any user"),
        ("lambda:UpdateFunctionCode", "run code as any function"),
        ("ssm:SendCommand", "run commands as any managed instance"),
        ("ssm:StartSession", "open a shell on any managed instance"),
        ("sso:AttachManagedPolicyToPermissionSet", "widen any permission set"),
        ("sso:CreateAccountAssignment", "assign itself to any account"),
        ("sso:PutInlinePolicyToPermissionSet", "widen any permission set"),
        ("sts:AssumeRole", "assume any role that trusts its account"),
    ];

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        if (policy.Kind != PolicyKind.Identity)
        {
            return;
        }

        foreach (LintedStatement statement in policy.Statements.Where(static statement => statement is { IsAllow: true, Conditions: [] } && IsAboutAnything(statement)))
        {
            if (statement.IsNotAction)
            {
                ReportAll(statement.ActionElement!.NameSpan, [.. Grants.Where(grant => statement.Covers(grant.Action))], reporter);
                continue;
            }

            // Of a statement about every action there is a finding already.
            foreach (LintedAction action in statement.Actions.Where(static action => !action.IsEverything))
            {
                ReportAll(action.Value.Span, [.. Grants.Where(grant => action.Matches(grant.Action))], reporter);
            }
        }
    }

    private static void ReportAll(Diagnostics.SourceSpan span, (string Action, string Means)[] grants, LintReporter reporter)
    {
        if (grants.Length == 0)
        {
            return;
        }

        string shown = string.Join("; ", grants.Take(MostShown).Select(static grant => $"{JsonNode.Quote(grant.Action)} on anything lets a principal {grant.Means}"));
        string more = grants.Length > MostShown ? $"; and {grants.Length - MostShown} more such actions" : "";
        reporter.Report(LintDescriptors.PrivilegeEscalation, span, shown + more, "name the resources, or add a condition such as iam:PermissionsBoundary");
    }

    private static bool IsAboutAnything(LintedStatement statement) => statement.IsNotResource || statement.Resources.Any(static resource => IsAnything(resource));

    // The name is left open, whatever its type: arn:aws:iam::*:* and arn:aws:iam::111122223333:role/*.
    private static bool IsAnything(LintedResource resource)
    {
        int slash = resource.Resource.IndexOfAny(['/', ':']);
        return resource.IsEverything || (resource.IsArn && resource.Resource.AsSpan(slash + 1).Trim('*').IsEmpty && resource.Resource.Length > slash + 1);
    }
}

using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Actions that a trust policy must allow beside the one that assumes the role.</summary>
internal sealed class TrustedSessionRule : ILintRule
{
    public const string RolesAnywhere = "rolesanywhere.amazonaws.com";

    private static readonly string[] Assuming = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

    private static readonly string[] OfRolesAnywhere = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"];

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        if (!policy.IsRoleTrust)
        {
            return;
        }

        CheckRolesAnywhere(policy, reporter);
        foreach (LintedStatement statement in policy.Statements)
        {
            if (statement.IsAllow && Assuming.Any(statement.Covers))
            {
                foreach (LintedCondition condition in statement.Conditions)
                {
                    CheckKey(policy, condition, reporter);
                }
            }
        }
    }

    private static void CheckRolesAnywhere(LintedPolicy policy, LintReporter reporter)
    {
        (LintedStatement Statement, PolicyValue Value)[] places =
        [
            .. from statement in policy.Statements
               where statement.IsAllow
               from @group in statement.Statement.Principal?.Groups ?? []
               where @group.Kind.Text == "Service"
               from value in @group.Values
               where value.Text == RolesAnywhere
               select (statement, value),
        ];
        string[] missing = [.. OfRolesAnywhere.Where(action => !Array.Exists(places, place => place.Statement.Covers(action)))];
        if (places.Length > 0 && missing.Length > 0)
        {
            reporter.Report(LintDescriptors.RolesAnywhereActions, places[0].Value.Span, $"IAM Roles Anywhere assumes no role without {string.Join(" and ", missing)}", $"allow {string.Join(", ", OfRolesAnywhere)} to it");
        }
    }

    private static void CheckKey(LintedPolicy policy, LintedCondition condition, LintReporter reporter)
    {
        bool asks = condition.Spelling is { IsKnown: true, IfExists: false, Set: not SetOperator.ForAllValues } && !condition.IsNull && !condition.Spelling.Operator!.IsNegated;
        if (!asks || ActionThatSets(condition.KeyName) is not { } action)
        {
            return;
        }

        if (!policy.Statements.Any(statement => statement.IsAllow && statement.Covers(action)))
        {
            reporter.Report(LintDescriptors.MissingActionForKey, condition.Key.Key.Span, $"only who may call {action} can set {JsonNode.Quote(condition.KeyName)}, and no statement allows it", $"add {action} to the actions");
        }
    }

    private static string? ActionThatSets(string key)
    {
        if (AsciiFold.Equals(key, "sts:SourceIdentity"))
        {
            return "sts:SetSourceIdentity";
        }

        bool isAboutTags = AsciiFold.Equals(key, "aws:TagKeys") || AsciiFold.Equals(key, "sts:TransitiveTagKeys") || key.StartsWith("aws:RequestTag/", StringComparison.OrdinalIgnoreCase);
        return isAboutTags ? "sts:TagSession" : null;
    }
}

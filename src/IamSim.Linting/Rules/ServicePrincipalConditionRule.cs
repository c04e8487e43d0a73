using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Conditions on the identity of a principal in statements about service principals, which have none.</summary>
internal sealed class ServicePrincipalConditionRule : ILintRule
{
    // A service that calls on its own is in no account and in no organization.
    private static readonly string[] Keys =
    [
        "aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalType", "aws:userid", "aws:username",
    ];

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        if (policy.Kind != PolicyKind.Resource)
        {
            return;
        }

        foreach (LintedStatement statement in policy.Statements)
        {
            if (!statement.IsAllow || statement.Statement.Principal is not { Wildcard: null } principal || !principal.Groups.All(static group => group.Kind.Text == "Service"))
            {
                continue;
            }

            // What stands in a certificate, IAM Roles Anywhere brings as tags of its principal.
            bool isRolesAnywhere = statement.PrincipalsOf("Service").Any(static service => service.Text == TrustedSessionRule.RolesAnywhere);
            foreach (LintedCondition condition in statement.Conditions)
            {
                bool asks = condition.Spelling is { IsKnown: true, IfExists: false, Set: not SetOperator.ForAllValues } && !condition.IsNull && !condition.Spelling.Operator!.IsNegated;
                if (asks && IsOfPrincipal(condition.KeyName) && !(isRolesAnywhere && IsTag(condition.KeyName)))
                {
                    reporter.Report(LintDescriptors.KeyOfServicePrincipal, condition.Key.Key.Span, $"a service principal has no {JsonNode.Quote(condition.KeyName)}, so the statement allows nothing", "limit the source with aws:SourceAccount, aws:SourceArn or aws:SourceOrgID");
                }
            }
        }
    }

    private static bool IsOfPrincipal(string key) => IsTag(key) || Keys.Any(name => AsciiFold.Equals(name, key));

    private static bool IsTag(string key) => key.StartsWith("aws:PrincipalTag/", StringComparison.OrdinalIgnoreCase);
}

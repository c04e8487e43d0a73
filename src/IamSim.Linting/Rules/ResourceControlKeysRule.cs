using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Denials of resource control policies that also hit whom they are not about: services, or the account's own principals (RCP-7).</summary>
internal sealed class ResourceControlKeysRule : ILintRule
{
    // Services calling for themselves have none of these.
    private static readonly string[] PrincipalKeys = ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn"];

    // Nobody but a service has these.
    private static readonly string[] SourceKeys = ["aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceAccount", "aws:SourceArn"];

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        if (policy.Kind != PolicyKind.ResourceControl)
        {
            return;
        }

        foreach (LintedStatement statement in policy.Statements.Where(static statement => statement.IsDeny))
        {
            CheckPrincipalKey(statement, reporter);
            CheckSourceKey(statement, reporter);
        }
    }

    private static void CheckPrincipalKey(LintedStatement statement, LintReporter reporter)
    {
        if (statement.Conditions.FirstOrDefault(static condition => condition.HoldsWithoutKey() && Array.Exists(PrincipalKeys, condition.IsKey)) is { } condition && !AsksForService(statement, "false"))
        {
            Report(LintDescriptors.ResourceControlHitsServices, condition, "services that call for themselves do not carry", "\"BoolIfExists\": {\"aws:PrincipalIsAWSService\": \"false\"}", reporter);
        }
    }

    private static void CheckSourceKey(LintedStatement statement, LintReporter reporter)
    {
        if (statement.Conditions.FirstOrDefault(static condition => condition.HoldsWithoutKey() && Array.Exists(SourceKeys, condition.IsKey)) is not { } condition)
        {
            return;
        }

        if (!AsksForService(statement, "true"))
        {
            Report(LintDescriptors.ResourceControlHitsPrincipals, condition, "users and roles do not carry", "\"BoolIfExists\": {\"aws:PrincipalIsAWSService\": \"true\"}", reporter);
        }

        if (!statement.DemandsKey("aws:SourceAccount") && !statement.DemandsKey("aws:SourceArn"))
        {
            Report(LintDescriptors.ResourceControlHitsIntegrations, condition, "some services do not carry", "\"Null\": {\"aws:SourceAccount\": \"false\"}", reporter);
        }
    }

    private static void Report(DiagnosticDescriptor descriptor, LintedCondition condition, string who, string addition, LintReporter reporter) =>
        reporter.Report(descriptor, condition.Key.Key.Span, $"{who} {JsonNode.Quote(condition.KeyName)}, and {condition.Spelling.Usual} then denies them", $"add {addition} to the Condition");

    private static bool AsksForService(LintedStatement statement, string answer) =>
        statement.Conditions.Any(condition => condition.Compares() && condition.IsKey("aws:PrincipalIsAWSService") && condition.OperatorName == "Bool" && condition.Key.Values.Any(value => AsciiFold.Equals(value.Text, answer)));
}

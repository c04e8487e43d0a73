using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Services let in without a word on whose behalf: anybody can make a service act for them (semantics 5.6).</summary>
internal sealed class ServicePrincipalRule : ILintRule
{
    private static readonly string[] SourceKeys = ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"];

    // What older guides used instead: it says something of the source, but not for every service and not for every call.
    private static readonly string[] Substitutes =
        ["aws:Referer", "aws:SourceOwner", "aws:SourceIp", "aws:SourceVpc", "aws:SourceVpce", "aws:PrincipalOrgID", "aws:PrincipalAccount", "kms:CallerAccount", "kms:GrantIsForAWSResource", "lambda:EventSourceToken", "sts:ExternalId"];

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        // The services that use a role mostly do not say for whom when they assume it.
        if (policy.Kind != PolicyKind.Resource || policy.IsRoleTrust)
        {
            return;
        }

        foreach (LintedStatement statement in policy.Statements)
        {
            if (statement.IsAllow && !statement.Actions.Any(static action => AsciiFold.Equals(action.Prefix, "sts")) && !Array.Exists(SourceKeys, statement.Compares))
            {
                Check(statement, reporter);
            }
        }
    }

    private static void Check(LintedStatement statement, LintReporter reporter)
    {
        PolicyValue[] services = [.. statement.PrincipalsOf("Service")];
        if (services.Length == 0)
        {
            return;
        }

        string names = ListedNames.Of(services, static service => service.Text);
        if (statement.Conditions.FirstOrDefault(IsSubstitute) is { } substitute)
        {
            reporter.Report(LintDescriptors.SourceKeyRecommended, substitute.Key.Key.Span, $"{JsonNode.Quote(substitute.KeyName)} is not what says on whose behalf {names} {(services.Length == 1 ? "calls" : "call")}", "use aws:SourceArn, aws:SourceAccount, aws:SourceOrgID or aws:SourceOrgPaths");
        }
        else
        {
            reporter.Report(LintDescriptors.ServiceWithoutSource, services[0].Span, $"{names} {(services.Length == 1 ? "is" : "are")} let in on behalf of anybody who uses the service", "add a condition on aws:SourceArn, aws:SourceAccount, aws:SourceOrgID or aws:SourceOrgPaths");
        }
    }

    private static bool IsSubstitute(LintedCondition condition) =>
        condition.Compares() && (Array.Exists(Substitutes, condition.IsKey) || condition.KeyName.StartsWith("kms:EncryptionContext:", StringComparison.OrdinalIgnoreCase));
}

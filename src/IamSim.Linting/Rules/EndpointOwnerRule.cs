using System.Collections.Frozen;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Keys about the owner of a VPC endpoint with services that do not fill them. See the IAM User Guide, "AWS global condition context keys".</summary>
internal sealed class EndpointOwnerRule : ILintRule
{
    private const string AsOf = "2026";

    private static readonly FrozenSet<string> Common = new[]
    {
        "acm-pca", "applicationinsights", "apprunner", "athena", "cloudformation", "comprehendmedical", "compute-optimizer", "datasync", "discovery",
        "dynamodb", "ebs", "ecr", "ecs", "firehose", "gamelift", "healthlake", "iam", "iotfleetwise", "iotwireless", "kinesisanalytics", "kms", "lambda",
        "medical-imaging", "omics", "payment-cryptography", "polly", "rbin", "rekognition", "route53", "s3", "scheduler", "servicediscovery", "servicequotas",
        "shield", "ssm-contacts", "storagegateway", "textract", "transcribe", "transfer",
    }.ToFrozenSet(AsciiFold.Comparer.Instance);

    private static readonly FrozenSet<string> OfOrganization = new[]
    {
        "b2bi", "cassandra", "cognito-identity", "dms", "ds-data", "identitystore", "iottwinmaker", "network-firewall", "pricing", "ses", "sms-voice", "sqs",
        "workmail",
    }.ToFrozenSet(AsciiFold.Comparer.Instance);

    private static readonly string[] Keys = ["aws:VpceAccount", "aws:VpceOrgID", "aws:VpceOrgPaths"];

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedStatement statement in policy.Statements)
        {
            foreach (LintedCondition condition in statement.Conditions)
            {
                if (condition.Compares() && Array.Exists(Keys, condition.IsKey) && OutsideOf(statement, condition) is { } outside)
                {
                    reporter.Report(LintDescriptors.EndpointOwnerUnsupported, condition.Key.Key.Span, $"{outside} without {JsonNode.Quote(condition.KeyName)}, as of {AsOf}", "name only actions of services that carry the key");
                }
            }
        }
    }

    // What the statement reaches beyond the services that carry the key, with a verb; null for nothing.
    private static string? OutsideOf(LintedStatement statement, LintedCondition condition)
    {
        // What a policy hangs on limits its actions to one service, which is not known here.
        bool isBound = statement.Policy.Kind is PolicyKind.Resource or PolicyKind.VpcEndpoint;
        if (statement.IsNotAction)
        {
            return isBound ? null : "NotAction reaches services that come";
        }

        LintedAction[] outside = [.. statement.Actions.Where(action => action.IsWellFormed && (action.IsEverything ? !isBound : !Carries(action, condition)))];
        return outside.Length == 0 ? null : $"{ListedNames.Of(outside, static action => action.Text)} {(outside.Length > 1 ? "reach" : "reaches")} requests that come";
    }

    private static bool Carries(LintedAction action, LintedCondition condition)
    {
        bool isKnown = Common.Contains(action.Prefix) || (condition.IsKey("aws:VpceOrgID") && OfOrganization.Contains(action.Prefix));
        // Of a prefix with a wildcard another rule tells.
        return action.HasWildcardInPrefix || (isKnown && !AsciiFold.Equals(action.Text, "iam:PassRole"));
    }
}

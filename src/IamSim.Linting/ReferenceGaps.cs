using System.Collections.Frozen;
using IamSim.Identifiers;

namespace IamSim.Linting;

/// <summary>Names that AWS uses although its service reference does not list them: policies that AWS itself publishes have them. About these the linter is silent.</summary>
internal static class ReferenceGaps
{
    // Services without a page, and services that AWS has closed.
    private static readonly FrozenSet<string> Services = new[]
    {
        "applicationwizard", "builderid", "catalog-admin", "catalog-user", "crowd", "datazonecontrol", "deepcomposer", "deeplens", "deepracer", "ec2-reports",
        "elastic-inference", "gamesparks", "iot1click", "iotroborunner", "mobilehub", "sagemaker-groundtruth-synthetic", "sumerian", "zocalo",
    }.ToFrozenSet(AsciiFold.Comparer.Instance);

    // Services whose page leaves out actions that AWS's policies name.
    private static readonly FrozenSet<string> Incomplete = new[] { "cloudhsm", "payments", "securityagent", "servicecatalog" }.ToFrozenSet(AsciiFold.Comparer.Instance);

    private static readonly FrozenSet<string> Actions = new[]
    {
        "cloud9:ValidateEnvironmentName", "memorydb:ReplicateMultiRegionClusterData", "organizations:CreateBuilderIdOwnedAccount", "qapps:ImportDocumentToQApp",
        "qapps:ImportDocumentToQAppSession", "route53-recovery-control-config:DescribeRoutingControlByName",
        // In the policy that every new SNS topic has.
        "sns:Receive",
    }.ToFrozenSet(AsciiFold.Comparer.Instance);

    // Keys of federation whose prefix is no service, and of a service that has closed.
    private static readonly FrozenSet<string> KeyPrefixes = new[]
    {
        "saml", "ldap", "oidc", "catalog", "cognito-identity-unauth", "deepracer", "ipv4", "ipv6",
    }.ToFrozenSet(AsciiFold.Comparer.Instance);

    private static readonly FrozenSet<string> Keys = new[] { "lakeformation:GlueARN", "s3:RequestMethod" }.ToFrozenSet(AsciiFold.Comparer.Instance);

    // Twin maker keys work for more actions than their page says, and so do the keys of HTTP tasks and of Alexa for Business.
    private static readonly FrozenSet<string> KeyOwners = new[] { "a4b", "iottwinmaker", "states" }.ToFrozenSet(AsciiFold.Comparer.Instance);

    private static readonly string[] ResourceParts =
    [
        "cloudformation:transform/", "backup:recovery-point:", "pricingplanmanager:subscription:", "waf:changetoken/", "waf-regional:changetoken/",
        "elasticloadbalancing:listener/", "events:api-destination/", "autoscaling:scalingPolicy:",
    ];

    // AWS owns resources there and leaves the account empty.
    private static readonly FrozenSet<string> WithoutAccount = new[] { "ssm", "resource-explorer-2" }.ToFrozenSet(StringComparer.Ordinal);

    // One prefix, and a page for each generation or part of the service: of an action that stands on two of them the catalog has the types and keys of one.
    private static readonly FrozenSet<string> OnSeveralPages = new[]
    {
        "apigateway", "aws-marketplace", "elasticloadbalancing", "greengrass", "kinesisanalytics", "lex", "ses",
    }.ToFrozenSet(AsciiFold.Comparer.Instance);

    public static bool HasService(string prefix) => Services.Contains(prefix);

    public static bool HasAction(string prefix, string action) => Incomplete.Contains(prefix) || Actions.Contains(action);

    public static bool HasKeyPrefix(string prefix) => KeyPrefixes.Contains(prefix) || Services.Contains(prefix);

    public static bool HasKey(string key) => Keys.Contains(key);

    /// <summary>Whether the actions that carry the keys of a service are not all listed.</summary>
    public static bool HasMoreActionsForKeysOf(string prefix) => KeyOwners.Contains(prefix) || OnSeveralPages.Contains(prefix);

    /// <summary>Whether the last part of an ARN is of a form that works although it is not listed.</summary>
    public static bool HasResource(string service, string resource)
    {
        // Services whose resources are paths of their API list only some of these.
        if (resource.StartsWith('/'))
        {
            return true;
        }

        foreach (string part in ResourceParts)
        {
            if (part.Length <= service.Length + 1 + resource.Length && part.StartsWith(service, StringComparison.Ordinal) && part[service.Length] == ':'
                && resource.StartsWith(part[(service.Length + 1)..], StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the actions of a service may have more resource types and keys than are listed.</summary>
    public static bool HasMoreTypesForActionsOf(string prefix) => OnSeveralPages.Contains(prefix);

    public static bool HasResourcesWithoutAccount(string service) => WithoutAccount.Contains(service);
}

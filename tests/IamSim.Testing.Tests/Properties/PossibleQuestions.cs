using IamSim.Conditions;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.ServiceData;

namespace IamSim.Testing.Tests.Properties;

/// <summary>Requests at random that there can be in an environment: of its principals and of strangers, for actions of the catalog, on resources that they are done on.</summary>
internal sealed class PossibleQuestions
{
    private static readonly string[] Strangers = ["anonymous", "lambda.amazonaws.com", "ec2.amazonaws.com", "events.amazonaws.com", "apigateway.amazonaws.com", "s3.amazonaws.com", "arn:aws:iam::999988887777:role/GlobexImporter", "arn:aws:iam::888877776666:root", "arn:aws:iam::123456789012:root", "arn:aws:iam::111122223333:root"];

    private readonly Random _random;
    private readonly ServiceReference _services;
    private readonly string[] _resources;
    private readonly Dictionary<string, ActionDefinition[]> _actions = new(StringComparer.Ordinal);

    public PossibleQuestions(AwsEnvironment environment, ServiceReference services, int seed)
    {
        _random = new Random(seed);
        _services = services;
        Callers = [.. environment.Principals.Select(static principal => Principal.Parse(principal.Arn)), .. Strangers.Select(Principal.Parse)];
        _resources =
        [
            .. environment.Resources.SelectMany(static resource => resource.Aliases.Prepend(resource.Arn)),
            .. environment.Resources.Where(static resource => resource.Arn.StartsWith("arn:aws:s3:::", StringComparison.Ordinal)).SelectMany(static bucket => new[] { $"{bucket.Arn}/daily/1", $"{bucket.Arn}/orders/1", $"{bucket.Arn}/AWSLogs/1" }),
            .. environment.Principals.Select(static principal => principal.Arn),
            .. environment.Accounts.SelectMany(static account => new[]
            {
                $"arn:aws:iam::{account.Id}:role/other", $"arn:aws:dynamodb:eu-west-1:{account.Id}:table/other", $"arn:aws:sqs:eu-west-1:{account.Id}:other", $"arn:aws:sns:eu-west-1:{account.Id}:other",
                $"arn:aws:secretsmanager:eu-west-1:{account.Id}:secret:shop/other-a1b2c3", $"arn:aws:lambda:eu-west-1:{account.Id}:function:other", $"arn:aws:ecr:eu-west-1:{account.Id}:repository/other",
                $"arn:aws:kms:eu-west-1:{account.Id}:key/00000000-0000-0000-0000-000000000000", $"arn:aws:dynamodb:eu-west-1:{account.Id}:table/other/stream/1", $"arn:aws:athena:eu-west-1:{account.Id}:workgroup/primary",
            }),
            "*", "arn:aws:s3:::nobody-knows/it", "arn:aws:iam::999988887777:role/AcmeAudit",
        ];
    }

    public Principal[] Callers { get; }

    /// <summary>A request for an action, of whoever is given, on a resource that it can be done on; <c>null</c> when there is none.</summary>
    public PolicyTestCase? Ask(Principal caller, string action)
    {
        ActionDefinition? definition = _services.FindAction(action);
        string[] resources = [.. _resources.Where(resource => definition is null || IsPossible(definition, resource))];
        return resources.Length == 0 ? null : new PolicyTestCase(caller, action, Pick(resources), ExpectedDecision.Deny) { Conditions = AccessConditions.None with { Context = Context() } };
    }

    /// <summary>An action that an entry covers, or another one of its service.</summary>
    public string Action(string entry)
    {
        string service = entry.Split(':')[0];
        if (!_actions.TryGetValue(service, out ActionDefinition[]? actions))
        {
            _actions[service] = actions = [.. _services.ExpandActions(service == "*" ? "s3:*" : $"{service}:*")];
        }

        ActionDefinition[] covered = entry == "*" ? [] : [.. _services.ExpandActions(entry)];
        return covered.Length > 0 && _random.Next(2) == 0 ? Pick(covered).FullName : actions.Length > 0 ? Pick(actions).FullName : entry;
    }

    public T Pick<T>(T[] values) => values[_random.Next(values.Length)];

    private static bool IsPossible(ActionDefinition definition, string resource) => resource == "*"
        ? !definition.ResourceTypes.Any(static row => row.IsRequired)
        : definition.ResourceTypes.Any(row => row.ResourceType.IsMatch(resource));

    private RequestContext Context()
    {
        RequestContext context = RequestContext.Empty;
        foreach ((string name, string[] values) in new (string, string[])[]
        {
            ("aws:SecureTransport", ["true", "false"]),
            ("aws:RequestedRegion", ["eu-west-1", "us-east-1"]),
            ("aws:MultiFactorAuthPresent", ["true", "false"]),
            ("aws:MultiFactorAuthAge", ["60", "9000"]),
            ("aws:SourceIp", ["203.0.113.7", "192.0.2.1"]),
            ("kms:ViaService", ["secretsmanager.eu-west-1.amazonaws.com", "s3.eu-west-1.amazonaws.com"]),
            ("ec2:InstanceType", ["t3.micro", "p5.48xlarge"]),
            ("sts:ExternalId", ["globex-7f3a", "other"]),
            ("aws:SourceArn", ["arn:aws:events:eu-west-1:444455556666:rule/nightly", "arn:aws:sns:eu-west-1:123456789012:order-placed"]),
        })
        {
            context = _random.Next(2) == 0 ? context.With(name, Pick(values)) : context;
        }

        return context;
    }
}

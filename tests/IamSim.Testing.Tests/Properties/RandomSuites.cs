using IamSim.Conditions;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Testing.Tests.Properties;

/// <summary>Small policy sets and cases at random, from few names, so that statements, entries and conditions meet each other often.</summary>
internal sealed class RandomSuites(int seed)
{
    private static readonly string[] Actions = ["s3:GetObject", "s3:GetObjectAcl", "s3:Get*", "s3:PutObject", "s3:*", "sqs:SendMessage", "sqs:*"];
    private static readonly string[] AskedActions = ["s3:GetObject", "s3:GetObjectAcl", "s3:PutObject", "sqs:SendMessage", "sqs:ReceiveMessage"];
    private static readonly string[] Resources = ["arn:aws:s3:::one/*", "arn:aws:s3:::one/blue/*", "arn:aws:s3:::one/blue/a", "arn:aws:s3:::o*/*", "arn:aws:s3:::one/${aws:username}/*", "arn:aws:sqs:eu-west-1:111122223333:q", "*"];
    private static readonly string[] AskedResources = ["arn:aws:s3:::one/blue/a", "arn:aws:s3:::one/red", "arn:aws:s3:::other/x", "arn:aws:s3:::one/alice/x", "arn:aws:sqs:eu-west-1:111122223333:q", "*"];
    private static readonly string[] Callers = ["arn:aws:iam::111122223333:user/alice", "arn:aws:iam::111122223333:role/app", "arn:aws:iam::444455556666:role/other", "anonymous", "lambda.amazonaws.com"];
    private static readonly string[] Named = ["arn:aws:iam::111122223333:user/alice", "arn:aws:iam::111122223333:role/app", "arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:role/other"];
    private static readonly string[] Conditions =
    [
        "\"IpAddress\":{\"aws:SourceIp\":[\"203.0.113.0/24\",\"198.51.100.0/24\"]}",
        "\"Bool\":{\"aws:SecureTransport\":\"false\"}",
        "\"StringEquals\":{\"aws:RequestTag/team\":[\"blue\",\"red\"]}",
        "\"StringLike\":{\"aws:UserAgent\":\"cli/*\"}",
        "\"StringNotEqualsIfExists\":{\"aws:UserAgent\":\"cli/2\"}",
        "\"NumericLessThan\":{\"s3:max-keys\":\"10\"}",
        "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"team\",\"cost\"]}",
        "\"ForAnyValue:StringLike\":{\"aws:TagKeys\":\"t*\"}",
        "\"Null\":{\"aws:MultiFactorAuthAge\":\"true\"}",
        "\"StringEqualsIfExists\":{\"aws:RequestTag/team\":\"blue\"}",
    ];

    private readonly Random _random = new(seed);
    private int _documents;

    /// <summary>Makes policies that AWS would accept.</summary>
    public PolicySet Policies()
    {
        while (true)
        {
            var policies = new PolicySet
            {
                Identity = [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Document(PolicyKind.Identity))],
                PermissionsBoundary = Happens(0.3) ? Document(PolicyKind.PermissionsBoundary) : null,
                Session = Happens(0.15) ? [Document(PolicyKind.Session)] : null,
                Resource = Happens(0.5) ? Document(PolicyKind.Resource) : null,
                ServiceControlPolicies = Happens(0.5) ? [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Level())] : null,
            };
            if (Simulator.TryCompile(policies, null, null, out _, out _))
            {
                return policies;
            }
        }
    }

    /// <summary>Makes cases that pass.</summary>
    public IReadOnlyList<PolicyTestCase> Cases(PolicySet policies, int count)
    {
        var subject = new PolicyTestSubject(policies);
        var runner = new PolicyTestRunner();
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            PolicyTestCase one = Case();
            return one with { Expected = Meant(runner.Run(subject.Prepare(one)).Decision.Kind) };
        })];
    }

    /// <summary>Makes a request.</summary>
    public PolicyTestCase Case()
    {
        RequestContext context = RequestContext.Empty;
        foreach ((string name, ContextValue value) in new (string, ContextValue)[]
        {
            ("aws:SourceIp", Pick("203.0.113.7", "198.51.100.7", "192.0.2.1")),
            ("aws:SecureTransport", Pick("true", "false")),
            ("aws:UserAgent", Pick("cli/2", "cli/*", "browser")),
            ("aws:RequestTag/team", Pick("blue", "red", "green")),
            ("s3:max-keys", Pick("9", "10", "11")),
            ("aws:TagKeys", ContextValue.Create(Happens(0.5) ? ["team"] : ["team", "other"])),
            ("aws:MultiFactorAuthAge", "60"),
        })
        {
            context = Happens(0.4) ? context.With(name, value) : context;
        }

        return new PolicyTestCase(Principal.Parse(Pick(Callers)), Pick(AskedActions), Pick(AskedResources), ExpectedDecision.Deny) { Conditions = AccessConditions.None with { Context = context } };
    }

    private static ExpectedDecision Meant(DecisionKind kind) => kind switch
    {
        DecisionKind.Allowed => ExpectedDecision.Allow,
        DecisionKind.ExplicitDeny => ExpectedDecision.ExplicitDeny,
        _ => ExpectedDecision.ImplicitDeny,
    };

    private System.Collections.Immutable.ImmutableArray<PolicyDocument> Level() =>
        Happens(0.7)
            ? [PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""", $"full{_documents++}"), Document(PolicyKind.ServiceControl)]
            : [Document(PolicyKind.ServiceControl)];

    private PolicyDocument Document(PolicyKind kind)
    {
        string statements = string.Join(",", Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Statement(kind)));
        return PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""", $"{kind}{_documents++}.json");
    }

    private string Statement(PolicyKind kind)
    {
        string effect = Happens(0.75) ? "Allow" : "Deny";
        string principal = kind != PolicyKind.Resource ? "" : Happens(0.3) ? "\"Principal\":\"*\"," : $"\"Principal\":{{\"AWS\":{List(Named)}}},";
        string action = Happens(0.9) ? "Action" : "NotAction";
        string resource = Happens(0.9) ? "Resource" : "NotResource";
        string condition = Happens(0.45) ? $",\"Condition\":{{{string.Join(",", Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Pick(Conditions)).DistinctBy(static text => text.Split(':')[0] + text.Split(':')[1]))}}}" : "";
        return $$"""{"Effect":"{{effect}}",{{principal}}"{{action}}":{{List(Actions)}},"{{resource}}":{{List(Resources)}}{{condition}}}""";
    }

    private string List(string[] values) => Happens(0.5) ? $"\"{Pick(values)}\"" : $"[{string.Join(",", Enumerable.Range(0, _random.Next(1, 4)).Select(_ => $"\"{Pick(values)}\""))}]";

    private string Pick(params string[] values) => values[_random.Next(values.Length)];

    private bool Happens(double probability) => _random.NextDouble() < probability;
}

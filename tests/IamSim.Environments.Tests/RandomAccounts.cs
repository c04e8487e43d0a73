using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IamSim.Environments.Tests;

/// <summary>Small organizations made up from a seed, whose policies have what tells callers, actions and layers apart. The same seed gives the same files.</summary>
internal sealed class RandomAccounts
{
    private const int Management = 0;

    private static readonly string[] Accounts = ["111122223333", "222233334444", "333344445555"];

    /// <summary>Actions that the policies name, and some that rules of services concern.</summary>
    public static readonly ImmutableArray<string> Actions =
    [
        "s3:GetObject", "s3:GetObjectAcl", "s3:PutObject", "s3:DeleteObject", "s3:DeleteBucket", "s3:ListBucket", "s3:PutBucketPolicy", "sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteQueue",
        "ec2:RunInstances", "ec2:DescribeInstances", "ec2:TerminateInstances", "iam:GetUser", "iam:CreateUser", "iam:PassRole", "iam:CreateServiceLinkedRole", "kms:Decrypt", "kms:Encrypt", "kms:CreateKey",
        "sts:AssumeRole", "sts:GetCallerIdentity", "sts:GetSessionToken", "sts:TagSession", "dynamodb:GetItem", "dynamodb:ListTables", "ebs:GetSnapshotBlock", "lambda:InvokeFunction", "execute-api:Invoke",
        "secretsmanager:GetSecretValue", "none:Other", "none:Another",
    ];

    private static readonly string[] Entries =
    [
        "s3:*", "s3:Get*", "s3:*Object", "s3:Delete*", "s3:GetObject", "sqs:*", "sqs:SendMessage", "ec2:*", "ec2:Describe*", "iam:*", "iam:Get*", "kms:*", "kms:?ncrypt", "sts:*", "dynamodb:*",
        "*:Get*", "*", "ebs:*", "execute-api:*", "none:*", "lambda:InvokeFunction", "secretsmanager:*", "S3:PUT*",
    ];

    private static readonly string[] Resources =
    [
        "*", "*", "*", "arn:aws:s3:::reports/*", "arn:aws:s3:::home/${aws:username}/*", "arn:aws:sqs:eu-west-1:*:orders", "arn:aws:s3:::${aws:PrincipalTag/team}/*", "arn:aws:s3:::*",
    ];

    private static readonly string[] Conditions =
    [
        """{"StringEquals":{"aws:PrincipalTag/team":"blue"}}""",
        """{"StringNotEquals":{"aws:PrincipalTag/team":["blue","red"]}}""",
        """{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/admin*"}}""",
        """{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/admin*"}}""",
        """{"StringEquals":{"aws:PrincipalAccount":"222233334444"}}""",
        """{"StringEquals":{"aws:ResourceAccount":"${aws:PrincipalAccount}"}}""",
        """{"StringLike":{"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"}}""",
        """{"StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""",
        """{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""",
        """{"Bool":{"aws:MultiFactorAuthPresent":"true"}}""",
        """{"StringLike":{"aws:username":"a*"}}""",
        """{"Null":{"aws:PrincipalTag/team":"true"}}""",
        """{"StringEquals":{"aws:ResourceTag/team":"${aws:PrincipalTag/team}"}}""",
        """{"StringEquals":{"aws:PrincipalType":"AssumedRole"}}""",
    ];

    private readonly Random _random;
    private readonly JsonNode[] _managed;

    private RandomAccounts(int seed)
    {
        _random = new Random(seed);
        _managed = [.. Enumerable.Range(0, 8).Select(_ => Policy(resourceSide: false))];
    }

    /// <summary>Writes an organization into a folder.</summary>
    public static TemporaryFolder Write(int seed)
    {
        var accounts = new RandomAccounts(seed);
        var folder = new TemporaryFolder();
        for (int i = 0; i < Accounts.Length; i++)
        {
            folder.With($"accounts/{Accounts[i]}/get-account-authorization-details.json", accounts.Details(Accounts[i]).ToJsonString());
        }

        return accounts._random.Next(5) == 0 ? folder : folder.With("organization/tree.json", accounts.Tree().ToJsonString());
    }

    private JsonObject Details(string account)
    {
        JsonObject[] policies = [.. _managed.Select((policy, i) => new JsonObject
        {
            ["PolicyName"] = $"P{i}", ["Arn"] = $"arn:aws:iam::{account}:policy/P{i}", ["DefaultVersionId"] = "v1",
            ["PolicyVersionList"] = new JsonArray(new JsonObject { ["VersionId"] = "v1", ["IsDefaultVersion"] = true, ["Document"] = policy.DeepClone() }),
        })];
        return new JsonObject
        {
            ["UserDetailList"] = new JsonArray([.. Enumerable.Range(0, 4).Select(i => Identity(account, "user", "User", i))]),
            ["GroupDetailList"] = new JsonArray(new JsonObject
            {
                ["Arn"] = $"arn:aws:iam::{account}:group/g", ["GroupName"] = "g", ["GroupId"] = "AGPA", ["GroupPolicyList"] = Inline(1), ["AttachedManagedPolicies"] = Attached(account, 1),
            }),
            ["RoleDetailList"] = new JsonArray([.. Enumerable.Range(0, 6).Select(i => Identity(account, "role", "Role", i))]),
            ["Policies"] = new JsonArray([.. policies]),
        };
    }

    private JsonObject Identity(string account, string kind, string prefix, int index)
    {
        string path = kind == "role" && _random.Next(8) == 0 ? "aws-service-role/x.amazonaws.com/" : "";
        string name = Pick("admin", "alice", "bob", "ci") + index;
        var identity = new JsonObject
        {
            ["Arn"] = $"arn:aws:iam::{account}:{kind}/{path}{name}", [$"{prefix}Name"] = name, [$"{prefix}Id"] = $"AXXX{account}{kind}{index}",
            [$"{prefix}PolicyList"] = Inline(_random.Next(3)), ["AttachedManagedPolicies"] = Attached(account, _random.Next(3)),
            ["Tags"] = _random.Next(2) == 0 ? [] : new JsonArray(new JsonObject { ["Key"] = "team", ["Value"] = Pick("blue", "red", "green") }),
        };
        if (kind == "user")
        {
            identity["GroupList"] = _random.Next(3) == 0 ? new JsonArray("g") : [];
        }
        else
        {
            identity["AssumeRolePolicyDocument"] = JsonNode.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}}""");
        }

        if (_random.Next(4) == 0)
        {
            identity["PermissionsBoundary"] = new JsonObject { ["PermissionsBoundaryType"] = "Policy", ["PermissionsBoundaryArn"] = $"arn:aws:iam::{account}:policy/P{_random.Next(_managed.Length)}" };
        }

        return identity;
    }

    private JsonArray Inline(int count) => new([.. Enumerable.Range(0, count).Select(i => new JsonObject
    {
        ["PolicyName"] = $"inline{i}", ["PolicyDocument"] = _random.Next(40) == 0 ? JsonValue.Create("{ no policy") : Policy(resourceSide: false),
    })]);

    private JsonArray Attached(string account, int count) => new([.. Enumerable.Range(0, count).Select(_ =>
    {
        // Now and then one of which there is no text.
        string arn = _random.Next(40) == 0 ? "arn:aws:iam::aws:policy/Missing" : $"arn:aws:iam::{account}:policy/P{_random.Next(_managed.Length)}";
        return new JsonObject { ["PolicyArn"] = arn, ["PolicyName"] = arn[(arn.LastIndexOf('/') + 1)..] };
    })]);

    private JsonObject Tree() => new()
    {
        ["Id"] = "r-ab12", ["Name"] = "Root", ["Arn"] = $"arn:aws:organizations::{Accounts[Management]}:root/o-a1b2c3d4e5/r-ab12",
        ["PolicyTypes"] = JsonNode.Parse("""[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"},{"Type":"RESOURCE_CONTROL_POLICY","Status":"ENABLED"}]"""),
        ["Policies"] = Controls("root"),
        ["Children"] = new JsonArray(
            new JsonObject { ["Id"] = Accounts[0], ["Name"] = "management", ["Policies"] = Controls("a0") },
            new JsonObject
            {
                ["Id"] = "ou-ab12-11111111", ["Name"] = "Unit", ["Policies"] = Controls("ou"),
                ["Children"] = new JsonArray(new JsonObject { ["Id"] = Accounts[1], ["Name"] = "one", ["Policies"] = Controls("a1") }),
            },
            new JsonObject { ["Id"] = Accounts[2], ["Name"] = "two", ["Policies"] = Controls("a2") }),
    };

    private JsonArray Controls(string name)
    {
        var policies = new JsonArray(
            new JsonObject { ["Id"] = "p-FullAWSAccess", ["Name"] = "FullAWSAccess", ["Type"] = "SERVICE_CONTROL_POLICY" },
            new JsonObject { ["Id"] = "p-RCPFullAWSAccess", ["Name"] = "RCPFullAWSAccess", ["Type"] = "RESOURCE_CONTROL_POLICY" });
        foreach ((string type, bool resourceSide) in (ReadOnlySpan<(string, bool)>)[("SERVICE_CONTROL_POLICY", false), ("RESOURCE_CONTROL_POLICY", true)])
        {
            if (_random.Next(2) == 0)
            {
                policies.Add((JsonNode)new JsonObject { ["Id"] = $"p-{name}{(resourceSide ? "resource" : "service")}", ["Name"] = $"{name}-{type}", ["Type"] = type, ["Content"] = Policy(resourceSide, mostlyDenies: true).ToJsonString() });
            }
        }

        return policies;
    }

    private JsonObject Policy(bool resourceSide, bool mostlyDenies = false) => new()
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray([.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Statement(resourceSide, mostlyDenies))]),
    };

    private JsonObject Statement(bool resourceSide, bool mostlyDenies)
    {
        bool denies = resourceSide || _random.Next(4) < (mostlyDenies ? 3 : 1);
        var statement = new JsonObject { ["Effect"] = denies ? "Deny" : "Allow" };
        if (resourceSide)
        {
            statement["Principal"] = "*";
        }

        string[] allowed = resourceSide ? ["s3:*", "s3:Get*", "sqs:*", "kms:*", "sts:*", "secretsmanager:*", "s3:DeleteObject"] : Entries;
        statement[!resourceSide && _random.Next(8) == 0 ? "NotAction" : "Action"] = new JsonArray([.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => JsonValue.Create(Pick(allowed)))]);
        statement[_random.Next(12) == 0 ? "NotResource" : "Resource"] = Pick(Resources);
        if (_random.Next(3) == 0)
        {
            statement["Condition"] = JsonNode.Parse(Pick(Conditions));
        }

        return statement;
    }

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}

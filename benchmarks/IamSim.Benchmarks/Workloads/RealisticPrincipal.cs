using System.Text.Json.Nodes;

namespace IamSim.Benchmarks.Workloads;

/// <summary>
/// W2: a principal as companies have them, 81 statements: five managed policies, a permissions boundary, two levels of service control policies
/// and a bucket policy, with conditions and variables; 16 requests with 14 or 15 context keys.
/// </summary>
internal static class RealisticPrincipal
{
    private const string Home = "arn:aws:s3:::orders-data/teams/orders/a.json";
    private const string Elsewhere = "arn:aws:s3:::orders-data/teams/billing/a.json";
    private const string Table = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders";
    private const string Queue = "arn:aws:sqs:eu-west-1:111122223333:orders";

    public static Workload Create()
    {
        var random = new Random(2);
        var policies = new JsonObject
        {
            ["identity"] = new JsonArray([.. Managed(random)]),
            ["permissionsBoundary"] = Boundary(random),
            ["serviceControl"] = new JsonArray(new JsonArray(PolicyText.Document(PolicyText.FullAccess())), new JsonArray(OrganizationalUnit(random))),
            ["resource"] = Bucket(),
        };
        return Workload.Create("W2", 81, policies, Questions());
    }

    // 5 × 9 statements.
    private static IEnumerable<JsonObject> Managed(Random random)
    {
        string[] own =
        [
            """{ "Sid": "TeamFolder", "Effect": "Allow", "Action": [ "s3:GetObject", "s3:PutObject", "s3:DeleteObject" ], "Resource": "arn:aws:s3:::orders-data/teams/${aws:PrincipalTag/team}/*" }""",
            """{ "Sid": "ListTeamFolder", "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::orders-data", "Condition": { "StringLike": { "s3:prefix": "teams/${aws:PrincipalTag/team}/*" } } }""",
            """{ "Sid": "Tables", "Effect": "Allow", "Action": [ "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:DeleteTable" ], "Resource": "arn:aws:dynamodb:*:111122223333:table/*", "Condition": { "StringEquals": { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } } }""",
            """{ "Sid": "Queues", "Effect": "Allow", "Action": "sqs:*", "Resource": "*", "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } } }""",
            """{ "Sid": "Keys", "Effect": "Allow", "Action": [ "kms:ListAliases", "kms:ListKeys" ], "Resource": "*" }""",
        ];
        return own.Select(statement => PolicyText.Document([.. Bystanders(random, "Allow", 8), PolicyText.Parse(statement)]));
    }

    // 12 statements.
    private static JsonObject Boundary(Random random) => PolicyText.Document(
        [
            PolicyText.Parse("""{ "Sid": "Data", "Effect": "Allow", "Action": [ "s3:*", "dynamodb:*Item", "dynamodb:Query", "sqs:SendMessage", "sqs:ReceiveMessage" ], "Resource": "*" }"""),
            PolicyText.Parse("""{ "Sid": "NightShift", "Effect": "Deny", "Action": "sqs:*", "Resource": "*", "Condition": { "DateLessThan": { "aws:CurrentTime": "2020-01-01T00:00:00Z" } } }"""),
            .. Bystanders(random, "Allow", 10),
        ]);

    // 12 statements.
    private static JsonObject OrganizationalUnit(Random random) => PolicyText.Document(
        [
            PolicyText.FullAccess(),
            PolicyText.Parse("""{ "Sid": "EuropeOnly", "Effect": "Deny", "NotAction": [ "iam:*", "sts:*", "support:*" ], "Resource": "*", "Condition": { "StringNotEquals": { "aws:RequestedRegion": [ "eu-west-1", "eu-central-1" ] } } }"""),
            .. Bystanders(random, "Deny", 10),
        ]);

    // 11 statements.
    private static JsonObject Bucket()
    {
        IEnumerable<JsonObject> partners = Enumerable.Range(0, 8).Select(static i => PolicyText.Parse($$"""
            { "Sid": "Partner{{i}}", "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::{{444400000000 + i}}:root" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::orders-data/partners/{{i}}/*", "Condition": { "StringEquals": { "aws:PrincipalTag/partner": "{{i}}" } } }
            """));
        return PolicyText.Document(
            [
                PolicyText.Parse("""{ "Sid": "Encrypted", "Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::orders-data/*", "Condition": { "StringNotEquals": { "s3:x-amz-server-side-encryption": "aws:kms" } } }"""),
                PolicyText.Parse("""{ "Sid": "Secure", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [ "arn:aws:s3:::orders-data", "arn:aws:s3:::orders-data/*" ], "Condition": { "Bool": { "aws:SecureTransport": "false" } } }"""),
                PolicyText.Parse("""{ "Sid": "OurOrganization", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": { "StringNotEquals": { "aws:PrincipalOrgID": "o-example1234" } } }"""),
                .. partners,
            ]);
    }

    private static IEnumerable<JsonObject> Bystanders(Random random, string effect, int count) =>
        Enumerable.Range(0, count).Select(_ => PolicyText.Bystander(random, effect, random.Next(1, 12)));

    private static IEnumerable<Question> Questions() =>
    [
        Ask("s3:GetObject", Home, "Allowed"),
        Ask("s3:DeleteObject", Home, "Allowed"),
        Ask("s3:PutObject", Home, "Allowed", ("s3:x-amz-server-side-encryption", "aws:kms")),
        Ask("s3:PutObject", Home, "ExplicitDeny", ("s3:x-amz-server-side-encryption", "AES256")),
        Ask("s3:GetObject", Elsewhere, "ImplicitDeny"),
        Ask("s3:GetObject", Home, "ExplicitDeny", ("aws:SecureTransport", "false")),
        Ask("s3:GetObject", Home, "ExplicitDeny", ("aws:RequestedRegion", "us-east-1")),
        Ask("s3:ListBucket", "arn:aws:s3:::orders-data", "Allowed", ("s3:prefix", "teams/orders/2026/")),
        Ask("s3:ListBucket", "arn:aws:s3:::orders-data", "ImplicitDeny", ("s3:prefix", "teams/billing/")),
        Ask("dynamodb:GetItem", Table, "Allowed", ("aws:ResourceTag/team", "orders")),
        Ask("dynamodb:GetItem", Table, "ImplicitDeny", ("aws:ResourceTag/team", "billing")),
        Ask("dynamodb:DeleteTable", Table, "ImplicitDeny", ("aws:ResourceTag/team", "orders")),
        Ask("sqs:SendMessage", Queue, "Allowed"),
        Ask("sqs:SendMessage", Queue, "ImplicitDeny", ("aws:SourceIp", "192.0.2.1")),
        Ask("sqs:DeleteQueue", Queue, "ImplicitDeny"),
        Ask("kms:ListKeys", "*", "ImplicitDeny"),
    ];

    private static Question Ask(string action, string resource, string expected, params (string Key, string Value)[] stated)
    {
        var context = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["aws:RequestedRegion"] = "eu-west-1",
            ["aws:SecureTransport"] = "true",
            ["aws:SourceIp"] = "203.0.113.7",
            ["aws:VpcSourceIp"] = "10.0.3.17",
            ["aws:SourceVpc"] = "vpc-0a1b2c3d",
            ["aws:SourceVpce"] = "vpce-0a1b2c3d",
            ["aws:UserAgent"] = "orders/4.2",
            ["aws:Referer"] = "https://orders.example.com/",
            ["aws:ViaAWSService"] = "false",
            ["aws:MultiFactorAuthPresent"] = "true",
            ["aws:MultiFactorAuthAge"] = "120",
            ["aws:TokenIssueTime"] = "2026-11-26T08:00:00Z",
            ["aws:PrincipalOrgID"] = "o-example1234",
            ["aws:SourceIdentity"] = "alice",
        };
        foreach ((string key, string value) in stated)
        {
            context[key] = value;
        }

        return new Question(action, resource, expected)
        {
            Principal = """{ "arn": "arn:aws:sts::111122223333:assumed-role/deploy-orders/build-17", "tags": { "team": "orders", "cost-center": "17" } }""",
            Context = [.. context.Select(static pair => (pair.Key, pair.Value))],
        };
    }
}

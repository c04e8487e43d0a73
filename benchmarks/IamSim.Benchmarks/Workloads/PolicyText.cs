using System.Text.Json.Nodes;

namespace IamSim.Benchmarks.Workloads;

/// <summary>The pieces that policies are generated from. The same seed gives the same text everywhere.</summary>
internal static class PolicyText
{
    // Services that no question of a workload asks for: their statements are looked at and do not match.
    private static readonly string[] Services =
        ["athena", "autoscaling", "backup", "batch", "cloudfront", "cloudwatch", "codebuild", "ecr", "ecs", "eks", "elasticache", "events", "glue", "kinesis", "logs", "rds", "redshift", "route53", "sns", "ssm"];

    private static readonly string[] Verbs = ["Create", "Delete", "Describe", "Get", "List", "Put", "Start", "Stop", "Update", "Tag"];

    private static readonly string[] Nouns = ["Cluster", "Configuration", "Group", "Instance", "Job", "Policy", "Queue", "Rule", "Snapshot", "Stream", "Table", "Task"];

    private static readonly string[] Conditions =
    [
        """{ "StringEquals": { "aws:PrincipalTag/team": "orders" } }""",
        """{ "StringEquals": { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } }""",
        """{ "StringEquals": { "aws:RequestedRegion": [ "eu-west-1", "eu-central-1" ] } }""",
        """{ "StringLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/deploy-*" } }""",
        """{ "Null": { "aws:TokenIssueTime": "true" } }""",
        """{ "ForAllValues:StringEquals": { "aws:TagKeys": [ "team", "cost-center" ] } }""",
        """{ "Bool": { "aws:SecureTransport": "true" } }""",
        """{ "IpAddress": { "aws:SourceIp": [ "203.0.113.0/24", "198.51.100.0/24" ] } }""",
    ];

    private static readonly string[] OwnRules = ["kms:", "sts:", "execute-api:"];

    public static JsonObject Document(params IEnumerable<JsonObject> statements) =>
        new() { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements]) };

    public static JsonObject Parse(string statement) => JsonNode.Parse(statement)!.AsObject();

    /// <summary>How many statements there are anywhere in it.</summary>
    public static int Statements(JsonNode? node) => node switch
    {
        JsonObject members => members.ContainsKey("Effect") ? 1 : members.Sum(static member => Statements(member.Value)),
        JsonArray items => items.Sum(Statements),
        _ => 0,
    };

    /// <summary>The actions that a document names without wildcards, but for services whose resource policies have a say of their own.</summary>
    public static IEnumerable<string> Actions(JsonObject document) =>
        from statement in Listed(document["Statement"])
        from action in Listed(statement["Action"])
        let name = action.GetValue<string>()
        where name.Contains(':', StringComparison.Ordinal) && !name.AsSpan().ContainsAny('*', '?')
        where !Array.Exists(OwnRules, service => name.StartsWith(service, StringComparison.OrdinalIgnoreCase))
        select name;

    private static IEnumerable<JsonNode> Listed(JsonNode? node) => node is JsonArray items ? items.OfType<JsonNode>() : node is null ? [] : [node];

    public static JsonObject FullAccess() => Parse("""{ "Sid": "FullAccess", "Effect": "Allow", "Action": "*", "Resource": "*" }""");

    /// <summary>A statement on other services: mostly exact actions, two of five statements with a condition, as policies in use have.</summary>
    public static JsonObject Bystander(Random random, string effect, int actions)
    {
        string service = Services[random.Next(Services.Length)];
        var names = new SortedSet<string>(StringComparer.Ordinal);
        while (names.Count < actions)
        {
            string verb = Verbs[random.Next(Verbs.Length)];
            names.Add(random.Next(100) < 94 ? $"{service}:{verb}{Nouns[random.Next(Nouns.Length)]}" : $"{service}:{verb}*");
        }

        var statement = new JsonObject
        {
            ["Effect"] = effect,
            ["Action"] = new JsonArray([.. names.Select(static name => JsonValue.Create(name))]),
            ["Resource"] = random.Next(100) < 60 ? "*" : $"arn:aws:{service}:*:{Question.Account}:*/orders-*",
        };
        if (random.Next(100) < 41)
        {
            statement["Condition"] = JsonNode.Parse(Conditions[random.Next(Conditions.Length)]);
        }

        return statement;
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <summary>Adds conditions and variables to the policies of a question, so that keys that it does not state decide more often.</summary>
internal static class RandomUnknowns
{
    private static readonly (string Key, string Operators, string[] Values)[] Tests =
    [
        ("aws:UserAgent", "StringLike StringNotLike StringEquals StringNotEquals StringEqualsIgnoreCase", ["a*", "alice", "Alice", "*e", ""]),
        ("aws:UserAgent", "StringEquals StringNotEquals StringLike", ["${aws:PrincipalTag/team}", "${aws:referer, 'alice'}", "a${aws:PrincipalTag/team}"]),
        ("aws:username", "StringEquals StringNotEquals StringLike StringEqualsIgnoreCase", ["${aws:PrincipalTag/team}", "${aws:referer, 'alice'}", "al${aws:referer}e", "A${aws:referer}"]),
        ("aws:PrincipalArn", "ArnLike ArnNotLike ArnEquals", ["arn:aws:iam::${aws:referer}:user/alice", "${aws:referer}", "arn:aws:iam::111111111111:*/${aws:PrincipalTag/team, 'app'}"]),
        ("aws:MultiFactorAuthPresent", "Bool Null", ["true", "false"]),
        ("aws:SecureTransport", "Bool Null StringEquals", ["true", "false"]),
        ("aws:SourceIp", "IpAddress NotIpAddress", ["10.0.0.0/8", "203.0.113.7"]),
        ("aws:TagKeys", "StringEquals StringLike StringNotEquals", ["team", "cost", "t*"]),
        ("aws:CalledVia", "StringEquals StringNotEquals", ["kms.amazonaws.com", "athena.amazonaws.com"]),
        ("aws:ViaAWSService", "Bool", ["true", "false"]),
        ("aws:CalledViaLast", "StringEquals StringNotEquals", ["kms.amazonaws.com"]),
        ("aws:ResourceTag/team", "StringEquals StringNotEquals Null", ["red", "alice", "true"]),
        ("aws:RequestedRegion", "StringEquals StringNotEquals", ["us-east-1", "eu-west-1"]),
        ("aws:EpochTime", "NumericLessThan NumericGreaterThanEquals DateGreaterThan", ["10", "1768435200"]),
    ];

    private static readonly string[] Variables = ["${aws:PrincipalTag/team}", "${aws:referer}", "${aws:referer, 'key'}", "${aws:PrincipalTag/team}*", "a${aws:referer}", "${aws:username}"];

    public static Question Apply(Dice dice, Question question)
    {
        PolicyDocument Change(PolicyDocument document) => Changed(dice, document, onlyDeny: false);
        PolicyDocument? MayChange(PolicyDocument? document) => document is null ? null : Change(document);
        ImmutableArray<PolicyDocument> All(ImmutableArray<PolicyDocument> documents) => [.. documents.Select(Change)];
        PolicySet set = question.Set;
        return question with
        {
            Set = set with
            {
                Identity = All(set.Identity),
                PermissionsBoundary = MayChange(set.PermissionsBoundary),
                Session = set.Session is { } session ? All(session) : null,
                Resource = MayChange(set.Resource),
                AccessPoint = MayChange(set.AccessPoint),
                VpcEndpoint = MayChange(set.VpcEndpoint),
                ServiceControlPolicies = set.ServiceControlPolicies is { } services ? [.. services.Select(All)] : null,
                // RCP-9: an Allow is AWS's own.
                ResourceControlPolicies = set.ResourceControlPolicies is { } resources ? [.. resources.Select(level => level.Select(document => Changed(dice, document, onlyDeny: true)).ToImmutableArray())] : null,
            },
        };
    }

    private static PolicyDocument Changed(Dice dice, PolicyDocument document, bool onlyDeny)
    {
        JsonObject root = JsonNode.Parse(document.ToJson())!.AsObject();
        foreach (JsonObject statement in root["Statement"] is JsonArray list ? list.Select(static node => node!.AsObject()) : [root["Statement"]!.AsObject()])
        {
            if (onlyDeny && (string?)statement["Effect"] != "Deny")
            {
                continue;
            }

            if (dice.Chance(40))
            {
                AddTest(dice, statement);
            }

            if (dice.Chance(35))
            {
                AddVariable(dice, statement);
            }
        }

        return PolicyDocument.Parse(root.ToJsonString());
    }

    private static void AddTest(Dice dice, JsonObject statement)
    {
        (string key, string operators, string[] values) = dice.Pick(Tests);
        string name = dice.Word(operators);
        string written = (key is "aws:TagKeys" or "aws:CalledVia" || dice.Chance(15) ? dice.Pick("ForAllValues:", "ForAnyValue:") : "") + name + (name != "Null" && dice.Chance(25) ? "IfExists" : "");
        JsonObject condition = statement["Condition"] as JsonObject ?? [];
        statement["Condition"] = condition;
        JsonObject tests = condition[written] as JsonObject ?? [];
        condition[written] = tests;
        if (!tests.Any(pair => pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase)))
        {
            tests[key] = name == "Bool" || dice.Chance(60) ? dice.Pick(values) : new JsonArray([.. dice.Some(1, 2, () => JsonValue.Create(dice.Pick(values)))]);
        }
    }

    // GRAM-59: behind the fifth colon, and not for the type of the resource.
    private static void AddVariable(Dice dice, JsonObject statement)
    {
        string name = statement["Resource"] is null ? "NotResource" : "Resource";
        List<string> written = statement[name] switch
        {
            JsonArray list => [.. list.Select(static node => (string?)node).OfType<string>()],
            JsonValue value => [(string)value!],
            _ => [],
        };
        IEnumerable<string> changed = written.Select(text =>
        {
            string[] parts = text.Split(':', 6);
            int slash = parts[^1].LastIndexOf('/');
            return parts.Length < 6 || text.Contains("${", StringComparison.Ordinal) || (slash < 0 && parts[2] == "iam") ? text : $"{text[..^(parts[5].Length - slash - 1)]}{dice.Pick(Variables)}";
        });
        if (written.Count > 0)
        {
            statement[name] = new JsonArray([.. changed.Select(static text => JsonValue.Create(text))]);
        }
    }
}

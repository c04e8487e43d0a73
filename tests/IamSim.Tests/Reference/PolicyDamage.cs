using System.Collections.Immutable;
using System.Text.Json.Nodes;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <summary>Makes valid policies into what old accounts and other tools hold.</summary>
internal static class PolicyDamage
{
    private static readonly string[] Resources =
    [
        "bkt", "arn:*:s3:::bkt/*", "arn:aws:*", "arn:aws*", "arn:aws:s3::bkt", "arn:aws:s3:::bkt/${aws:username", "arn:aws:s3:::bkt/${aws:user name}", "arn:aws:s3:::bkt/${}*",
        "arn:aws:${x:y, 's3'}:::bkt/*", "arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:${aws:username, 'q1'}",
    ];

    private static readonly Action<Dice, JsonObject, JsonObject>[] Kinds =
    [
        // Document level.
        static (_, document, _) => document["Extra"] = 1,
        static (dice, document, _) => Replace(document, "Version", dice.Pick("2008-10-17", "2012-10-17")),
        // Elements that do not belong, or are missing.
        static (_, _, statement) => statement["Unknown"] = "x",
        static (_, _, statement) => statement["Principal"] ??= "*",
        static (_, _, statement) => statement.Remove("Principal"),
        static (_, _, statement) => statement.Remove("Resource"),
        static (_, _, statement) => statement["Resource"] ??= new JsonArray("*"),
        static (_, _, statement) => Rename(statement, "Principal", "NotPrincipal"),
        // Empty lists.
        static (dice, _, statement) => Replace(statement, dice.Pick("Action", "NotAction", "Resource", "NotResource"), new JsonArray()),
        static (_, _, statement) => Replace(statement, "Principal", new JsonObject { ["AWS"] = new JsonArray() }),
        static (_, _, statement) => Replace(statement, "Principal", new JsonObject()),
        // Values that match nobody or nothing.
        static (dice, _, statement) => Replace(statement, "Principal", new JsonObject { ["AWS"] = dice.Pick("arn:aws:iam::111111111111:user/*", "arn:aws:iam::111111111111:role/*", "arn:aws:sts::111111111111:assumed-role/app/*", "alice") }),
        static (dice, _, statement) => Replace(statement, "Principal", new JsonObject { [dice.Pick("Service", "Federated", "CanonicalUser", "Everyone")] = "*" }),
        static (_, _, statement) => Replace(statement, "Principal", "arn:aws:iam::111111111111:root"),
        static (dice, _, statement) => Replace(statement, "Action", dice.Pick("GetObject", "s3:Get:Object", "s3*", "*Object", "")),
        static (dice, _, statement) => Replace(statement, "Resource", dice.Pick(Resources)),
        static (dice, _, statement) => Replace(statement, "Resource", dice.Pick("?", "*?", "**")),
        // Conditions.
        static (dice, _, statement) => Condition(statement, dice.Pick("StringEqual", "ForAllValues:Nope", "NullIfExists", "ForAnyValue::StringEquals", "NumericNotEqualsIfExist"), "aws:username", "alice"),
        static (dice, _, statement) => Condition(statement, dice.Pick("NumericEquals", "NumericNotEquals", "NumericLessThanIfExists", "ForAnyValue:NumericNotEquals"), "s3:max-keys", dice.Pick("x", "1e3", "+1")),
        static (dice, _, statement) => Condition(statement, dice.Pick("DateLessThan", "DateNotEquals", "DateGreaterThanIfExists"), "aws:CurrentTime", dice.Pick("tomorrow", "2026-02-30", "2026-01-01T25:00Z")),
        static (dice, _, statement) => Condition(statement, dice.Pick("IpAddress", "NotIpAddress"), "aws:SourceIp", dice.Pick("10.0.0.0/33", "10.0.0", "::/129", "x")),
        static (dice, _, statement) => Condition(statement, dice.Pick("Bool", "BoolIfExists", "Null"), "aws:MultiFactorAuthPresent", dice.Pick("yes", "", "${aws:username}")),
        static (_, _, statement) => Condition(statement, "BinaryEquals", "x:y", "YWJ"),
        static (dice, _, statement) => Condition(statement, dice.Pick("StringEquals", "StringNotLike"), "aws:username", dice.Pick("${aws:username", "${}", "${aws:user name}", "${aws:username,alice}", "a${")),
        static (_, _, statement) => Condition(statement, "StringEquals", "aws:RequestTag/", "x"),
    ];

    public static Question Apply(Dice dice, Question question)
    {
        PolicyDocument Damage(PolicyDocument document) => dice.Chance(50) ? Damaged(dice, document) : document;
        ImmutableArray<PolicyDocument> All(ImmutableArray<PolicyDocument> documents) => [.. documents.Select(Damage)];
        PolicySet set = question.Set;
        return question with
        {
            Options = question.Options with { Lenient = true },
            Set = set with
            {
                Identity = All(set.Identity),
                PermissionsBoundary = set.PermissionsBoundary is { } boundary ? Damage(boundary) : null,
                Session = set.Session is { } session ? All(session) : null,
                Resource = set.Resource is { } resource ? Damage(resource) : null,
                AccessPoint = set.AccessPoint is { } accessPoint ? Damage(accessPoint) : null,
                VpcEndpoint = set.VpcEndpoint is { } endpoint ? Damage(endpoint) : null,
                ServiceControlPolicies = set.ServiceControlPolicies is { } scps ? [.. scps.Select(All)] : null,
                ResourceControlPolicies = set.ResourceControlPolicies is { } rcps ? [.. rcps.Select(All)] : null,
            },
        };
    }

    private static PolicyDocument Damaged(Dice dice, PolicyDocument document)
    {
        JsonObject root = JsonNode.Parse(document.ToJson())!.AsObject();
        JsonObject statement = root["Statement"] is JsonArray list ? dice.Pick([.. list])!.AsObject() : root["Statement"]!.AsObject();
        dice.Pick(Kinds)(dice, root, statement);
        return PolicyDocument.Parse(root.ToJsonString());
    }

    private static void Rename(JsonObject statement, string from, string to)
    {
        if (statement[from] is { } value)
        {
            statement.Remove(from);
            statement[to] = value;
        }
    }

    private static void Replace(JsonObject statement, string name, JsonNode value)
    {
        if (statement[name] is not null)
        {
            statement[name] = value;
        }
    }

    private static void Condition(JsonObject statement, string name, string key, string value)
    {
        JsonObject condition = statement["Condition"] as JsonObject ?? [];
        statement["Condition"] = condition;
        condition[name] = new JsonObject { [key] = value };
    }
}

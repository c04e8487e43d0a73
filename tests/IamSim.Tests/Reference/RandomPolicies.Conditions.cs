using System.Text.Json.Nodes;
using IamSim.Conditions;

namespace IamSim.Tests.Reference;

/// <content>Condition elements.</content>
internal sealed partial class RandomPolicies
{
    public static readonly string[] Keys =
    [
        "aws:PrincipalArn", "aws:username", "aws:PrincipalAccount", "aws:ResourceAccount", "aws:PrincipalTag/team", "aws:CurrentTime", "aws:EpochTime", "aws:SourceIp",
        "aws:SourceVpce", "aws:TagKeys", "aws:RequestTag/team", "aws:ResourceTag/team", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:ResourceOrgID",
        "aws:ResourceOrgPaths", "aws:userid", "aws:PrincipalType", "aws:PrincipalIsAWSService", "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList", "aws:MultiFactorAuthPresent", "aws:CalledVia",
        "aws:CalledViaFirst", "aws:CalledViaLast", "aws:ViaAWSService", "aws:SourceArn", "aws:SourceAccount", "aws:FederatedProvider", "aws:referer",
        "s3:prefix", "s3:max-keys", "s3:DataAccessPointArn", "s3:DataAccessPointAccount",
    ];

    public static readonly string[] OtherKeys = ["kms:EncryptionContext:app", "sts:ExternalId", "x:y"];

    public static readonly string[] Numbers = ["10", "10.0", "010", "9.5", "-3", "0", "-0", "1768435200", "100000000000000000000000000001.5"];
    public static readonly string[] Instants =
    [
        "2026", "2026-01", "2026-01-15", "2026-01-15T00:00:00Z", "2026-01-15t1:30+01", "2026-01-14T22:00:00.5-02:00", "2026-01-15T00:00", "1768435200", "-5", "0000-02-29",
        "2024-02-29T23:59:59.999999999z", "12345", "2026-01-15T23:00+23",
    ];

    public static readonly string[] Addresses = ["203.0.113.7", "10.0.0.1", "2001:db8::1", "2001:DB8:0:0:0:0:0:1", "::ffff:10.0.0.1", "::1"];
    public static readonly string[] Arns =
        ["arn:aws:iam::111111111111:user/alice", "arn:aws:iam::222222222222:role/team/app", "arn:aws:sqs:us-east-1:111111111111:q1", "arn:aws:s3:::bkt/a:b", "a:b:c:d:e:f", "arn:aws:iam::111111111111:root"];

    public static readonly string[] Texts = ["alice", "Alice", "team", "red", "a", "", "true", "FALSE", "é", "É", "*", "lambda.amazonaws.com", "anonymous", "\U0001F600", "o-abc", "a*", "re?"];

    /// <summary>Keys with values that fit them.</summary>
    public static readonly (string Key, string Family, string[] Samples)[] TypedKeys =
    [
        ("aws:SourceIp", "IpAddress", Addresses), ("s3:max-keys", "Numeric", Numbers), ("aws:CurrentTime", "Date", Instants), ("x:arn", "Arn", Arns), ("x:bytes", "Binary", ["YWJj", "AAE=", "", "YWJ"]),
        ("x:y", "String", Texts), ("s3:prefix", "", Texts), ("aws:MultiFactorAuthPresent", "Bool", ["true", "false", "TRUE"]), ("aws:TagKeys", "String", Texts),
        ("aws:CalledVia", "String", ["athena.amazonaws.com", "kms.amazonaws.com"]), ("aws:SourceVpce", "Null", ["vpce-1", ""]),
        ("kms:EncryptionContext:app", "String", ["red", "alice", "true"]), ("kms:EncryptionContext:app", "String", ["red", "alice", "true"]), ("kms:EncryptionContext:env", "", ["red"]),
    ];

    private static readonly string[] Ranges = ["203.0.113.0/24", "203.0.113.99/24", "0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/7", "::/0", "2001:db8::/32", "2001:DB8::/31", "::ffff:0:0/96"];
    private static readonly string[] Patterns = ["a*", "*", "?lice", "*e", "re?", "?", "??", "", "A*", "o-*", "o-abc/r-1/*", "*amazonaws.com", "11*", "${*}", "${?}lice", "${$}"];
    private static readonly string[] References =
        ["${aws:username}", "${aws:PrincipalTag/team}", "${AWS:PrincipalTag/TEAM,'red'}", "${aws:TagKeys, 'a'}", "x${s3:prefix, ''}", "${s3:prefix}", "${x:y}", "${x:y,  'alice'}*", "${aws:PrincipalAccount}"];

    private static readonly string[] ArnPatterns =
    [
        "arn:aws:iam::111111111111:*", "arn:aws:iam::*:user/alice", "arn:*:*:*:*:*", "*:*:*:*:*:*", "arn:aws:iam:*:u*", "*", "arn:aws:iam::111111111111:root", "${aws:PrincipalArn}", "arn:aws:s*",
        "arn:aws:iam::1111111111??:role/*", "arn:aws:iam::*:user/${aws:username}", "arn:aws:sqs:us-east-1:111111111111:q?", "arn:aws:s3:*:*:accesspoint/*",
        "arn:aws:s3:us-east-1:111111111111:accesspoint/${aws:username}", "arn:aws:s3:*:111111111111:accesspoint/ap",
    ];

    private static readonly string[] Operators =
    [
        "StringEquals", "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringLike", "StringNotLike",
        "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
        "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals",
        "Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike", "Null", "Null",
    ];

    private void AddCondition(JsonObject statement, int percent)
    {
        if (!dice.Chance(percent))
        {
            return;
        }

        var condition = new JsonObject();
        for (int operators = dice.Pick(0, 1, 1, 1, 1, 1, 1, 2); operators > 0; operators--)
        {
            // Often a key that the request states, under an operator that fits its values.
            (string? stated, string family) = dice.Chance(50) ? StatedKey() : (null, "");
            string name = Operator(family);
            var tests = new JsonObject();
            for (int keys = dice.Pick(1, 1, 1, 1, 1, 2, 0); keys > 0; keys--)
            {
                (string key, JsonNode value) = Test(name, stated);
                if (!tests.Any(pair => pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase)))
                {
                    tests[key] = value;
                }
            }

            condition[name] = tests;
        }

        if (dice.Chance(2) && !_s3Bucket)
        {
            // GRAM-30: an unknown operator is accepted when it tests nothing.
            condition["Whatever"] = new JsonObject();
        }

        statement["Condition"] = condition;
    }

    private (string? Key, string Family) StatedKey()
    {
        List<(string, string)> known = [.. TypedKeys.Where(typed => request.Context.TryGetValue(typed.Key, out _)).Select(static typed => (typed.Key, typed.Family))];
        return known.Count == 0 || _s3Bucket ? (null, "") : dice.Pick(known);
    }

    private string Operator(string family)
    {
        string name = dice.Pick(Array.FindAll(Operators, candidate => candidate.Contains(family, StringComparison.Ordinal)));
        string set = dice.Pick("", "", "", "ForAllValues:", "ForAnyValue:");
        string suffix = name != "Null" && dice.Chance(25) ? "IfExists" : "";
        string written = set + name + suffix;
        return dice.Chance(4) && !_s3Bucket ? written.ToLowerInvariant() : written;
    }

    private (string Key, JsonNode Value) Test(string name, string? stated)
    {
        string plain = name.ToUpperInvariant();
        bool Is(string part) => plain.Contains(part, StringComparison.Ordinal);
        string key = stated ?? dice.Below(10) switch
        {
            0 when !_s3Bucket => dice.Pick(OtherKeys),
            < 5 => Fitting(Is),
            < 7 when request.Context.Count > 0 && !_s3Bucket => dice.Pick([.. request.Context.Select(static pair => pair.Key)]),
            7 when request.Service is "ebs" or "events" => dice.Pick("aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceOrgPaths"),
            _ => dice.Pick(Keys),
        };
        JsonNode value = Is("BOOL") ? Flag()
            : Is("NULL") ? Several(Flag)
            : Is("NUMERIC") ? Several(() => dice.Chance(20) ? JsonValue.Create(10) : dice.Pick(Numbers))
            : Is("DATE") ? Several(() => dice.Pick(Instants))
            : Is("IPADDRESS") ? Several(() => dice.Chance(50) ? dice.Pick(Ranges) : dice.Pick(Addresses))
            : Is("BINARY") ? Several(() => dice.Pick("YWJj", "AAE=", ""))
            : Is("ARN") ? Several(() => dice.Below(10) switch { < 3 => ActualValue("aws:PrincipalArn"), 3 => dice.Pick(Arns), _ => dice.Pick(ArnPatterns) })
            : Several(() => dice.Below(20) switch
            {
                < 4 => ActualValue(key),
                < 8 => StatedValue(key) ?? ActualValue(key),
                < 12 => dice.Pick(Patterns),
                < 15 => dice.Pick(References),
                15 => JsonValue.Create(10),
                16 => JsonValue.Create(true),
                _ => dice.Pick(Texts),
            });
        return (dice.Chance(15) ? key.ToUpperInvariant() : key, value);
    }

    private JsonNode Several(Func<JsonNode> make) => dice.Below(20) switch
    {
        < 12 => make(),
        12 => new JsonArray(),
        _ => new JsonArray([.. dice.Some(1, 3, make)]),
    };

    private JsonNode Flag() => dice.Pick<JsonNode>("true", "false", JsonValue.Create(true), JsonValue.Create(false), "True", "FALSE").DeepClone();

    private string Fitting(Func<string, bool> isOperator) =>
        isOperator("DATE") ? dice.Pick("aws:CurrentTime", "aws:EpochTime")
        : isOperator("NUMERIC") ? dice.Pick("s3:max-keys", "aws:EpochTime")
        : isOperator("IPADDRESS") ? "aws:SourceIp"
        : isOperator("BINARY") && !_s3Bucket ? "x:bytes"
        : isOperator("ARN") ? dice.Pick("aws:PrincipalArn", "aws:SourceArn", _s3Bucket ? "s3:DataAccessPointArn" : "x:arn")
        : isOperator("BOOL") ? dice.Pick("aws:MultiFactorAuthPresent", "aws:ViaAWSService", "aws:PrincipalIsAWSService")
        : dice.Pick("aws:username", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:SourceVpce", "aws:TagKeys");

    /// <summary>One of the values that the request states for a key, if it could stand in a policy.</summary>
    private string? StatedValue(string key) =>
        request.Context.TryGetValue(key, out ContextValue value) && value.Any() && value.All(static text => text.All(static c => c <= 'ÿ')) ? dice.Pick([.. value]) : null;

    /// <summary>A value that the key may well have in the request.</summary>
    private string ActualValue(string key) => key.ToUpperInvariant() switch
    {
        "AWS:PRINCIPALARN" or "AWS:FEDERATEDPROVIDER" => request.Principal.AccountId.Length > 0
            ? $"arn:aws:iam::{request.Principal.AccountId}:{dice.Pick("user", "role", "role/team")}/{request.Principal.Name}"
            : request.Principal.Text,
        "AWS:USERNAME" => request.Principal.Name,
        "AWS:PRINCIPALACCOUNT" or "AWS:RESOURCEACCOUNT" or "AWS:SOURCEACCOUNT" or "S3:DATAACCESSPOINTACCOUNT" => dice.Pick(A, A, B),
        "AWS:PRINCIPALORGID" or "AWS:RESOURCEORGID" => "o-abc",
        "AWS:PRINCIPALORGPATHS" or "AWS:RESOURCEORGPATHS" => dice.Pick("o-abc/r-1/ou-x/", "o-abc/*"),
        "AWS:SOURCEVPCE" => "vpce-1",
        "AWS:SOURCEARN" => "arn:aws:sns:us-east-1:111111111111:topic",
        "S3:DATAACCESSPOINTARN" => dice.Pick(RandomQuestions.AccessPoint, "arn:aws:s3:us-east-1:111111111111:accesspoint/*"),
        "AWS:USERID" => dice.Pick("AIDAALICEALICEALICE01", "AROAAPPAPPAPPAPPAPP01:s1", "AROAAPPAPPAPPAPPAPP01:*", A, $"{A}:fed"),
        "AWS:PRINCIPALTYPE" => dice.Pick("Account", "User", "FederatedUser", "AssumedRole", "Anonymous"),
        "AWS:PRINCIPALSERVICENAME" or "AWS:PRINCIPALSERVICENAMESLIST" => "lambda.amazonaws.com",
        "AWS:CALLEDVIA" or "AWS:CALLEDVIAFIRST" or "AWS:CALLEDVIALAST" => dice.Pick("athena.amazonaws.com", "kms.amazonaws.com"),
        "AWS:TAGKEYS" => dice.Pick("team", "Team", "cost"),
        _ => dice.Pick("red", "alice", "team", "true", "false", "10"),
    };
}

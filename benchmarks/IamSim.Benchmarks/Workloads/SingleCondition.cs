using System.Text.Json.Nodes;

namespace IamSim.Benchmarks.Workloads;

/// <summary>One statement that allows everything under one condition; two requests, of which the first meets it.</summary>
internal static class SingleCondition
{
    public static Workload Create(string name)
    {
        (string condition, string key, string met, string unmet) = name switch
        {
            "StringEquals" or "StringEqualsIfExists" => ($$"""{ "{{name}}": { "aws:RequestedRegion": [ "eu-west-1", "eu-central-1" ] } }""", "aws:RequestedRegion", "eu-central-1", "us-east-1"),
            "StringNotEquals" => ("""{ "StringNotEquals": { "aws:RequestedRegion": "us-east-1" } }""", "aws:RequestedRegion", "eu-central-1", "us-east-1"),
            "StringEqualsIgnoreCase" => ("""{ "StringEqualsIgnoreCase": { "aws:PrincipalTag/team": "Orders" } }""", "aws:PrincipalTag/team", "oRDERS", "billing"),
            "StringLike" => ("""{ "StringLike": { "s3:prefix": [ "home/*", "*/shared/*" ] } }""", "s3:prefix", "teams/orders/shared/2026", "teams/orders/2026"),
            "NumericLessThan" => ("""{ "NumericLessThan": { "aws:MultiFactorAuthAge": "3600" } }""", "aws:MultiFactorAuthAge", "120", "7200"),
            "DateGreaterThan" => ("""{ "DateGreaterThan": { "aws:TokenIssueTime": "2026-01-01T00:00:00Z" } }""", "aws:TokenIssueTime", "2026-11-26T08:00:00Z", "2025-11-26T08:00:00Z"),
            "Bool" => ("""{ "Bool": { "aws:SecureTransport": "true" } }""", "aws:SecureTransport", "true", "false"),
            "IpAddress" => ("""{ "IpAddress": { "aws:SourceIp": [ "203.0.113.0/24", "2001:db8::/32" ] } }""", "aws:SourceIp", "2001:db8::7", "192.0.2.1"),
            "NotIpAddress" => ("""{ "NotIpAddress": { "aws:SourceIp": "192.0.2.0/24" } }""", "aws:SourceIp", "203.0.113.7", "192.0.2.1"),
            "ArnLike" => ("""{ "ArnLike": { "aws:SourceArn": "arn:aws:sns:*:111122223333:orders-*" } }""", "aws:SourceArn", "arn:aws:sns:eu-west-1:111122223333:orders-7", "arn:aws:sns:eu-west-1:111122223333:billing"),
            "Null" => ("""{ "Null": { "aws:SourceVpc": "false" } }""", "aws:SourceVpc", "vpc-0a1b2c3d", ""),
            "BinaryEquals" => ("""{ "BinaryEquals": { "example:digest": "QmluYXJ5VmFsdWVJbkJhc2U2NA==" } }""", "example:digest", "QmluYXJ5VmFsdWVJbkJhc2U2NA==", "T3RoZXI="),
            "ForAnyValue:StringEquals" => ("""{ "ForAnyValue:StringEquals": { "aws:TagKeys": [ "team", "stage" ] } }""", "aws:TagKeys", "stage", "owner"),
            "ForAllValues:StringLike" => ("""{ "ForAllValues:StringLike": { "aws:TagKeys": [ "team-*", "stage" ] } }""", "aws:TagKeys", "team-a", "owner"),
            "variable" => ("""{ "StringEquals": { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } }""", "aws:ResourceTag/team", "orders", "billing"),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "there is no such condition"),
        };
        JsonObject statement = PolicyText.FullAccess();
        statement["Condition"] = JsonNode.Parse(condition);
        var policies = new JsonObject { ["identity"] = new JsonArray(PolicyText.Document(statement)) };
        return Workload.Create(name, 1, policies, [Ask(key, met, "Allowed"), Ask(key, unmet, "ImplicitDeny")]);
    }

    private static Question Ask(string key, string value, string expected)
    {
        var question = new Question("s3:ListBucket", "arn:aws:s3:::orders-data", expected) { Principal = $$"""{ "arn": "arn:aws:iam::{{Question.Account}}:user/alice", "tags": { "team": "orders" } }""" };
        return key == "aws:TagKeys" ? question with { Lists = [(key, ["team-a", value])] } : question with { Context = [(key, value)] };
    }
}

using System.Text.Json.Nodes;

namespace IamSim.Benchmarks.Workloads;

/// <summary>Condition blocks as often as published policies have them.</summary>
internal static class GeneratedConditions
{
    private static readonly (int Weight, string Text)[] Blocks =
    [
        (14, """{ "StringEquals": { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } }"""),
        (14, """{ "StringEquals": { "aws:ResourceAccount": "${aws:PrincipalAccount}" } }"""),
        (6, """{ "StringEquals": { "iam:PassedToService": [ "ec2.amazonaws.com", "lambda.amazonaws.com" ] } }"""),
        (6, """{ "StringEquals": { "aws:RequestTag/team": "orders" } }"""),
        (5, """{ "StringEquals": { "aws:RequestedRegion": [ "eu-west-1", "eu-central-1" ] } }"""),
        (5, """{ "StringEquals": { "aws:PrincipalTag/team": [ "orders", "billing" ] } }"""),
        (8, """{ "StringLike": { "iam:AWSServiceName": "*.amazonaws.com" } }"""),
        (8, """{ "StringLike": { "kms:ViaService": [ "s3.*.amazonaws.com", "ec2.*.amazonaws.com" ] } }"""),
        (12, """{ "Null": { "aws:RequestTag/team": "false" } }"""),
        (7, """{ "ForAnyValue:StringEquals": { "aws:CalledVia": [ "cloudformation.amazonaws.com" ] } }"""),
        (6, """{ "ForAllValues:StringEquals": { "aws:TagKeys": [ "team", "cost-center" ] } }"""),
        (3, """{ "ArnLike": { "aws:PrincipalArn": [ "arn:aws:iam::*:user/u1*", "arn:aws:iam::*:role/deploy-*" ] } }"""),
        (2, """{ "Bool": { "aws:ViaAWSService": "false" }, "StringEquals": { "aws:ResourceTag/stage": "prod" } }"""),
        (1, """{ "StringNotEquals": { "aws:RequestedRegion": "us-east-1" } }"""),
        (1, """{ "StringEqualsIfExists": { "aws:SourceVpc": "vpc-0a1b2c3d" } }"""),
        (1, """{ "IpAddress": { "aws:SourceIp": [ "203.0.113.0/24", "198.51.100.0/24" ] } }"""),
        (1, """{ "NumericLessThan": { "aws:MultiFactorAuthAge": "3600" }, "DateGreaterThan": { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }"""),
    ];

    private static readonly int Total = Blocks.Sum(static block => block.Weight);

    public static JsonNode Draw(Random random)
    {
        int draw = random.Next(Total);
        int i = 0;
        while (draw >= Blocks[i].Weight)
        {
            draw -= Blocks[i++].Weight;
        }

        return JsonNode.Parse(Blocks[i].Text)!;
    }

    /// <summary>A context that some of them hold in; of the same number, the same one.</summary>
    public static Question Apply(Question question, int variant) => question with
    {
        Context =
        [
            ("aws:RequestedRegion", variant % 5 == 4 ? "us-east-1" : "eu-west-1"),
            ("aws:SourceIp", variant % 3 == 0 ? "192.0.2.9" : "203.0.113.7"),
            ("aws:SecureTransport", "true"),
            ("aws:ResourceTag/team", variant % 2 == 0 ? "orders" : "billing"),
            .. variant % 4 == 1 ? new[] { ("aws:RequestTag/team", "orders") } : [],
            .. variant % 4 == 2 ? new[] { ("kms:ViaService", "s3.eu-west-1.amazonaws.com") } : [],
            .. variant % 4 == 3 ? new[] { ("iam:PassedToService", "lambda.amazonaws.com"), ("aws:MultiFactorAuthAge", "120") } : [],
        ],
        Lists = variant % 3 == 1 ? [("aws:TagKeys", ["team"])] : variant % 3 == 2 ? [("aws:CalledVia", ["cloudformation.amazonaws.com", "ec2.amazonaws.com"])] : [],
    };
}

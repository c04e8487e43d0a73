namespace IamSim.Linting.Tests.Rules;

/// <summary>What Access Analyzer does not look for: where it is found, and where it is left alone.</summary>
public sealed class AnalysisRulesTests
{
    // GRAM-57.
    [Theory]
    [InlineData("\"s3:GetObject\"", "\"arn:aws:s3:::reports\"", "2:13 's3:GetObject' is about none of the resources of the statement, so that naming it here allows nothing")]
    [InlineData("\"s3:ListBucket\"", "\"arn:aws:s3:::reports/*\"", "2:13 's3:ListBucket' is about none of the resources of the statement, so that naming it here allows nothing")]
    [InlineData("\"s3:ListAllMyBuckets\"", "\"arn:aws:s3:::*\"", "2:13 's3:ListAllMyBuckets' is about no resource, so that naming it here allows nothing")]
    [InlineData("[\"sqs:SendMessage\", \"SNS:pub*\"]", "\"arn:aws:sqs:*:*:orders\"", "2:33 'SNS:pub*' is about none of the resources of the statement, so that naming it here allows nothing")]
    [InlineData("[\"ec2:DescribeInstances\", \"ec2:DescribeVpcs\", \"ec2:DescribeImages\", \"ec2:DescribeSubnets\"]", "\"arn:aws:ec2:*:*:instance/*\"", "2:14 4 actions of the statement are about no resource, so that naming them here allows nothing: 'ec2:DescribeInstances', 'ec2:DescribeVpcs', 'ec2:DescribeImages' and 'ec2:DescribeSubnets'")]
    public void An_action_that_fits_no_resource_is_told(string actions, string resources, string finding) =>
        Assert.Equal([finding], LintedText.Find("IAM2201", Policy("Allow", actions, resources)));

    [Theory]
    [InlineData("\"s3:GetObject\"", "[\"arn:aws:s3:::reports\", \"arn:aws:s3:::reports/*\"]")]
    [InlineData("\"s3:GetObject\"", "\"*\"")]
    [InlineData("\"s3:GetObject\"", "\"arn:aws:s3:::${aws:username}*\"")]
    [InlineData("\"s3:Get*\"", "\"arn:aws:s3:::reports\"")]
    [InlineData("\"s3:NoSuchAction\"", "\"arn:aws:s3:::reports\"")]
    [InlineData("\"ssm:GetDocument\"", "\"arn:aws:ssm:*::document/AWS-*\"")]
    [InlineData("\"elasticloadbalancing:AddTags\"", "\"arn:aws:elasticloadbalancing:*:*:listener/app/*\"")]
    [InlineData("\"*\"", "\"arn:aws:s3:::reports\"")]
    public void An_action_that_fits_a_resource_or_may_is_left_alone(string actions, string resources) =>
        Assert.Empty(LintedText.Find("IAM2201", Policy("Allow", actions, resources)));

    [Fact]
    public void A_resource_that_no_action_is_about_is_told_and_nothing_is_where_an_action_is_unknown()
    {
        const string Resources = "[\"arn:aws:s3:::reports/*\", \"arn:aws:sqs:*:*:orders\"]";

        Assert.Equal(["2:68 no action of the statement is about a resource like 'arn:aws:sqs:*:*:orders'"], LintedText.Find("IAM2202", Policy("Deny", "\"s3:GetObject\"", Resources)));
        Assert.Empty(LintedText.Find("IAM2202", Policy("Deny", "[\"s3:GetObject\", \"sqs:NewAction\"]", Resources)));
    }

    // OQ-2.
    [Fact]
    public void A_wildcard_in_a_prefix_is_told_with_the_services_that_it_reaches()
    {
        string finding = Assert.Single(LintedText.Find("IAM2205", Policy("Deny", "\"sqs*:*\"", "\"*\"")).Concat(LintedText.Find("IAM2205", Policy("Deny", "\"s3*:List*\"", "\"*\""))));

        Assert.StartsWith("2:13 's3*:List*' reaches ", finding, StringComparison.Ordinal);
        Assert.Contains("s3-object-lambda, s3-outposts", finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"iam:AttachUserPolicy\"", "\"*\"")]
    [InlineData("\"IAM:attach*\"", "\"arn:aws:iam::111122223333:*\"")]
    [InlineData("\"iam:PutUserPolicy\"", "[\"arn:aws:iam::111122223333:role/x\", \"arn:aws:iam::*:user/*\"]")]
    [InlineData("\"lambda:UpdateFunctionCode\"", "\"arn:aws:lambda:*:*:function:*\"")]
    public void A_grant_on_anything_that_leads_to_more_is_told(string action, string resource) =>
        Assert.Single(LintedText.Find("IAM2207", Policy("Allow", action, resource)));

    [Theory]
    [InlineData("\"iam:AttachUserPolicy\"", "\"arn:aws:iam::111122223333:user/${aws:username}\"", "identity")]
    [InlineData("\"iam:AttachUserPolicy\"", "\"arn:aws:iam::111122223333:user/ci-*\"", "identity")]
    [InlineData("\"ssm:SendCommand\"", "[\"arn:aws:ec2:*:*:instance/*\", \"arn:aws:ssm:*:*:document/Patch\"]", "identity")]
    [InlineData("\"iam:AttachUserPolicy\"", "\"*\"", "scp")]
    [InlineData("\"iam:GetUser\"", "\"*\"", "identity")]
    public void A_grant_on_something_or_of_another_kind_is_left_alone(string action, string resource, string kind) =>
        Assert.Empty(LintedText.Find("IAM2207", Policy("Allow", action, resource), kind));

    // COND-11.
    [Theory]
    [InlineData("""{ "ForAllValues:StringEquals": { "aws:TagKeys": "team" } }""", 1)]
    [InlineData("""{ "ForAllValues:StringEquals": { "aws:TagKeys": "team" }, "Null": { "AWS:tagkeys": "false" } }""", 0)]
    [InlineData("""{ "ForAllValues:StringEquals": { "aws:TagKeys": "team" }, "StringEquals": { "aws:RequestTag/team": "red" } }""", 0)]
    [InlineData("""{ "ForAllValues:StringEquals": { "aws:TagKeys": "team" }, "StringNotEquals": { "aws:RequestTag/team": "red" } }""", 1)]
    [InlineData("""{ "ForAllValues:StringEquals": { "aws:TagKeys": "team" }, "ForAnyValue:StringEquals": { "aws:TagKeys": "team" } }""", 0)]
    [InlineData("""{ "ForAllValues:StringNotEquals": { "aws:TagKeys": "team" } }""", 0)]
    public void ForAllValues_in_an_Allow_needs_a_test_that_asks_for_the_key(string condition, int count) =>
        Assert.Equal(count, LintedText.Find("IAM2208", Policy("Allow", "\"s3:CreateBucket\"", "\"arn:aws:s3:::*\"", condition)).Length);

    [Fact]
    public void ForAllValues_in_a_Deny_is_left_alone() =>
        Assert.Empty(LintedText.Find("IAM2208", Policy("Deny", "\"s3:CreateBucket\"", "\"arn:aws:s3:::*\"", """{ "ForAllValues:StringEquals": { "aws:TagKeys": "team" } }""")));

    [Theory]
    [InlineData("identity", 1)]
    [InlineData("boundary", 0)]
    [InlineData("scp", 0)]
    public void Everything_on_everything_is_told_of_identity_policies(string kind, int count) =>
        Assert.Equal(count, LintedText.Find("IAM2212", Policy("Allow", "[\"*\"]", "[\"arn:aws:s3:::x\", \"*\"]"), kind).Length);

    [Theory]
    [InlineData("\"*\"", "bucket", 1)]
    [InlineData("{ \"AWS\": [\"111122223333\", \"*\"] }", "resource", 1)]
    [InlineData("{ \"AWS\": \"111122223333\" }", "bucket", 0)]
    public void A_resource_open_to_everyone_is_told(string principal, string kind, int count)
    {
        string policy = $$"""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": {{principal}}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" } }""";

        Assert.Equal(count, LintedText.Find("IAM2213", policy, kind).Length);
    }

    [Fact]
    public void A_policy_of_thousands_of_statements_is_linted_with_bounded_work()
    {
        string statements = string.Join(",\n", Enumerable.Range(0, 2000).Select(static i => $$"""{ "Effect": "{{(i % 2 == 0 ? "Allow" : "Deny")}}", "Action": ["s3:Get*{{i}}", "ec2:*{{i}}*"], "Resource": ["arn:aws:s3:::b{{i}}*", "arn:aws:ec2:*:*:x{{i}}*"], "Condition": { "StringLike": { "aws:PrincipalTag/a": "{{i}}*" }, "StringEquals": { "aws:PrincipalTag/a": "{{i}}" } } }"""));

        // 4 million pairs of statements; without a bound this takes minutes.
        Assert.NotEmpty(LintedText.All($$"""{ "Version": "2012-10-17", "Statement": [{{statements}}] }"""));
    }

    private static string Policy(string effect, string actions, string resources, string? condition = null) =>
        $$"""
        { "Version": "2012-10-17", "Statement": [{ "Effect": "{{effect}}",
          "Action": {{actions}}, "Resource": {{resources}}{{(condition is null ? "" : $", \"Condition\": {condition}")}} }] }
        """;
}

using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Tests.Diagnostics;

namespace IamSim.Linting.Tests;

/// <summary>What the rules for Access Analyzer's errors must not say, and how far they reach.</summary>
public sealed class ErrorRuleTests
{
    private static readonly PolicyLinter Linter = new();

    [Theory]
    [InlineData("*")]
    [InlineData("*:*")]
    [InlineData("s3:*")]
    [InlineData("S3:getobject")]
    [InlineData("s*:GetObject")]
    [InlineData("ec2:Describe*")]
    [InlineData("sns:Receive")]
    [InlineData("payments:GetPaymentPreferences")]
    [InlineData("deeplens:*")]
    public void Actions_that_exist_or_that_AWS_itself_uses_are_not_reported(string action) => Assert.Empty(Ids(Policy(action, "*")));

    [Theory]
    [InlineData("s3:HeadBucket", "IAM2001", "s3 has no action 'HeadBucket'", "did you mean 's3:ListBucket'? (as of 2026-09-26)")]
    [InlineData("s3:DeletObject", "IAM2001", "s3 has no action 'DeletObject'", "did you mean 's3:DeleteObject'? (as of 2026-09-26)")]
    [InlineData("s3:dosomething", "IAM2001", "s3 has no action 'dosomething'", "as of 2026-09-26; remove it, or look for a spelling mistake")]
    [InlineData("sqs:Break*", "IAM2001", "'sqs:Break*' matches no action of sqs", "as of 2026-09-26; remove it, or look for a spelling mistake")]
    [InlineData("codedploy:GetDeployment", "IAM2002", "no service has the prefix 'codedploy'", "did you mean 'codedeploy'? (as of 2026-09-26)")]
    [InlineData("efs:DescribeFileSystems", "IAM2002", "no service has the prefix 'efs'", "did you mean 'elasticfilesystem'? (as of 2026-09-26)")]
    [InlineData("filer:*", "IAM2002", "no service has the prefix 'filer'", "as of 2026-09-26; the prefix of a service stands in the Service Authorization Reference")]
    public void An_unknown_action_is_reported_once_with_the_name_that_is_meant(string action, string id, string message, string help)
    {
        Diagnostic finding = Assert.Single(Lint(Policy(action, "*"), "identity"), IsOfErrors);

        Assert.Equal((id, message, help), (finding.Id, finding.Message, finding.Help));
        Assert.Equal("4:15", finding.Position.ToString());
    }

    [Theory]
    [InlineData("arn:aws:s3:::*")]
    [InlineData("arn:aws:s3:::reports/${aws:username}/*")]
    [InlineData("arn:aws-cn:s3:::reports/*")]
    [InlineData("arn:aws:iam:*:*:role/app")]
    [InlineData("arn:aws:iam::aws:policy/ReadOnlyAccess")]
    [InlineData("arn:aws:ssm:*::document/AWS-RunShellScript")]
    [InlineData("arn:aws:cloudformation:us-east-1:aws:transform/Serverless-2016-10-31")]
    [InlineData("arn:aws:apigateway:*::/v2/apis/*/routes")]
    [InlineData("arn:aws:ec2:eu-west-1::image/ami-0123456789abcdef0")]
    [InlineData("arn:aws:ec2:*:*:*")]
    [InlineData("arn:aws:logs:*:*:log-group:/aws/lambda/*:*")]
    [InlineData("arn:aws:execute-api:*:*:*/*/GET/pets")]
    [InlineData("arn:aws:dynamodb:eu-west-1:111122223333:table/Books/index/*")]
    [InlineData("arn:aws:kms:xy-west-1:111122223333:key/*", "IAM2012")]
    [InlineData("arn:aws:kms:us-east-9:111122223333:key/*")]
    [InlineData("arn:aws:logs:*:log-group:audit:*")]
    [InlineData("arn:aws:secretsmanager:*:*:sqlworkbench!*")]
    [InlineData("arn:aws:sqs:*:queue:orders", "IAM2015")]
    public void Resources_are_reported_only_if_no_ARN_can_look_like_that(string resource, params string[] ids) => Assert.Equal(ids, Ids(Policy("*", resource)));

    [Theory]
    [InlineData("StringEquals", "saml:aud")]
    [InlineData("StringEquals", "accounts.google.com:aud")]
    [InlineData("StringEquals", "oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF:sub")]
    [InlineData("StringEquals", "ec2:ResourceTag/team")]
    [InlineData("StringEquals", "secretsmanager:ResourceTag/aws:secretsmanager:owningService")]
    [InlineData("StringEquals", "aws:PrincipalTag/s3:weird")]
    [InlineData("StringEqualsIfExists", "kms:EncryptionContext:purpose")]
    public void Condition_keys_of_providers_and_about_tags_are_known(string @operator, string key) =>
        Assert.DoesNotContain(Ids(Policy("*", "*", $"{{ \"{@operator}\": {{ \"{key}\": \"a\" }} }}")), static id => id is "IAM2004" or "IAM2005" or "IAM2006");

    [Theory]
    [InlineData("{ \"StringEqualsIfExists\": { \"s3:prefix\": \"a\" } }")]
    [InlineData("{ \"Null\": { \"s3:prefix\": \"true\" } }")]
    [InlineData("{ \"StringEquals\": { \"ec2:SourceInstanceArn\": \"arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0\" } }")]
    [InlineData("{ \"StringEquals\": { \"aws:PrincipalOrgID\": \"o-a1b2c3d4e5\" } }")]
    public void A_key_that_may_be_missing_or_that_any_request_carries_is_not_reported(string condition) =>
        Assert.DoesNotContain("IAM2008", Ids(Policy("s3:GetObject", "*", condition)));

    [Theory]
    [InlineData("aws:ResourceOrgID", "${aws:PrincipalOrgID}")]
    [InlineData("aws:SourceVpc", "vpc-*")]
    [InlineData("aws:SourceVpce", "${aws:PrincipalTag/endpoint}", "IAM2023")]
    [InlineData("aws:RequestedRegion", "aws-global")]
    [InlineData("iam:PassedToService", "ec2.amazonaws.com.cn")]
    [InlineData("iam:PassedToService", "*.amazonaws.com")]
    [InlineData("aws:userid", "AROAEXAMPLEROLEID1234:*")]
    [InlineData("aws:userid", "*:session")]
    [InlineData("aws:userid", "AIDA*:x", "IAM2024")]
    public void Values_are_reported_only_where_they_cannot_be_or_reach_too_far(string key, string value, params string[] ids) =>
        Assert.Equal(ids, Ids(Policy("*", "*", $"{{ \"StringLike\": {{ \"{key}\": \"{value}\" }} }}")));

    [Fact]
    public void A_policy_of_thousands_of_unknown_names_is_linted_with_bounded_work()
    {
        string[] resources = [.. Enumerable.Range(0, 4000).Select(static i => $"\"arn:aws:nosuch{i}:::a\"").Concat(Enumerable.Range(0, 2000).Select(static i => $"\"arn:aws:ec2:*:*:instance/{new string('?', 200)}*{i}\""))];
        string[] actions = [.. Enumerable.Range(0, 4000).Select(static i => $"\"ec2:NoSuchAction{i}\"")];
        string text = $"{{ \"Version\": \"2012-10-17\", \"Statement\": {{ \"Effect\": \"Allow\", \"Action\": [{string.Join(',', actions)}], \"Resource\": [{string.Join(',', resources)}] }} }}";

        // Without a bound, suggestions alone would take minutes.
        Assert.Contains(Lint(text, "identity"), IsOfErrors);
    }

    private static string[] Ids(string text) => [.. Lint(text, "identity").Where(IsOfErrors).Select(static finding => finding.Id)];

    private static bool IsOfErrors(Diagnostic finding) => finding.Id.StartsWith("IAM20", StringComparison.Ordinal);

    private static IReadOnlyList<Diagnostic> Lint(string text, string kind)
    {
        (PolicyKind place, PolicyValidationOptions options) = DiagnosticPage.Place(kind);
        return Linter.Lint(text, "policy.json", place, options);
    }

    private static string Policy(string action, string resource, string? condition = null) =>
        $"{{ \"Version\": \"2012-10-17\", \"Statement\": {{\n    \"Effect\": \"Allow\",\n\n    \"Action\": \"{action}\",\n    \"Resource\": \"{resource}\"{(condition is null ? "" : $",\n    \"Condition\": {condition}")}\n}} }}";
}

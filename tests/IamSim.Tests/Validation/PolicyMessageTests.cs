using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Tests.Validation;

/// <summary>What is said of policies that AWS would refuse, with the place and the way out.</summary>
public sealed class PolicyMessageTests
{
    private const string Oai = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1";

    [Theory]
    [InlineData("Condition\":{\"ForAllValue:StringEqual\":{\"aws:TagKeys\":\"a\"}}", "unknown condition operator 'ForAllValue:StringEqual'", "\"ForAllValue:StringEqual\"", "did you mean 'ForAllValues:StringEquals'?")]
    [InlineData("Condition\":{\"Whatever:StringEqualIfExists\":{\"aws:TagKeys\":\"a\"}}", "unknown condition operator 'Whatever:StringEqualIfExists'", "\"Whatever:StringEqualIfExists\"", "did you mean 'StringEqualsIfExists'?")]
    [InlineData("Condition\":{\"ForAnyValue::StringEquals\":{\"aws:TagKeys\":\"a\"}}", "unknown condition operator 'ForAnyValue::StringEquals'", "\"ForAnyValue::StringEquals\"", "one colon stands between the set operator and the operator")]
    [InlineData("Condition\":{\"Whatever:Nothing\":{\"aws:TagKeys\":\"a\"}}", "unknown condition operator 'Whatever:Nothing'", "\"Whatever:Nothing\"", "a set operator is ForAllValues: or ForAnyValue:")]
    [InlineData("Condition\":{\"NumericEquals\":{\"x:n\":\"${aws:username}\"}}", "NumericEquals expects a number such as 10 or 2.5, but found '${aws:username}'", "\"${aws:username}\"", "policy variables are replaced under String and ARN operators only")]
    [InlineData("Condition\":{\"NumericEquals\":{\"x:n\":\"many\"}}", "NumericEquals expects a number such as 10 or 2.5, but found 'many'", "\"many\"", null)]
    [InlineData("Condition\":{\"Bool\":{\"x:n\":[\"true\",\"false\"]}}", "Bool compares with one value", "[\"true\",\"false\"]", "true and false together match every boolean: remove the condition, or one of them")]
    public void A_condition_of_an_identity_policy(string condition, string message, string underlined, string? help) =>
        Check(PolicyKind.Identity, "\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"" + condition, message, underlined, help);

    [Theory]
    [InlineData("arn:xyz:s3:::b", "'xyz' is not a partition", "the partition is aws, aws-cn or aws-us-gov")]
    [InlineData("arn:asw:s3:::b", "'asw' is not a partition", "did you mean 'aws'?")]
    [InlineData("arn:aws:*:::b", "the service part of the ARN 'arn:aws:*:::b' must be written in full", "a wildcard is not allowed there; to cover every service use \"*\"")]
    [InlineData("arn:aws:s3:eu-west-1:111122223333:b", "the ARN of a bucket or object has no region", "write arn:aws:s3:::bucket/key")]
    [InlineData("arn:aws:iam:eu-west-1:111122223333:user/a", "the ARN of an IAM resource has no region", "write arn:aws:iam::account:…")]
    [InlineData("arn:aws:iam::111122223333:thing/a", "the IAM resource 'thing/a' does not begin with a resource type", "write user/…, role/…, group/…, policy/… or *: a wildcard cannot stand for the type")]
    [InlineData("arn:aws", "the ARN 'arn:aws' is cut short: it has 2 of six parts", "write arn:partition:service:region:account:resource; a part that does not matter is * or empty")]
    [InlineData("bucket", "the resource 'bucket' is neither \"*\" nor an ARN", "write arn:partition:service:region:account:resource")]
    public void A_resource_of_an_identity_policy(string resource, string message, string help) =>
        Check(PolicyKind.Identity, $"\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"{resource}\"", message, $"\"{resource}\"", help);

    [Theory]
    [InlineData("arn:aws:s3:eu-west-1:111122223333:accesspoint/a")]
    [InlineData("arn:aws:s3:eu-west-1:111122223333:*")]
    [InlineData("arn:aws:s3:*:111122223333:b")]
    [InlineData("arn:aws:iam::111122223333:root")]
    [InlineData("arn:aws:iam:*:111122223333:*")]
    [InlineData("arn:aws:iam")]
    [InlineData("arn:aws-us-gov:sqs:*:*:q")]
    public void A_resource_that_IAM_takes_raises_nothing(string resource) =>
        Assert.Empty(Findings(PolicyKind.Identity, $"\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"{resource}\""));

    [Theory]
    [InlineData("{\"CanonicalUser\":\"79a5\"}", "a canonical user id has 64 hexadecimal digits", "\"79a5\"", null)]
    [InlineData("{\"CanonicalUser\":\"g9a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be\"}", "a canonical user id has 64 hexadecimal digits", "\"g9a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be\"", null)]
    [InlineData("{\"AWS\":\"ali*\"}", "the principal 'ali*' contains a wildcard, which no principal may", "\"ali*\"", "name the account and add a condition on aws:PrincipalArn")]
    [InlineData("{\"AWS\":\"arn:aws:iam::111122223333:user/*\"}", "the principal 'arn:aws:iam::111122223333:user/*' contains a wildcard, which no principal may", "\"arn:aws:iam::111122223333:user/*\"", "name the account and add a condition on aws:PrincipalArn")]
    [InlineData("{\"AWS\":\"arn:aws:iam::111122223333:group/g\"}", "a group cannot be a principal", "\"arn:aws:iam::111122223333:group/g\"", "name its users, or attach an identity policy to the group")]
    [InlineData("{\"AWS\":\"alice\"}", "'alice' is not an AWS principal: expected \"*\", an account id, or the ARN of an account, user, role, role session or federated user", "\"alice\"", null)]
    [InlineData("{\"Service\":\"lambda\"}", "'lambda' is not a service principal", "\"lambda\"", "write the full name, such as lambda.amazonaws.com")]
    [InlineData("{\"Federated\":\"accounts.google.com\"}", "Federated principals belong in role trust policies, not in a bucket policy", "\"Federated\"", null)]
    [InlineData("{\"Aws\":\"*\"}", "'Aws' is not a kind of principal: expected AWS, Service, Federated or CanonicalUser", "\"Aws\"", "did you mean 'AWS'?")]
    [InlineData("\"alice\"", "a principal in plain string form can only be \"*\", but is 'alice'", "\"alice\"", "write {\"AWS\": …}")]
    public void A_principal_of_a_bucket_policy(string principal, string message, string underlined, string? help) =>
        Check(PolicyKind.Resource, $"\"Effect\":\"Allow\",\"Principal\":{principal},\"Action\":\"s3:*\",\"Resource\":\"*\"", message, underlined, help);

    [Theory]
    [InlineData("nobody")]
    [InlineData("arn:aws:iam::111122223333:saml-provider/*")]
    [InlineData("accounts.google.*")]
    public void A_provider_that_is_none_is_told_in_a_trust_policy(string provider)
    {
        Diagnostic finding = Assert.Single(
            PolicyValidator.Validate(
                $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"{{provider}}"},"Action":"sts:AssumeRoleWithSAML"}]}""", "p.json", PolicyKind.Resource, new PolicyValidationOptions { ResourcePolicyKind = ResourcePolicyKind.RoleTrust }),
            static finding => finding.Severity == DiagnosticSeverity.Error);

        Assert.Equal($"'{provider}' is not an identity provider", finding.Message);
        Assert.Equal("write a saml-provider or oidc-provider ARN, or a host such as accounts.google.com", finding.Help);
    }

    /// <summary>Origin access identities of CloudFront stand in saved bucket policies: nothing is wrong with them.</summary>
    [Fact]
    public void What_CloudFront_writes_raises_nothing() =>
        Assert.Empty(Findings(PolicyKind.Resource, $"\"Effect\":\"Allow\",\"Principal\":{{\"AWS\":\"{Oai}\"}},\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::b/*\""));

    [Theory]
    [InlineData("\"NotAction\":[],\"Resource\":\"*\"", "the list of actions is empty and matches nothing", "[]")]
    [InlineData("\"Action\":\"s3:*\",\"NotResource\":[]", "the list of resources is empty and matches nothing", "[]")]
    [InlineData("\"Action\":\":Get\",\"Resource\":\"*\"", "'' is not a service prefix", "\":Get\"")]
    [InlineData("\"Action\":\"s 3:Get\",\"Resource\":\"*\"", "'s 3' is not a service prefix", "\"s 3:Get\"")]
    public void An_action_or_resource_list_of_an_identity_policy(string elements, string message, string underlined)
    {
        Diagnostic finding = Findings(PolicyKind.Identity, $"\"Effect\":\"Allow\",{elements}").Single(finding => finding.Message == message);

        Assert.Equal(underlined, finding.Source.Slice(finding.Span).ToString());
    }

    /// <summary>GRAM-28: a lenient compile takes the policy, and the statement covers nothing.</summary>
    [Theory]
    [InlineData("\"NotAction\":[],\"Resource\":\"*\"")]
    [InlineData("\"Action\":\"s3:*\",\"NotResource\":[]")]
    [InlineData("\"Action\":\"s3:*\",\"NotResource\":[null]")]
    public void A_list_that_is_empty_matches_nothing_also_where_it_is_negated(string elements)
    {
        PolicyDocument own = PolicyDocument.Parse("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"," + elements + "}]}");

        Decision decision = Simulator.Compile(new PolicySet { Identity = [own] }, new EvaluationOptions { Lenient = true }).Evaluate(new AccessRequest("arn:aws:iam::111122223333:user/alice", "s3:GetObject", "arn:aws:s3:::b"));

        Assert.Equal(DecisionKind.ImplicitDeny, decision.Kind);
    }

    [Fact]
    public void Findings_beyond_the_bound_are_not_made()
    {
        string operators = string.Join(',', Enumerable.Range(0, 300).Select(static i => $"{{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{{\"stringequals\":{{\"x:{i}\":\"a\"}}}}}}"));

        IReadOnlyList<Diagnostic> bucket = PolicyValidator.Validate("{\"Version\":\"2012-10-17\",\"Statement\":[" + operators + "]}", null, PolicyKind.Resource, new PolicyValidationOptions { ResourcePolicyKind = ResourcePolicyKind.S3Bucket });
        IReadOnlyList<Diagnostic> queue = PolicyValidator.Validate("{\"Version\":\"2012-10-17\",\"Statement\":[" + operators + "]}", null, PolicyKind.Resource);

        // One error says how large the policy is.
        Assert.Equal((200, 199), (bucket.Count(static finding => finding.Severity == DiagnosticSeverity.Error), bucket.Count(static finding => finding.Id == "IAM0007")));
        Assert.All(bucket.Where(static finding => finding.Id == "IAM0007"), static finding => Assert.NotNull(finding.Fix));
        Assert.Equal(200, queue.Count(static finding => finding.Severity == DiagnosticSeverity.Warning));
        Assert.All(queue.Where(static finding => finding.Id == "IAM0036"), static finding => Assert.NotNull(finding.Fix));
    }

    private static void Check(PolicyKind kind, string elements, string message, string underlined, string? help)
    {
        Diagnostic finding = Findings(kind, elements).Single(finding => finding.Message == message);

        Assert.Equal((underlined, help), (finding.Source.Slice(finding.Span).ToString(), finding.Help));
    }

    private static IReadOnlyList<Diagnostic> Findings(PolicyKind kind, string elements) =>
        PolicyValidator.Validate("{\"Version\":\"2012-10-17\",\"Statement\":[{" + elements + "}]}", "p.json", kind, new PolicyValidationOptions { ResourcePolicyKind = ResourcePolicyKind.S3Bucket });
}

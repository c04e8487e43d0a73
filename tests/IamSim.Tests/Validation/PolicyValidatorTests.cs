using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Tests.Diagnostics;

namespace IamSim.Tests.Validation;

public sealed class PolicyValidatorTests
{
    [Fact]
    public void Findings_of_parser_compiler_and_validation_come_in_the_order_of_the_text()
    {
        const string Text = """
            {
              "Version": "2008-10-17",
              "Statement": [
                { "Effect": "Allow", "Action": "s3:Get Object", "Resource": "arn:aws:s3:::${aws:username}" },
                { "Effect": "Deny", "Action": "GetObject", "Resource": "*", "Condition": { "ForAllValues:StringEqual": { "aws:username": "a" }, "StringLike": { "aws:PrincipalAccount": "1*" } } },
                { "Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {}, "Sid": "a b" }
              ]
            }
            """;

        Assert.Equal(
            [
                "p.json:2:14: error IAM0039: a managed policy has Version \"2012-10-17\", but found '2008-10-17'",
                "p.json:4:36: warning IAM0049: the name of the action 's3:Get Object' contains ' ', as no action does, and matches nothing",
                "p.json:4:65: warning IAM0046: 'arn:aws:s3:::${aws:username}' is plain text in a policy of Version 2008-10-17",
                "p.json:5:35: error IAM0017: the action 'GetObject' has no service prefix",
                "p.json:5:80: error IAM0007: unknown condition operator 'ForAllValues:StringEqual'",
                "p.json:5:173: warning IAM0053: 'aws:PrincipalAccount' holds ids that AWS hands out, so '1*' lets in whoever has a similar one",
                "p.json:6:74: info IAM0045: an empty Condition imposes nothing",
                "p.json:6:85: error IAM0014: the Sid 'a b' has characters other than letters and digits",
            ],
            PolicyValidator.Validate(Text, "p.json", PolicyKind.Identity, new PolicyValidationOptions { IdentityPolicyStorage = IdentityPolicyStorage.Managed }).Select(static finding => finding.ToString()));
    }

    [Theory]
    [InlineData("", "IAM0001")]
    [InlineData("[]", "IAM0005")]
    [InlineData("{}", "IAM0009")]
    [InlineData("{\"Statement\":1,\"Statement\":2}", "IAM0004")]
    public void Text_that_is_no_policy_gives_the_findings_of_the_parser(string text, string id)
    {
        Assert.Contains(id, PolicyValidator.Validate(text, null, PolicyKind.Identity).Select(static finding => finding.Id));
    }

    [Fact]
    public void A_quota_is_told_however_many_errors_there_are()
    {
        string statements = string.Join(',', Enumerable.Repeat("""{"Effect":"Allow","Action":"x","Resource":"y"}""", 400));

        IReadOnlyList<Diagnostic> findings = PolicyValidator.Validate($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""", null, PolicyKind.Session);

        Assert.Equal("IAM0038", findings[0].Id);
        Assert.Equal(200, findings.Count);
    }

    [Theory]
    [InlineData("identity", """{"ForAllValues:StringEquals":{"aws:username":"a"},"Null":{"aws:UserName":"false"}}""")]
    [InlineData("identity", """{"ForAllValues:StringNotEquals":{"aws:username":"a"}}""")]
    [InlineData("identity", """{"ForAllValues:StringEqualsIfExists":{"aws:username":"a"}}""")]
    [InlineData("identity", """{"ForAllValues:StringEquals":{"aws:TagKeys":["a"]}}""")]
    [InlineData("identity", """{"ForAllValues:StringEquals":{"s3:prefix":["a"]}}""")]
    [InlineData("identity", """{"Null":{"aws:TagKeys":"true"}}""")]
    [InlineData("identity", """{"NumericLessThan":{"aws:PrincipalTag/level":"5"},"Bool":{"aws:RequestTag/open":"true"}}""")]
    [InlineData("identity", """{"NumericLessThan":{"aws:EpochTime":"5","aws:MultiFactorAuthAge":"60"},"DateLessThan":{"aws:EpochTime":"5","aws:CurrentTime":"2030-01-01T00:00:00Z"}}""")]
    [InlineData("identity", """{"StringLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/*","aws:userid":"AROA*:*"}}""")]
    [InlineData("identity", """{"ArnLike":{"aws:FederatedProvider":"arn:aws:iam::111122223333:oidc-provider/*"},"StringEquals":{"aws:federatedprovider":"accounts.google.com"}}""")]
    [InlineData("identity", """{"NotIpAddress":{"aws:SourceIp":["9.255.255.255","11.0.0.0/8","172.32.0.0/12","192.169.0.0/16","8.0.0.0/6","0.0.0.0/0","::/0","2001:db8::/32"],"aws:VpcSourceIp":["10.0.0.0/8","fd00::/8"]}}""")]
    [InlineData("identity", """{"StringLike":{"aws:PrincipalOrgID":"${aws:ResourceOrgID}","aws:SourceVpce":"vpce-0a1b"}}""")]
    public void Condition_that_means_what_it_says_raises_nothing(string kind, string condition)
    {
        (PolicyKind place, PolicyValidationOptions options) = DiagnosticPage.Place(kind);

        Assert.Empty(PolicyValidator.Validate($$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{{{condition}}}}}""", null, place, options));
    }

    [Theory]
    [InlineData("""{"StringNotLike":{"aws:SourceIp":"203.*"}}""", "IAM0040", "StringNotLike", "write NotIpAddress")]
    [InlineData("""{"ForAnyValue:ArnLike":{"aws:TagKeys":"arn:aws:s3:::a:b"}}""", "IAM0040", "ForAnyValue:ArnLike", "write ForAnyValue:StringEquals or StringLike")]
    [InlineData("""{"NumericNotEquals":{"aws:PrincipalAccount":"111122223333"}}""", "IAM0040", "NumericNotEquals", "write StringNotEquals")]
    [InlineData("""{"StringEqualsIgnoreCase":{"aws:SecureTransport":"true"}}""", "IAM0040", "StringEqualsIgnoreCase", "write Bool")]
    [InlineData("""{"StringEquals":{"aws:CurrentTime":"2030-01-01T00:00:00Z"}}""", "IAM0040", "StringEquals", "write DateEquals, or another Date operator")]
    [InlineData("""{"DateLessThan":{"aws:MultiFactorAuthAge":"60"}}""", "IAM0040", "DateLessThan", "write NumericEquals, or another Numeric operator")]
    [InlineData("""{"BinaryEquals":{"aws:SourceArn":"QUJD"}}""", "IAM0040", "BinaryEquals", "write ArnLike")]
    public void Operator_that_does_not_fit_is_underlined_and_the_fitting_one_named(string condition, string id, string underlined, string help)
    {
        Diagnostic finding = Assert.Single(PolicyValidator.Validate($$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{{{condition}}}}}""", null, PolicyKind.Identity), finding => finding.Id == id);

        Assert.Equal($"\"{underlined}\"", finding.Source.Slice(finding.Span).ToString());
        Assert.Equal(help, finding.Help);
    }

    [Theory]
    [InlineData("""{"StringEquals":{"a:k":[]}}""", "never holds")]
    [InlineData("""{"StringNotEquals":{"a:k":[]}}""", "always holds")]
    [InlineData("""{"StringEqualsIfExists":{"a:k":[]}}""", "holds only where the key is missing")]
    [InlineData("""{"ForAllValues:StringEquals":{"a:k":[]}}""", "holds only where the key is missing")]
    [InlineData("""{"ForAnyValue:StringEquals":{"a:k":[]}}""", "never holds")]
    [InlineData("""{"ForAnyValue:StringNotEquals":{"a:k":[]}}""", "holds whenever it has a value")]
    public void What_an_empty_list_means_is_what_evaluation_does(string condition, string meaning)
    {
        string text = $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{{{condition}}}}}""";

        Assert.EndsWith(meaning, Assert.Single(PolicyValidator.Validate(text, null, PolicyKind.Identity), static finding => finding.Id == "IAM0044").Message, StringComparison.Ordinal);
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [PolicyDocument.Parse(text)] });
        var missing = new AccessRequest("arn:aws:iam::111122223333:user/alice", "s3:GetObject", "arn:aws:s3:::b/k");
        AccessRequest present = missing with { Context = Conditions.RequestContext.Create(("a:k", "v")) };
        Assert.Equal(meaning is "always holds" or "holds only where the key is missing", simulator.Evaluate(missing).IsAllowed);
        Assert.Equal(meaning is "always holds" or "holds whenever it has a value", simulator.Evaluate(present).IsAllowed);
    }

    [Theory]
    [InlineData("\"AWS\":\"arn:aws:iam::111122223333:root\"", "\"sts:AssumeRole\"", false)]
    [InlineData("\"AWS\":\"*\"", "\"sts:AssumeRoleWithWebIdentity\"", false)]
    [InlineData("\"Service\":\"ec2.amazonaws.com\"", "[\"sts:TagSession\",\"sts:SetSourceIdentity\"]", false)]
    [InlineData("\"Federated\":\"arn:aws:iam::111122223333:saml-provider/x\"", "\"sts:assumerolewith*\"", false)]
    [InlineData("\"Federated\":\"accounts.google.com\"", "[\"sts:AssumeRoleWithWebIdentity\",\"sts:TagSession\"]", false)]
    [InlineData("\"Federated\":\"accounts.google.com\"", "\"sts:AssumeRoleWithSAML\"", true)]
    [InlineData("\"Federated\":\"arn:aws:iam::111122223333:oidc-provider/x.example\"", "\"sts:AssumeRole\"", true)]
    [InlineData("\"AWS\":\"111122223333\"", "\"sts:AssumeRoleWithSAML\"", true)]
    public void Principals_of_a_trust_policy_go_with_their_own_way_to_assume_a_role(string principal, string action, bool mismatched)
    {
        (PolicyKind place, PolicyValidationOptions options) = DiagnosticPage.Place("trust");
        string text = $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{ {{{principal}}} },"Action":{{{action}}}}}""";

        Assert.Equal(mismatched, PolicyValidator.Validate(text, null, place, options).Any(static finding => finding.Id == "IAM0048"));
    }

    [Fact]
    public void Every_message_is_one_printable_line_whatever_the_policy_holds()
    {
        const string Bad = "\\u001b[31m\\n\\u202e\\ud83d\\ude00${x";
        string text = string.Concat(
            """{"Version":"BAD","Id":"BAD","BAD":1,"Statement":[""",
            """{"Sid":"BAD","Effect":"Allow","Action":["BAD","BAD:","BAD:BAD","s3:BAD"],"Resource":["BAD","arn:BAD:BAD:::x"],"Condition":{"BAD":{"BAD":"BAD"},"StringEquals":{"BAD":[],"aws:PrincipalTag/BAD":[],"aws:BAD":"BAD*"},"ForAllValues:StringEquals":{"aws:RequestTag/BAD":"x"},"StringLike":{"aws:PrincipalAccount":"*BAD"},"ArnLike":{"a:b":"BAD"},"Bool":{"a:b":"BAD"},"Null":{"BAD":"BAD"}}},""",
            """{"Effect":"Allow","Principal":{"BAD":"BAD","AWS":["BAD","arn:aws:iam::1:BAD"],"Service":"BAD","Federated":"BAD"},"Action":"sts:AssumeRole","BAD":{}}]}""").Replace("BAD", Bad, StringComparison.Ordinal);
        foreach (string kind in new[] { "identity", "managed", "session", "bucket", "key", "trust", "gateway-endpoint", "scp", "rcp" })
        {
            (PolicyKind place, PolicyValidationOptions options) = DiagnosticPage.Place(kind);
            IReadOnlyList<Diagnostic> findings = PolicyValidator.Validate(text, "a\u001b\n.json", place, options);
            Assert.InRange(findings.Count, 20, 200);
            Assert.All(findings, static finding =>
            {
                Assert.Equal(PrintableText.Line(finding.Message), finding.Message);
                Assert.Equal(PrintableText.Line(finding.Help ?? ""), finding.Help ?? "");
                Assert.Equal(PrintableText.Line(finding.ToString()), finding.ToString());
                Assert.Equal(finding.Help is null ? 4 : 5, finding.ToDetailedString().Split('\n').Length);
            });
        }
    }

    [Fact]
    public void Statements_of_another_text_cost_no_more_than_wrong_places()
    {
        PolicyDocument small = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[]}""", "small.json");
        PolicyDocument large = PolicyDocument.Parse(new string(' ', 500) + """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:a b","Resource":"x","Condition":{"StringLike":{"x":[]}}}]}""");

        IReadOnlyList<Diagnostic> findings = PolicyValidator.Validate(small with { Statements = large.Statements }, PolicyKind.Identity);

        Assert.Equal(["IAM0049", "IAM0018", "IAM0052", "IAM0044"], findings.Select(static finding => finding.Id));
        Assert.All(findings, static finding => Assert.StartsWith("small.json:1:", finding.ToDetailedString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Ten_megabytes_are_validated_in_time_in_proportion()
    {
        const string Statement = """{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/${aws:username}","Condition":{"ForAllValues:StringEquals":{"aws:username":["a","b*"]}}},""";
        string text = $$"""{"Version":"2012-10-17","Statement":[{{string.Concat(Enumerable.Repeat(Statement, 10_000_000 / Statement.Length))}}{{Statement[..^1]}}]}""";
        var clock = System.Diagnostics.Stopwatch.StartNew();

        IReadOnlyList<Diagnostic> findings = PolicyValidator.Validate(text, null, PolicyKind.Identity);

        Assert.Equal(201, findings.Count);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Kinds_that_are_none_and_nothing_at_all_are_refused()
    {
        PolicyDocument document = PolicyDocument.Parse("""{"Statement":[]}""");

        Assert.Throws<ArgumentOutOfRangeException>(() => PolicyValidator.Validate(document, (PolicyKind)7));
        Assert.Throws<ArgumentOutOfRangeException>(static () => PolicyValidator.Validate("{}", null, (PolicyKind)(-1)));
        Assert.Throws<ArgumentNullException>(static () => PolicyValidator.Validate(null!, PolicyKind.Identity));
        Assert.Throws<ArgumentNullException>(static () => PolicyValidator.Validate(null!, null, PolicyKind.Identity));
    }

    [Fact]
    public void Any_number_of_threads_may_validate_one_document()
    {
        PolicyDocument document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:a b","Resource":"x","Condition":{"StringLike":{"aws:SourceIp":[]}}}]}""", "p.json");
        string[] expected = [.. PolicyValidator.Validate(document, PolicyKind.Identity).Select(static finding => finding.ToDetailedString())];

        string[][] answers = [.. ParallelEnumerable.Range(0, 500).Select(_ => PolicyValidator.Validate(document, PolicyKind.Identity).Select(static finding => finding.ToDetailedString()).ToArray())];

        Assert.Equal(4, expected.Length);
        Assert.All(answers, answer => Assert.Equal(expected, answer));
    }
}

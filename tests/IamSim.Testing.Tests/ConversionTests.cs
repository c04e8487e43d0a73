using IamSim.Diagnostics;

namespace IamSim.Testing.Tests;

public sealed class ConversionTests
{
    private const string Input = """
        {
          "PolicyInputList": ["{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:Get*\",\"Resource\":\"arn:aws:s3:::reports/*\",\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}},{\"Effect\":\"Deny\",\"Action\":\"s3:GetObjectAcl\",\"Resource\":\"*\"}]}"],
          "PermissionsBoundaryPolicyInputList": ["{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"],
          "ActionNames": ["s3:GetObject", "s3:PutObject", "s3:GetObjectAcl"],
          "ResourceArns": ["arn:aws:s3:::reports/q1.csv", "arn:aws:s3:::reports/2026/*"],
          "CallerArn": "arn:aws:iam::111122223333:user/alice",
          "ContextEntries": [
            { "ContextKeyName": "aws:MultiFactorAuthPresent", "ContextKeyValues": ["true"], "ContextKeyType": "boolean" },
            { "ContextKeyName": "aws:TagKeys", "ContextKeyValues": ["a", "b \"quoted\""], "ContextKeyType": "stringList" }
          ],
          "MaxItems": 100
        }
        """;

    private const string Results = """
        {
          "EvaluationResults": [
            { "EvalActionName": "s3:GetObject", "EvalResourceName": "arn:aws:s3:::reports/q1.csv", "EvalDecision": "allowed", "MatchedStatements": [] },
            {
              "EvalActionName": "s3:GetObjectAcl", "EvalDecision": "explicitDeny",
              "ResourceSpecificResults": [
                { "EvalResourceName": "arn:aws:s3:::reports/q1.csv", "EvalResourceDecision": "explicitDeny" },
                { "EvalResourceName": "arn:aws:s3:::reports/2026/*", "EvalResourceDecision": "explicitDeny" }
              ]
            },
            { "EvalActionName": "s3:PutObject", "EvalResourceName": "arn:aws:s3:::reports/q1.csv", "EvalDecision": "implicitDeny" }
          ],
          "IsTruncated": false
        }
        """;

    [Fact]
    public void An_input_with_its_results_becomes_a_suite_that_says_what_aws_said()
    {
        AwsSimulationConversion conversion = AwsSimulationConversion.Convert([new SourceText(Input, "in/alice.json"), new SourceText(Results, "out/alice.json")]);

        Assert.Empty(conversion.Diagnostics);
        Assert.EndsWith("""
            tests:
              # The answers are those of AWS.
              - name: alice
                principal: arn:aws:iam::111122223333:user/alice
                context:
                  aws:MultiFactorAuthPresent: "true"
                  aws:TagKeys: ["a", "b \"quoted\""]
                allow:
                  s3:GetObject: arn:aws:s3:::reports/q1.csv
                implicit:
                  s3:PutObject: arn:aws:s3:::reports/q1.csv
                explicit:
                  s3:GetObjectAcl:
                    - arn:aws:s3:::reports/q1.csv
                    - arn:aws:s3:::reports/2026/example

            """.ReplaceLineEndings("\n"), conversion.Text, StringComparison.Ordinal);
        Assert.Equal("4 passed, 0 failed, 0 uncertain, 0 errors", Run(conversion).ToString());
    }

    [Fact]
    public void Without_results_the_answers_are_our_own_and_hold()
    {
        AwsSimulationConversion conversion = AwsSimulationConversion.Convert([new SourceText(Input, "alice.json")]);

        Assert.Contains("# There were no results of AWS: the answers are those of iamsim, to be reviewed.\n", conversion.Text, StringComparison.Ordinal);
        Assert.Equal("6 passed, 0 failed, 0 uncertain, 0 errors", Run(conversion).ToString());
    }

    [Theory]
    [InlineData("", "a context key without a name")]
    [InlineData("a", "the context key 'a', which has no colon")]
    [InlineData("time", "the context key 'time', which has no colon")]
    public void A_context_key_that_is_none_is_left_out_and_told(string name, string expected)
    {
        string nameless = $$"""{ "PolicyInputList": ["{\"Version\":\"2012-10-17\",\"Statement\":[]}"], "ActionNames": ["iam:GetUser"], "ContextEntries": [{ "ContextKeyName": "{{name}}", "ContextKeyValues": ["x"], "ContextKeyType": "string" }] }""";

        AwsSimulationConversion conversion = AwsSimulationConversion.Convert([new SourceText(nameless, "x.json")]);

        Assert.DoesNotContain("context:", conversion.Text, StringComparison.Ordinal);
        Assert.Contains($"x.json:1:144: warning IAM4021: a suite cannot say: {expected}", conversion.Diagnostics.Select(static finding => finding.ToString()));
    }

    [Fact]
    public void Results_of_a_principal_are_tests_of_an_environment()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("acme/environment.yaml", "accounts: [ { id: \"111122223333\", users: [ { name: alice } ] } ]");
        Environments.AwsEnvironment environment = folder.Load();
        const string Answer = """{ "EvaluationResults": [ { "EvalActionName": "iam:GetUser", "EvalResourceName": "*", "EvalDecision": "implicitDeny" } ] }""";

        AwsSimulationConversion alone = AwsSimulationConversion.Convert([new SourceText(Answer, "alice.json")], environment, "acme", "arn:aws:iam::111122223333:user/alice");
        AwsSimulationConversion withInput = AwsSimulationConversion.Convert([new SourceText("""{ "PolicySourceArn": "arn:aws:iam::111122223333:user/alice", "ActionNames": ["iam:GetUser"], "PolicyInputList": ["{\"Version\":\"2012-10-17\",\"Statement\":[]}"] }""", "alice.json"), new SourceText(Answer, "answer.json")], environment, "acme");

        Assert.Equal(alone.Text, withInput.Text);
        Assert.Contains("environment: acme\n", alone.Text, StringComparison.Ordinal);
        Assert.Equal("alice.json:1:1: warning IAM4021: a suite cannot say: policies beside those of the principal: only those of the environment are asked", Assert.Single(withInput.Diagnostics).ToString());
    }

    [Theory]
    [InlineData("[]", "x.json:1:1: error IAM4020: a simulation must be an object, but is an array")]
    [InlineData("{", "x.json:1:2: error IAM0001: ")]
    [InlineData("""{ "a": 1 }""", "x.json:1:1: error IAM4020: the object is neither an input of AWS's policy simulator nor a result")]
    [InlineData("""{ "ActionNames": ["s3:*"], "PolicyInputList": [] }""", "x.json:1:19: error IAM4020: 's3:*' is not an action: a request names one action, without wildcards")]
    [InlineData("""{ "ActionNames": [], "PolicyInputList": ["{}"] }""", "x.json:1:42: error IAM4020: the text is no policy: PolicyInputList[0]:1:1: error IAM0009:")]
    [InlineData("""{ "ActionNames": [], "CallerArn": "bob" }""", "x.json:1:35: error IAM4020: 'bob' is no principal: expected the ARN of a user or role")]
    [InlineData("""{ "ActionNames": [], "PolicySourceArn": "arn:aws:iam::111122223333:user/bob" }""", "x.json:1:1: error IAM4020: x has no policies: they are those of arn:aws:iam::111122223333:user/bob")]
    [InlineData("""{ "EvaluationResults": [ { "EvalActionName": "s3:GetObject", "EvalDecision": "maybe" } ] }""", "x.json:1:78: error IAM4020: 'EvalDecision' must be allowed, explicitDeny or implicitDeny, but is 'maybe'")]
    [InlineData("""{ "ActionNames": ["\u001b[31m"] }""", "x.json:1:19: error IAM4020: '\uFFFD[31m' is not an action")]
    [InlineData("""{ "ActionNames": ["s3:GetObject"], "ResourceArns": [""] }""", "x.json:1:53: error IAM4020: '' is no resource: expected an ARN or *")]
    public void What_cannot_be_converted_is_a_finding(string json, string finding)
    {
        AwsSimulationConversion conversion = AwsSimulationConversion.Convert([new SourceText(json, "x.json")]);

        Assert.Null(conversion.Text);
        Assert.StartsWith(finding, conversion.Diagnostics[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_that_is_asked_about_twice_is_one_case()
    {
        AwsSimulationConversion conversion = AwsSimulationConversion.Convert([new SourceText("""{ "ActionNames": ["s3:GetObject", "S3:getobject", "s3:GetObject"], "ResourceArns": ["*", "*"] }""", "x.json")]);

        Assert.Equal((1, 1), (conversion.Tests, conversion.Cases));
        Assert.Equal("1 passed, 0 failed, 0 uncertain, 0 errors", Run(conversion).ToString());
    }

    [Fact]
    public void A_policy_that_AWS_does_not_accept_is_no_suite_whatever_the_results_are()
    {
        const string Answers = """{ "EvaluationResults": [ { "EvalActionName": "s3:GetObject", "EvalDecision": "allowed" } ] }""";

        AwsSimulationConversion conversion = AwsSimulationConversion.Convert([new SourceText("""{ "PolicyInputList": ["{\"Statement\":[{\"Effect\":\"Allow\"}]}"], "ActionNames": ["s3:GetObject"] }""", "x.json"), new SourceText(Answers, "answers.json")]);

        Assert.Null(conversion.Text);
        Assert.StartsWith("x.json:1:1: error IAM4020: a policy of x is none that AWS accepts: PolicyInputList[0]:1:15: error IAM00", Assert.Single(conversion.Diagnostics).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Results_that_contradict_each_other_are_no_suite()
    {
        const string Answers = """{ "EvaluationResults": [ { "EvalActionName": "s3:GetObject", "EvalDecision": "allowed" }, { "EvalActionName": "s3:GetObject", "EvalDecision": "explicitDeny" } ] }""";

        AwsSimulationConversion conversion = AwsSimulationConversion.Convert([new SourceText("""{ "ActionNames": ["s3:GetObject"] }""", "x.json"), new SourceText(Answers, "answers.json")]);

        Assert.Null(conversion.Text);
        Assert.Equal("x.json:1:1: error IAM4020: the results for x say of s3:GetObject on '*' allowed and explicitDeny", Assert.Single(conversion.Diagnostics).ToString());
    }

    [Fact]
    public void Inputs_with_other_policies_are_suites_of_their_own()
    {
        AwsSimulationConversion conversion = AwsSimulationConversion.Convert([new SourceText(Input, "a.json"), new SourceText(Input.Replace("s3:Get*", "s3:*", StringComparison.Ordinal), "b.json")]);

        Assert.Equal("a.json:1:1: error IAM4020: b asks other policies than a, and a suite asks one set of policies", Assert.Single(conversion.Diagnostics).ToString());
    }

    private static PolicyTestRun Run(AwsSimulationConversion conversion)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("suite.iamtest.yaml", conversion.Text!);
        return PolicyTestSuite.Load(Path.Combine(folder.Path, "suite.iamtest.yaml")).Run(cancellationToken: TestContext.Current.CancellationToken);
    }
}

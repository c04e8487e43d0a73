using IamSim.Identifiers;

namespace IamSim.Testing.Tests;

public sealed class SuiteReaderTests : IDisposable
{
    private const string Deployer = "arn:aws:iam::111122223333:role/deployer";

    private readonly SuiteFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_suite_has_tests_with_rows_and_cases_in_the_order_of_the_file()
    {
        PolicyTestSuite suite = _folder.Read("""
            name: Acme deploys
            defaults: { principal: deployer, tags: [deploy] }
            tests:
              - name: artifacts
                tags: [storage]
                allow:
                  s3:PutObject: [acme-artifacts/a.zip, "arn:aws:s3:::acme-artifacts/b.zip"]
                deny: ["iam:CreateUser", ec2:RunInstances]
              - principal: [alice, deployer]
                explicit: organizations:LeaveOrganization
            """);

        Assert.Empty(_folder.Findings(suite));
        Assert.Equal("Acme deploys", suite.Name);
        Assert.Equal(["artifacts", "test 2"], suite.Tests.Select(static test => test.Name));
        Assert.Equal(["deploy", "storage"], suite.Tests[0].Tags);
        Assert.Equal(["Allow s3:PutObject: 2 cases", "Deny iam:CreateUser: 1 cases", "Deny ec2:RunInstances: 1 cases"], suite.Tests[0].Rows.Select(static row => row.ToString()));
        Assert.Equal(
            [$"{Deployer} s3:PutObject arn:aws:s3:::acme-artifacts/a.zip", $"{Deployer} s3:PutObject arn:aws:s3:::acme-artifacts/b.zip", $"{Deployer} iam:CreateUser *", $"{Deployer} ec2:RunInstances *",
                "arn:aws:iam::111122223333:user/alice organizations:LeaveOrganization *", $"{Deployer} organizations:LeaveOrganization *"],
            suite.Cases.Select(static one => one.ToString()));
        Assert.Equal((8, 7), (suite.Tests[0].Rows[0].Place.Line, suite.Tests[0].Rows[0].Place.Column));
        Assert.Equal((9, 12), (suite.Tests[0].Rows[1].Place.Line, suite.Tests[0].Rows[1].Place.Column));
    }

    [Fact]
    public void A_test_may_leave_policies_out_and_a_name_that_is_none_suggests()
    {
        const string Suite = """
            policies:
              identity: [{ name: reader, policy: { Version: "2012-10-17", Statement: { Effect: Allow, Action: "s3:*", Resource: "*" } } }]
              serviceControl: [[{ name: guard, policy: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "*", Resource: "*" }, { Sid: Shut, Effect: Deny, Action: "s3:*", Resource: "*" }] } }]]
            defaults: { principal: "arn:aws:iam::111122223333:role/deployer" }
            tests:
              - explicit: s3:ListAllMyBuckets
              - without: NAME
                allow: s3:ListAllMyBuckets
            """;
        PolicyTestSuite suite = _folder.Read(Suite.Replace("NAME", "Shut", StringComparison.Ordinal));
        PolicyTestSuite faulty = _folder.Read(Suite.Replace("NAME", "Shutt", StringComparison.Ordinal));

        Assert.Empty(_folder.Findings(suite));
        Assert.Equal("2 passed, 0 failed, 0 uncertain, 0 errors", suite.Run(cancellationToken: TestContext.Current.CancellationToken).ToString());
        Assert.Equal(["Shut"], suite.Cases[1].Without);
        Assert.Contains("there is no policy and no statement 'Shutt' to leave out: did you mean 'Shut'?", Assert.Single(_folder.Findings(faulty)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_tells_rows_and_cases_that_passed_and_failed()
    {
        PolicyTestSuite suite = _folder.Read("""
            tests:
              - principal: deployer
                allow: { s3:PutObject: acme-artifacts/a.zip, s3:DeleteObject: acme-artifacts/a.zip }
                implicit: s3:ListAllMyBuckets
                explicit: [organizations:LeaveOrganization, iam:CreateUser]
              - principal: alice
                explicit: organizations:LeaveOrganization
            """);

        PolicyTestRun run = suite.Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("3 passed, 3 failed, 0 uncertain, 0 errors", run.ToString());
        Assert.Equal(["Passed", "Failed", "Passed", "Passed", "Failed", "Failed"], run.Rows.Select(static row => row.Verdict.ToString()));
        Assert.False(run.IsSuccess);
        Assert.Contains("aws:MultiFactorAuthPresent", run.Rows[1].Results[0].Explain().ToText(new IamSim.Explanations.ExplanationTextOptions()), StringComparison.Ordinal);
    }

    [Fact]
    public void Wildcards_of_actions_stand_for_those_that_take_the_resource_and_wildcards_of_resources_for_what_is_there_and_an_example()
    {
        PolicyTestSuite suite = _folder.Read("""
            tests:
              - principal: deployer
                allow: { "s3:PutObjec?": "arn:aws:s3:::acme-artifacts/*" }
                deny:
                  s3:ListBucket: "arn:aws:s3:::acme-*"
                  "s3:ListBucket*": acme-reports
                  "sts:Assume*": "arn:aws:iam::111122223333:role/dep*"
            """);

        Assert.Empty(_folder.Findings(suite));
        Assert.Equal(["s3:PutObject arn:aws:s3:::acme-artifacts/example"], Cases(0));
        Assert.Equal(["s3:ListBucket arn:aws:s3:::acme-artifacts", "s3:ListBucket arn:aws:s3:::acme-reports", "s3:ListBucket arn:aws:s3:::acme-example"], Cases(1));
        Assert.Equal(["s3:ListBucket arn:aws:s3:::acme-reports", "s3:ListBucketMultipartUploads arn:aws:s3:::acme-reports", "s3:ListBucketVersions arn:aws:s3:::acme-reports"], Cases(2));
        Assert.Contains($"sts:AssumeRole {Deployer}", Cases(3));
        Assert.Contains("sts:AssumeRole arn:aws:iam::111122223333:role/depexample", Cases(3));

        string[] Cases(int row) => [.. suite.Tests[0].Rows[row].Cases.Select(static one => $"{one.Action} {one.Resource}")];
    }

    [Fact]
    public void With_the_context_of_unless_the_opposite_holds()
    {
        PolicyTestSuite suite = _folder.Read("""
            contexts:
              office: { aws:SourceIp: 203.0.113.7 }
              mfa: { aws:MultiFactorAuthPresent: true }
            tests:
              - principal: deployer
                context: office
                unless: mfa
                deny: { s3:DeleteObject: acme-artifacts/a.zip }
            """);

        PolicyTestRun run = suite.Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("2 passed, 0 failed, 0 uncertain, 0 errors", run.ToString());
        Assert.Equal([(ExpectedDecision.Deny, "office"), (ExpectedDecision.Allow, "office + mfa")], suite.Tests[0].Rows.Select(static row => (row.Expected, row.ContextName!)));
        Assert.Equal("aws:MultiFactorAuthPresent = true, aws:SourceIp = 203.0.113.7", suite.Cases[1].Conditions.Context.ToString());
    }

    [Fact]
    public void What_the_environment_tells_of_a_request_is_known_and_what_it_does_not_have_is_absent()
    {
        _folder.With("acme/policies/read.json", """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/alice"},"StringEquals":{"aws:PrincipalAccount":"111122223333"}}},
              {"Effect":"Deny","Action":"s3:GetObject","Resource":"arn:aws:s3:::acme-artifacts/*","Condition":{"Null":{"aws:PrincipalTag/team":"true"}}}
            ]}
            """);
        PolicyTestSuite suite = _folder.Read("""
            tests:
              - principal: alice
                allow: { s3:GetObject: acme-reports/q1.csv }
                explicit: { s3:GetObject: acme-artifacts/a.zip }
            """);

        Assert.Equal("2 passed, 0 failed, 0 uncertain, 0 errors", suite.Run(cancellationToken: TestContext.Current.CancellationToken).ToString());
    }

    [Fact]
    public void A_test_with_parameters_is_one_for_each_set()
    {
        PolicyTestSuite suite = _folder.Read("""
            tests:
              - name: ${role} writes
                principal: ${role}
                requestTags: { team: "${team}" }
                deny: { "s3:${verb}Object": "arn:aws:s3:::${team}-data/*" }
                each:
                  - { role: deployer, team: blue, verb: Put }
                  - { role: alice, team: red, verb: Get }
              - name: reads
                principal: alice
                deny: [ "s3:${verb}Object" ]
                each: [ { verb: Get } ]
            """);

        Assert.Empty(_folder.Findings(suite));
        Assert.Equal(["deployer writes", "alice writes", "reads (verb = Get)"], suite.Tests.Select(static test => test.Name));
        Assert.Equal($"{Deployer} s3:PutObject arn:aws:s3:::blue-data/example", suite.Cases[0].ToString());
        Assert.Equal("red", suite.Cases[1].Conditions.RequestTags["team"]);
    }

    [Fact]
    public void What_is_wrong_is_found_with_its_place_and_the_other_tests_go_on()
    {
        PolicyTestSuite suite = _folder.Read("""
            contexts: { office: { aws:SourceIp: 203.0.113.7, source: x }, home: { aws:SourceIp: 198.51.100.1 } }
            tests:
              - principal: deplyer
                allow: { s3:GetObject: "*" }
              - principal: deployer
                alow: { s3:GetObject: "*" }
              - principal: deployer
                context: [office, home]
                allow: { "s3:Gett*": "*" }
              - principal: deployer
                context: ofice
                deny: { s3:GetObject: acme-report/x, s3:GetObjekt: "*" }
              - principal: deployer
                allow: { "s3:${what}": "*" }
              - deny: "iam:*"
              - principal: deployer
                deny: { s3:GetObject: "arn:aws:s3:::acme-reports", "s3:List*": "arn:aws:sqs:eu-west-1:111122223333:jobs" }
              - principal: deployer
                time: yesterday
                deny: { s3:PutObject: [] }
            """);

        Assert.Equal(
        [
            "suite.iamtest.yaml:2:50: error IAM4002: the context has no member 'source': expected a context key such as aws:SourceIp, or one of requestTags, sessionTags, time, vpcEndpoint",
            "suite.iamtest.yaml:4:16: error IAM4008: there is no user or role 'deplyer': did you mean 'deployer'?",
            "suite.iamtest.yaml:6:5: error IAM4003: the test expects nothing: it has none of allow, deny, implicit and explicit | add allow: { \"s3:GetObject\": \"arn:aws:s3:::bucket/*\" }",
            "suite.iamtest.yaml:7:5: error IAM4002: the test has no member 'alow': expected one of allow, context, deny, description, each, explicit, implicit, name, principal, requestTags, sessionTags, tags, time, unless, vpcEndpoint, without | did you mean 'allow'?",
            "suite.iamtest.yaml:9:23: error IAM4012: the context 'home' states aws:SourceIp otherwise than office | leave one of them out, or make a context of its own",
            "suite.iamtest.yaml:12:14: error IAM4012: there is no context 'ofice': expected one of home, office | did you mean 'office'?",
            "suite.iamtest.yaml:15:14: error IAM4013: there is no parameter 'what': the test has no 'each' | give it a value in each mapping of 'each'",
            "suite.iamtest.yaml:16:5: error IAM4003: the test has no member 'principal' | add \"principal\": …",
            "suite.iamtest.yaml:18:27: warning IAM4015: s3:GetObject has no resources like 'arn:aws:s3:::acme-reports': expected arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}/object/${ObjectName} or arn:${Partition}:s3:::${BucketName}/${ObjectName} | no request is like this one, whatever it is answered with",
            "suite.iamtest.yaml:18:68: error IAM4009: no action that 's3:List*' covers has resources like 'arn:aws:sqs:eu-west-1:111122223333:jobs' | name another resource, or * for actions without resources",
            "suite.iamtest.yaml:20:11: error IAM4004: 'time' must be a time such as 2026-01-31T12:00:00Z, but is 'yesterday'",
            "suite.iamtest.yaml:21:27: error IAM4004: the entry 's3:PutObject' has no resources | write \"*\" for actions without resources",
        ], _folder.Findings(suite));
        Assert.Empty(suite.Tests);
    }

    [Fact]
    public void An_entry_or_a_resource_that_is_not_known_gets_a_suggestion()
    {
        PolicyTestSuite suite = _folder.Read("""
            tests:
              - principal: deployer
                allow: { "s3:Gett*": "*" }
              - principal: deployer
                deny: { s3:GetObjekt: "*", s3:GetObject: acme-report }
              - { principal: deployer, deny: "s4:*" }
              - { principal: deployer, deny: everything }
              - { name: good, principal: deployer, deny: s3:ListAllMyBuckets }
            """);

        Assert.Equal(
        [
            "suite.iamtest.yaml:4:14: error IAM4010: 's3:Gett*' covers no action that AWS lists | did you mean 's3:Get*'?",
            "suite.iamtest.yaml:6:13: warning IAM4011: AWS lists no action 's3:GetObjekt': it is tested all the same | did you mean 's3:GetObject'?",
            "suite.iamtest.yaml:6:46: error IAM4009: there is no resource 'acme-report' of the service of s3:GetObject: did you mean 'acme-reports'?: give an ARN, or * for actions without resources",
            "suite.iamtest.yaml:7:34: error IAM4010: 's4:*' covers no action that AWS lists | did you mean 's3:*'?",
            "suite.iamtest.yaml:8:34: error IAM4004: 'everything' is no action: expected service:Name or an entry with wildcards | write service:Name, such as s3:GetObject or s3:Get*",
        ], _folder.Findings(suite));
        Assert.Equal(["good"], suite.Tests.Select(static test => test.Name));
        Assert.Equal("1 passed, 0 failed, 0 uncertain, 4 errors", suite.Run(cancellationToken: TestContext.Current.CancellationToken).ToString());
    }

    [Fact]
    public void Policies_of_the_suite_are_compiled_strictly_and_their_faults_are_told_in_their_own_files()
    {
        _folder.With("bad.json", """
            {
              "Version": "2012-10-17",
              "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "bucket" }]
            }
            """);

        PolicyTestSuite suite = _folder.Read("""
            policies: { identity: [bad.json, missing.json] }
            tests: [ { principal: "arn:aws:iam::111122223333:user/x", deny: s3:ListAllMyBuckets } ]
            """);
        PolicyTestSuite strict = _folder.Read("""
            policies: { identity: [bad.json] }
            tests: [ { principal: "arn:aws:iam::111122223333:user/x", deny: s3:ListAllMyBuckets } ]
            """);

        Assert.Equal(["suite.iamtest.yaml:1:34: error IAM4007: the policy file 'missing.json' cannot be read: there is no such file | write the path from the folder of this file on"], _folder.Findings(suite));
        Assert.StartsWith("bad.json:3:76: error IAM0", Assert.Single(_folder.Findings(strict)), StringComparison.Ordinal);
        Assert.Empty(strict.Tests);
        Assert.Throws<InvalidOperationException>(() => strict.Run(new PolicyTestCase(Principal.Anonymous, "s3:GetObject", "*", ExpectedDecision.Deny)));
    }

    [Fact]
    public void Policies_stand_in_the_suite_or_in_files_in_yaml_or_json()
    {
        _folder.With("p/reader.yaml", "Version: 2012-10-17\nStatement: [{ Effect: Allow, Action: s3:GetObject, Resource: '*' }]\n");
        PolicyTestSuite suite = _folder.Read("""
            policies:
              identity:
                - p/reader.yaml
                - name: writer
                  policy: { Version: 2012-10-17, Statement: [{ Effect: Allow, Action: s3:PutObject, Resource: "*", Condition: { Bool: { aws:SecureTransport: true } } }] }
              permissionsBoundary: { Version: 2012-10-17, Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] }
              serviceControl:
                - [ { Version: 2012-10-17, Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] } ]
            tests:
              - principal: "arn:aws:iam::111122223333:role/x"
                context: { aws:SecureTransport: true }
                allow: { s3:GetObject: "arn:aws:s3:::b/k", s3:PutObject: "arn:aws:s3:::b/k" }
              - principal: "arn:aws:iam::111122223333:role/x"
                implicit: { s3:PutObject: "arn:aws:s3:::b/k" }
            """);

        Assert.Empty(_folder.Findings(suite));
        PolicyTestRun run = suite.Run(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("3 passed, 0 failed, 0 uncertain, 0 errors", run.ToString());
        Assert.Equal("p/reader.yaml", suite.Subject!.Prepare(suite.Cases[0]).Policies.Identity[0].Name);
        // A policy that stood in YAML is written as JSON.
        Assert.StartsWith("{", suite.Subject.Prepare(suite.Cases[0]).Policies.Identity[0].ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_read_like_yaml()
    {
        PolicyTestSuite suite = _folder.Read("""{ "environment": "acme", "tests": [ { "principal": "deployer", "allow": { "s3:PutObject": "acme-artifacts/x" }, "deny": ["iam:CreateUser"] } ] }""", "suite.iamtest.json");

        Assert.Empty(_folder.Findings(suite));
        Assert.Equal(2, suite.Cases.Length);
    }

    [Theory]
    [InlineData("tests: [", "suite.iamtest.yaml:2:9: error IAM4001: the text is not YAML:")]
    [InlineData("- a", "suite.iamtest.yaml:2:1: error IAM4001: the text is not YAML:")]
    [InlineData("environment: acmee\ntests: []", "suite.iamtest.yaml:1:14: error IAM4005: the environment 'acmee' cannot be loaded: there is no such folder | did you mean 'acme'?")]
    [InlineData("tests: { a: b }", "suite.iamtest.yaml:2:8: error IAM4004: 'tests' must be an array, but is an object")]
    [InlineData("tests:\n  - { principal: deployer, deny: '*', principal: alice }", "suite.iamtest.yaml:3:39: error IAM0004: the name 'principal' stands twice in one object")]
    public void A_suite_of_another_form_is_a_finding(string yaml, string finding)
    {
        PolicyTestSuite suite = _folder.Read(yaml);

        Assert.StartsWith(finding, _folder.Findings(suite)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Load_throws_with_every_finding_and_a_missing_file_is_one()
    {
        string path = Path.Combine(_folder.Path, "none.iamtest.yaml");

        PolicyTestSuiteException exception = Assert.Throws<PolicyTestSuiteException>(() => PolicyTestSuite.Load(path));

        Assert.Equal($"{path}:1:1: error IAM4001: the suite cannot be read: there is no such file", Assert.Single(exception.Diagnostics).ToString());
        Assert.Contains("there is no such file", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_cases_than_fit_are_a_finding()
    {
        PolicyTestSuite suite = _folder.Read($$"""
            tests:
              - { name: small, principal: deployer, deny: s3:ListAllMyBuckets }
              - principal: [{{string.Join(", ", Enumerable.Repeat("deployer", 100))}}]
                deny: { "*": "*" }
            """);

        Assert.Equal(["suite.iamtest.yaml:5:13: error IAM4014: the suite stands for more than 1000000 cases, here with '*' | write narrower entries, or several suites"], _folder.Findings(suite));
        Assert.Equal(["small"], suite.Tests.Select(static test => test.Name));
    }

    [Fact]
    public void Suites_are_found_below_folders_and_share_environments()
    {
        foreach (string file in new[] { "a.iamtest.yaml", "sub/b.iamtest.yml", "sub/c.iamtest.json", ".hidden/d.iamtest.yaml", "sub/e.yaml" })
        {
            _folder.With(file, $"{{ \"environment\": \"{(file.StartsWith("sub", StringComparison.Ordinal) ? "../acme" : "acme")}\", \"tests\": [] }}");
        }

        string[] found = [.. PolicyTestSuite.Discover(_folder.Path)];

        Assert.Equal(["a.iamtest.yaml", "sub/b.iamtest.yml", "sub/c.iamtest.json"], found.Select(path => Path.GetRelativePath(_folder.Path, path).Replace('\\', '/')));
        var environments = new PolicyTestEnvironments();
        PolicyTestSuite[] suites = [.. found.Select(path => PolicyTestSuite.Load(path, environments))];
        Assert.Single(environments.Folders);
        Assert.All(suites, suite => Assert.Same(suites[0].Subject, suite.Subject));
    }

    [Theory]
    [InlineData("deploy", 2)]
    [InlineData("tag:deploy", 1)]
    [InlineData("tag:dep", 0)]
    [InlineData("tag:dep*", 1)]
    [InlineData("name:WRITES", 1)]
    [InlineData("principal:alice", 1)]
    [InlineData("s3:Get*", 1)]
    [InlineData("action:putobject", 1)]
    [InlineData("resource:*/x", 2)]
    [InlineData("nothing", 0)]
    public void A_filter_chooses_cases(string text, int cases)
    {
        PolicyTestSuite suite = _folder.Read("""
            tests:
              - { name: writes, tags: [deploy], principal: deployer, allow: { s3:PutObject: acme-artifacts/x } }
              - { name: reads and deploys, principal: alice, deny: { s3:GetObject: acme-artifacts/x } }
            """);
        Assert.True(PolicyTestFilter.TryParse(text, out PolicyTestFilter? filter, out _));

        Assert.Equal(cases, suite.Run(new PolicyTestRunOptions { Filters = [filter] }, TestContext.Current.CancellationToken).Cases);
        Assert.Equal(text, filter.ToString());
    }

    [Fact]
    public void An_empty_filter_is_refused() =>
        Assert.False(PolicyTestFilter.TryParse("tag:", out _, out string? fault), fault);
}

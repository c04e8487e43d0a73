using System.Globalization;
using System.Text;

namespace IamSim.Environments.Tests.Formats;

public sealed class NotationFaultTests
{
    private static string[] Findings(string yaml, out AwsEnvironment environment)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("environment.yaml", yaml);
        environment = folder.Load();
        return folder.Findings(environment);
    }

    [Fact]
    public void Misspelled_members_are_told_with_what_was_meant()
    {
        string[] findings = Findings("""
            acounts: []
            accounts:
              - id: 111122223333
                user:
                  - name: alice
                roles:
                  - name: deployer
                    trustPolcy: policies/trust.json
                    colour: red
            """, out AwsEnvironment environment);

        Assert.Equal(
            [
                "environment.yaml:7:9: error IAM3022: a role has no member 'trustPolicy'",
                "environment.yaml:8:9: error IAM3021: a role has no member 'trustPolcy'",
                "environment.yaml:9:9: error IAM3021: a role has no member 'colour'",
                "environment.yaml:4:5: error IAM3021: an account has no member 'user'",
                "environment.yaml:1:1: error IAM3021: an environment has no member 'acounts'",
            ],
            findings);
        Assert.Equal(
            [
                "add trustPolicy: policies/trust.json",
                "did you mean 'trustPolicy'?",
                "expected one of id, inlinePolicies, instanceProfiles, managedPolicies, maximumSessionDuration, name, path, permissionsBoundary, tags, trustPolicy",
                "did you mean 'users'?",
                "did you mean 'accounts'?",
            ],
            environment.Helps());
        Assert.Equal("deployer", Assert.Single(environment.Accounts[0].Roles).Name);
    }

    [Fact]
    public void Values_of_other_kinds_are_told_at_their_places()
    {
        string[] findings = Findings("""
            partition: aws-usgov
            organization:
              id: o-a1b2c3d4e5
              managementAccount: 12
              root: { id: r-ab12, accounts: [1, [2]], units: { a: b } }
            accounts:
              - id: 111122223333
                blockPublicAccess: sometimes
                managedPolicies: [{ name: ReadReports, policy: 7e }]
                users:
                  - name: a b
                  - name: bob
                    path: team
                    managedPolicies: [ReadReport, [x]]
                    tags: [a]
                    inlinePolicies: [[]]
                  - name: bob
              - none
            resources:
              - arn: reports
              - { arn: "arn:aws:s3:::reports", accessControlLists: no, owner: 1, region: europe }
              - { arn: "arn:aws:sqs:eu-central-1:111122223333:jobs", owner: 444455556666, region: eu-west-1 }
            vpcEndpoints:
              - { id: vpce-1, type: gateway }
            """, out AwsEnvironment environment);

        Assert.Equal(
            [
                "environment.yaml:1:12: error IAM3023: 'partition' must be one of aws, aws-cn, aws-us-gov, aws-iso, aws-iso-b, aws-iso-e, aws-iso-f, aws-eusc, but is 'aws-usgov'",
                "environment.yaml:4:22: error IAM3023: 'managementAccount' must be an account id of twelve digits, but is '12'",
                "environment.yaml:5:50: error IAM3023: 'units' must be a list, but is a mapping",
                "environment.yaml:5:34: error IAM3023: 'accounts' must be an account id of twelve digits, but is '1'",
                "environment.yaml:5:37: error IAM3023: 'accounts' must be an account id of twelve digits, but is a list",
                "environment.yaml:8:24: error IAM3023: 'blockPublicAccess' must be true or false, but is 'sometimes'",
                "environment.yaml:9:52: error IAM3024: there is no file '7e' beside this one",
                "environment.yaml:11:15: error IAM3023: 'a b' is no name of IAM",
                "environment.yaml:13:15: error IAM3023: 'team' is no path of IAM",
                "environment.yaml:16:26: error IAM3023: a policy is the path of a file or a mapping, but here is a list",
                "environment.yaml:14:27: error IAM3023: the account 111122223333 has no managed policy 'ReadReport'",
                "environment.yaml:14:39: error IAM3023: 'managedPolicies' must be a text, but is a list",
                "environment.yaml:15:15: error IAM3023: 'tags' must be a mapping of names to texts, but is a list",
                "environment.yaml:17:9: warning IAM3007: 'arn:aws:iam::111122223333:user/bob' stands twice",
                "environment.yaml:18:5: error IAM3023: an account must be a mapping, but is 'none'",
                "environment.yaml:20:10: error IAM3023: 'reports' is no ARN",
                "environment.yaml:21:67: error IAM3023: 'owner' must be an account id of twelve digits, but is '1'",
                "environment.yaml:21:5: warning IAM3006: nothing says which account owns 'arn:aws:s3:::reports'",
                "environment.yaml:21:78: error IAM3023: 'europe' is no Region",
                "environment.yaml:21:56: error IAM3023: 'accessControlLists' must be true or false, but is 'no'",
                "environment.yaml:22:65: error IAM3023: 'owner' is 444455556666, but the ARN says 111122223333",
                "environment.yaml:22:87: error IAM3023: 'region' is eu-west-1, but the ARN says eu-central-1",
                "environment.yaml:24:25: error IAM3023: 'type' must be one of Interface, Gateway, but is 'gateway'",
                "environment.yaml:14:27: warning IAM3005: 'bob' has the policy 'ReadReport', of which no text was found",
                "environment.yaml:14:39: warning IAM3005: 'bob' has the policy 'managedPolicies of another kind', of which no text was found",
            ],
            findings);
        Assert.Contains("did you mean 'aws-us-gov'?", environment.Helps());
        Assert.Contains("did you mean 'ReadReports'?", environment.Helps());
        Assert.Contains("did you mean 'Gateway'?", environment.Helps());
    }

    [Theory]
    [InlineData("../outside.json", "it must not leave the folder of this file")]
    [InlineData("a/../../outside.json", "it must not leave the folder of this file")]
    [InlineData("/etc/passwd", "it must begin in the folder of this file")]
    [InlineData("C:/policy.json", "it must begin in the folder of this file")]
    [InlineData("policies\\p.json", "it must begin in the folder of this file")]
    [InlineData("policies//p.json", "it holds an empty name")]
    [InlineData("./p.json", "it holds an empty name")]
    public void Paths_stay_inside_of_the_folder(string path, string reason)
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("outside.json", """{ "Version": "2012-10-17", "Statement": [] }""")
            .With("inside/environment.yaml", $"resources:\n  - arn: arn:aws:sqs:eu-central-1:111122223333:jobs\n    policy: '{path}'\n");
        AwsEnvironment environment = AwsEnvironment.Load(Path.Combine(folder.Path, "inside"), null, TestContext.Current.CancellationToken);

        Assert.Equal([$"inside/environment.yaml:3:13: error IAM3024: '{path}' is no path of a policy file: {reason}"], folder.Findings(environment));
        EnvironmentResource queue = Assert.Single(environment.Resources);
        Assert.Null(queue.Policy!.Document);
        Assert.True(queue.IsPolicyKnown);
    }

    [Fact]
    public void Links_are_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right there");
        using TemporaryFolder folder = new TemporaryFolder()
            .With("outside/p.json", """{ "Version": "2012-10-17", "Statement": [] }""")
            .With("inside/environment.yaml", "resources:\n  - { arn: 'arn:aws:sqs:eu-central-1:111122223333:a', policy: link.json }\n  - { arn: 'arn:aws:sqs:eu-central-1:111122223333:b', policy: folder/p.json }\n");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "inside/link.json"), Path.Combine(folder.Path, "outside/p.json"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "inside/folder"), Path.Combine(folder.Path, "outside"));
        AwsEnvironment environment = AwsEnvironment.Load(Path.Combine(folder.Path, "inside"), null, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "inside/environment.yaml:2:63: error IAM3024: 'link.json' is a link or lies behind one",
                "inside/environment.yaml:3:63: error IAM3024: 'folder/p.json' is a link or lies behind one",
            ],
            folder.Findings(environment));
    }

    [Fact]
    public void What_is_wrong_in_a_policy_file_is_told_in_that_file()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("environment.yaml", """
                resources:
                  - { arn: "arn:aws:sqs:eu-central-1:111122223333:a", policy: policies/bad.json }
                  - { arn: "arn:aws:sqs:eu-central-1:111122223333:b", policy: policies/bad.yaml }
                  - { arn: "arn:aws:sqs:eu-central-1:111122223333:c", policy: policies/god.json }
                  - { arn: "arn:aws:sqs:eu-central-1:111122223333:d", policy: policies/good.json }
                  - { arn: "arn:aws:sqs:eu-central-1:111122223333:e", policy: policies/big.json }
                """)
            .With("policies/bad.json", "{ \"Version\": \"2012-10-17\",\n  \"Statement\": [ }")
            .With("policies/bad.yaml", "Version: 2012-10-17\nStatement: [\n")
            .With("policies/good.json", """{ "Version": "2012-10-17", "Statement": [] }""")
            .With("policies/big.json", new string(' ', (1 << 20) + 1));
        AwsEnvironment environment = folder.Load();
        string[] findings = folder.Findings(environment);

        Assert.StartsWith("policies/bad.json:2:18: error IAM0001:", findings[0], StringComparison.Ordinal);
        Assert.StartsWith("policies/bad.yaml:3:1: error IAM3020: the text is not YAML: ", findings[1], StringComparison.Ordinal);
        Assert.Equal("environment.yaml:4:63: error IAM3024: there is no file 'policies/god.json' beside this one", findings[2]);
        Assert.Equal("did you mean 'good.json'?", environment.Helps()[2]);
        Assert.Equal("environment.yaml:6:63: error IAM3024: 'policies/big.json' is larger than 1048576 bytes", findings[3]);
        Assert.Equal(4, findings.Length);
        Assert.NotNull(environment.Resource("arn:aws:sqs:eu-central-1:111122223333:d").Policy);
    }

    [Fact]
    public void What_is_no_YAML_is_told_at_its_place()
    {
        Assert.StartsWith("environment.yaml:2:9: error IAM3020: the text is not YAML: ", Assert.Single(Findings("accounts:\n  - id: 1\n\tx: 2\n", out _)), StringComparison.Ordinal);
        Assert.Equal("environment.yaml:2:1: error IAM3023: a second document in one file", Assert.Single(Findings("accounts: []\n---\naccounts: []\n", out _)));
        Assert.Equal("environment.yaml:1:1: error IAM3023: an environment must be a mapping, but is a list", Assert.Single(Findings("- a\n", out _)));
        Assert.Equal("environment.yaml:2:1: error IAM3023: the member 'accounts' stands twice", Assert.Single(Findings("accounts: []\naccounts: []\n", out _)));
        Assert.Equal("environment.yaml:1:11: error IAM3023: the tag '!Ref' means nothing here", Findings("accounts: !Ref x\n", out _)[0]);
        Assert.Equal("environment.yaml:1:11: error IAM3023: the alias '*a' stands for nothing that ends before it", Assert.Single(Findings("accounts: *a\n", out _)));
        Assert.Equal("environment.yaml:1:15: error IAM3023: the alias '*a' stands for nothing that ends before it", Assert.Single(Findings("accounts: &a [*a]\n", out _)));
        Assert.Empty(Findings("# nothing\n", out _));
    }

    [Fact]
    public void Aliases_of_aliases_and_deep_nesting_are_bounded()
    {
        var bomb = new StringBuilder("x0: &x0 [a, a, a, a, a, a, a, a, a]\n");
        for (int i = 1; i < 30; i++)
        {
            string alias = $"*x{i - 1}";
            bomb.Append(CultureInfo.InvariantCulture, $"x{i}: &x{i} [{string.Join(", ", Enumerable.Repeat(alias, 9))}]\n");
        }

        Assert.StartsWith("environment.yaml:6:", Assert.Single(Findings(bomb.ToString(), out _)), StringComparison.Ordinal);
        Assert.EndsWith(": error IAM3025: aliases of aliases make more of the text than is read", Assert.Single(Findings(bomb.ToString(), out _)), StringComparison.Ordinal);
        Assert.Equal("environment.yaml:1:65: error IAM3025: more than 64 levels of nesting", Assert.Single(Findings(new string('[', 100_000), out _)));

        var chain = new StringBuilder("x0: &x0 [a]\n");
        for (int i = 1; i < 100; i++)
        {
            chain.Append(CultureInfo.InvariantCulture, $"x{i}: &x{i} [*x{i - 1}]\n");
        }

        Assert.EndsWith(": error IAM3025: aliases of aliases make more of the text than is read", Assert.Single(Findings(chain.ToString(), out _)), StringComparison.Ordinal);
    }
}

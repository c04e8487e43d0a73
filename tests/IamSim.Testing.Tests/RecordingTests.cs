using System.Text;
using IamSim.Environments;

namespace IamSim.Testing.Tests;

public sealed class RecordingTests
{
    private static readonly string[] Actions = ["s3:Get*", "s3:*", "s3:PutObject", "s3:*Object", "sqs:SendMessage", "sqs:*", "iam:Get*", "*:List*", "*", "kms:Decrypt", "sts:AssumeRole", "S3:get*tagging"];
    private static readonly string[] Resources = ["*", "arn:aws:s3:::reports/*", "arn:aws:s3:::reports", "arn:aws:s3:::*", "arn:aws:sqs:eu-west-1:111122223333:jobs", "arn:aws:s3:::home/${aws:username}/*"];
    private static readonly string[] Conditions = ["", ", Condition: { Bool: { aws:MultiFactorAuthPresent: \"true\" } }", ", Condition: { StringEquals: { aws:PrincipalTag/team: blue } }", ", Condition: { Bool: { aws:SecureTransport: \"false\" } }"];

    [Fact]
    public void A_recorded_suite_passes_and_one_changed_decision_makes_it_fail() => RandomSeeds.Check(6, static seed =>
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        folder.With("env/environment.yaml", Environment(random));
        AwsEnvironment environment = AwsEnvironment.Load(Path.Combine(folder.Path, "env"));
        var options = new PolicyTestRecordingOptions { Actions = random.Next(3) switch { 0 => [], 1 => ["s3:*", "sqs:S*"], _ => ["s3:GetObject", "s3:Put*", "sts:*", "iam:*User"] } };

        Assert.True(PolicyTestRecording.TryRecord(environment, "env", options, out PolicyTestRecording? recording, out string? fault, TestContext.Current.CancellationToken), $"IAMSIM_SEED={seed}: {fault}");
        folder.With("recorded.iamtest.yaml", recording.Text);
        PolicyTestSuite suite = PolicyTestSuite.Load(Path.Combine(folder.Path, "recorded.iamtest.yaml"));
        PolicyTestRun run = suite.Run();

        Assert.True(run.IsSuccess, $"IAMSIM_SEED={seed}: {run}: {run.Results.FirstOrDefault(static result => result.Verdict != PolicyTestVerdict.Passed)}");
        Assert.Equal((recording.Cases, recording.Rows), (run.Cases, run.Rows.Length));

        // Without policies nobody may do anything but what STS allows everybody; what was allowed fails, and nothing else does.
        folder.With("env/environment.yaml", Environment(random, without: true));
        PolicyTestRun emptied = PolicyTestSuite.Load(Path.Combine(folder.Path, "recorded.iamtest.yaml")).Run();
        Assert.All(emptied.Rows.Where(static row => !row.Row.ActionEntry.StartsWith("sts:Get", StringComparison.Ordinal)), row => Assert.Equal(row.Row.Expected == ExpectedDecision.Allow ? PolicyTestVerdict.Failed : PolicyTestVerdict.Passed, row.Verdict));
    });

    [Fact]
    public void Principals_that_may_do_the_same_are_one_test_and_entries_are_as_short_as_they_can_be()
    {
        using var folder = new TemporaryFolder();
        folder.With("env/environment.yaml", """
            accounts:
              - id: "111122223333"
                users:
                  - { name: alice, inlinePolicies: [ { name: p, policy: { Version: 2012-10-17, Statement: [ { Effect: Allow, Action: "sqs:*", Resource: "*" } ] } } ] }
                  - { name: bob, inlinePolicies: [ { name: p, policy: { Version: 2012-10-17, Statement: [ { Effect: Allow, Action: ["sqs:Get*", "sqs:[L]*", "sqs:*"], Resource: "*" } ] } } ] }
                  - { name: carol }
            resources:
              - { arn: "arn:aws:sqs:eu-west-1:111122223333:jobs" }
            """.Replace(", \"sqs:[L]*\"", "", StringComparison.Ordinal));

        Assert.True(PolicyTestRecording.TryRecord(folder.Load(), "env", new PolicyTestRecordingOptions { Resources = ["jobs"], Actions = ["sqs:*"] }, out PolicyTestRecording? recording, out _, TestContext.Current.CancellationToken));

        Assert.Equal("""
            # What users and roles may do and not do today, recorded by iamsim record.
            # This is a snapshot, not an intent: review it, remove what nobody means, and give the tests names that say what is meant.
            # An entry with a star stands for every action that it covers and that takes the resource.
            environment: env
            tests:
              - name: "alice, bob today"
                principal:
                  - arn:aws:iam::111122223333:user/alice
                  - arn:aws:iam::111122223333:user/bob
                allow:
                  "*": arn:aws:sqs:eu-west-1:111122223333:jobs
              - name: "carol today"
                principal: arn:aws:iam::111122223333:user/carol
                deny:
                  "*": arn:aws:sqs:eu-west-1:111122223333:jobs

            """, recording.Text, ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("nobody", "s3:*", "*", "no user or role is called nobody")]
    [InlineData("alice", "s3:Foo*", "*", "'s3:Foo*' covers no action that AWS lists")]
    [InlineData("alice", "s3:*", "nothing*", "the environment has no resource 'nothing*'")]
    [InlineData("alice", "sqs:*", "arn:aws:s3:::reports", "no action that was chosen is about a resource that was chosen")]
    public void What_names_nothing_is_a_fault(string principal, string action, string resource, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.With("environment.yaml", "accounts: [ { id: \"111122223333\", users: [ { name: alice } ] } ]");

        Assert.False(PolicyTestRecording.TryRecord(folder.Load(), ".", new PolicyTestRecordingOptions { Principals = [principal], Actions = [action], Resources = [resource] }, out _, out string? fault, TestContext.Current.CancellationToken));
        Assert.Equal(expected, fault);
    }

    private static string Environment(Random random, bool without = false)
    {
        var yaml = new StringBuilder("accounts:\n  - id: \"111122223333\"\n    users:\n");
        foreach (string name in new[] { "alice", "bob" })
        {
            yaml.Append($"      - name: {name}\n{(random.Next(2) == 0 ? "        tags: { team: blue }\n" : "")}        inlinePolicies:\n");
            foreach (int policy in Enumerable.Range(0, without ? 0 : random.Next(1, 4)))
            {
                string effect = random.Next(4) == 0 ? "Deny" : "Allow";
                yaml.Append($"          - {{ name: p{policy}, policy: {{ Version: 2012-10-17, Statement: [ {{ Effect: {effect}, Action: [\"{One(Actions)}\", \"{One(Actions)}\"], Resource: \"{One(Resources)}\"{One(Conditions)} }} ] }} }}\n");
            }

            if (yaml.ToString().EndsWith("inlinePolicies:\n", StringComparison.Ordinal))
            {
                yaml.Length -= "        inlinePolicies:\n".Length;
            }
        }

        return yaml.Append("resources:\n  - { arn: \"arn:aws:s3:::reports\", owner: \"111122223333\" }\n  - { arn: \"arn:aws:sqs:eu-west-1:111122223333:jobs\" }\n").ToString();

        string One(string[] values) => values[random.Next(values.Length)];
    }
}

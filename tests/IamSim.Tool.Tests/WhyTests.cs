using System.Text.Json;

namespace IamSim.Tool.Tests;

/// <summary><c>iamsim why</c> as its users run it.</summary>
public sealed class WhyTests
{
    private const string Read = """{"Version":"2012-10-17","Statement":{"Sid":"Read","Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::b/*"}}""";
    private const string Mfa = """{"Version":"2012-10-17","Statement":{"Sid":"Mfa","Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}}""";
    private const string Full = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";
    private const string Ec2 = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:*","Resource":"*"}}""";

    private static readonly string[] Question = ["why", "--principal", "arn:aws:iam::111122223333:user/alice", "--action", "s3:GetObject", "--resource", "arn:aws:s3:::b/k", "--resource-account", "111122223333"];

    [Fact]
    public void A_denied_question_is_explained_from_files_with_lines_and_fixes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Read);
        folder.Write("b.json", Mfa);

        ToolResult result = ToolProcess.Run([.. Question, "--identity", "a.json", "--boundary", "b.json"], folder: folder.Location);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("DENIED (implicitly): permissions boundary does not allow it\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("allows    a.json:1:37 (Read)\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("- if aws:MultiFactorAuthPresent were true\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.Empty(result.Error);
    }

    [Fact]
    public void A_context_key_turns_the_answer_and_the_exit_code()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Mfa);

        ToolResult result = ToolProcess.Run([.. Question, "--identity", "a.json", "--context", "aws:MultiFactorAuthPresent=true"], folder: folder.Location);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("ALLOWED by identity policy at a.json:1:37 (Mfa)\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_scp_is_a_level_and_the_organization_path_names_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("full.json", Full);
        folder.Write("ec2.json", Ec2);

        ToolResult result = ToolProcess.Run([.. Question, "--identity", "full.json", "--scp", "full.json", "--scp", "ec2.json,ec2.json", "--scp", "full.json", "--organization-path", "o-a/r-1/ou-prod/"], folder: folder.Location);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("ou-prod", result.Output, StringComparison.Ordinal);
        Assert.Contains("- if the SCP level ou-prod allowed s3:GetObject", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_lists_absent_keys_and_a_trust_policy_are_understood()
    {
        using var folder = new TemporaryFolder();
        folder.Write("trust.json", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:PrincipalTag/team":"red"},"ForAllValues:StringEquals":{"aws:TagKeys":["a","b"]},"Null":{"aws:PrincipalOrgID":"true"}}}}""");
        folder.Write("full.json", Full);
        string[] assume = ["why", "--principal", "arn:aws:iam::111122223333:user/alice", "--action", "sts:AssumeRole", "--resource", "arn:aws:iam::111122223333:role/r", "--identity", "full.json", "--resource-policy", "trust.json"];

        ToolResult allowed = ToolProcess.Run([.. assume, "--tag", "team=red", "--context", "aws:TagKeys=[a, b]", "--organization-path", "o-a/r-1/", "--absent", "aws:PrincipalOrgID"], folder: folder.Location);
        ToolResult denied = ToolProcess.Run([.. assume, "--tag", "team=blue"], folder: folder.Location);

        Assert.Equal((0, 1), (allowed.ExitCode, denied.ExitCode));
        Assert.Contains("aws:PrincipalTag/team is 'blue'", denied.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_keys_give_a_partial_answer_and_only_a_certain_allow_exits_with_0()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Mfa);
        folder.Write("full.json", Full);

        ToolResult depends = ToolProcess.Run([.. Question, "--identity", "a.json", "--partial"], folder: folder.Location);
        ToolResult certain = ToolProcess.Run([.. Question, "--identity", "a.json", "--identity", "full.json", "--unknown", "aws:MultiFactorAuthPresent"], folder: folder.Location);

        Assert.Equal((1, 0), (depends.ExitCode, certain.ExitCode));
        Assert.Contains("with unknown keys: Depends on aws:MultiFactorAuthPresent: allowed if aws:MultiFactorAuthPresent", depends.Output, StringComparison.Ordinal);
        Assert.Contains("with unknown keys: Allowed whatever the unknown keys are", certain.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_formats_are_json_markdown_and_the_sentence_of_AWS()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Read);
        folder.Write("b.json", Mfa);
        string[] question = [.. Question, "--identity", "a.json", "--boundary", "b.json", "--format"];

        using JsonDocument json = JsonDocument.Parse(ToolProcess.Run([.. question, "json", "--partial"], folder: folder.Location).Output);
        ToolResult markdown = ToolProcess.Run([.. question, "markdown"], folder: folder.Location);
        ToolResult aws = ToolProcess.Run([.. question, "aws"], folder: folder.Location);

        Assert.Equal("depends", json.RootElement.GetProperty("partial").GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Object, json.RootElement.GetProperty("explanation").ValueKind);
        Assert.Contains("b.json", markdown.Output, StringComparison.Ordinal);
        Assert.Equal("User: arn:aws:iam::111122223333:user/alice is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k because no permissions boundary allows the s3:GetObject action\n", aws.Output);
        Assert.Equal((1, 1), (markdown.ExitCode, aws.ExitCode));
    }

    [Theory]
    [InlineData("--principal", "alice", "iamsim: --principal alice: expected the ARN of a user, role, role session")]
    [InlineData("--action", "GetObject", "iamsim: --action GetObject: expected one action as service:Name, such as s3:GetObject")]
    [InlineData("--resource", "bucket", "iamsim: --resource bucket: expected an ARN with six parts")]
    [InlineData("--resource-account", "12", "iamsim: --resource-account 12: expected an account id of twelve digits")]
    [InlineData("--context", "aws:SourceIp", "iamsim: --context aws:SourceIp: expected key=value")]
    [InlineData("--tag", "=x", "iamsim: --tag =x: expected key=value")]
    [InlineData("--organization-path", "r-1", "iamsim: --organization-path r-1: expected a path such as")]
    [InlineData("--role-path", "team", "iamsim: --role-path team: expected a path that begins and ends with a slash")]
    [InlineData("--identity", "none.json", "iamsim: cannot read none.json")]
    [InlineData("--fixes", "-1", "--fixes -1: expected 0 or more")]
    public void What_is_wrong_with_an_option_is_said_with_what_was_expected(string option, string value, string expected)
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, string> options = new() { ["--principal"] = "anonymous", ["--action"] = "s3:GetObject", ["--resource"] = "*", [option] = value };

        ToolResult result = ToolProcess.Run(["why", .. options.SelectMany(static pair => new[] { pair.Key, pair.Value })], folder: folder.Location);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void All_faults_of_all_policies_are_shown_with_carets_and_nothing_is_answered()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", "{\"Version\":\"2012-10-17\",\n\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"GetObject\",\"Resource\":\"*\"}}");
        folder.Write("b.json", "{");

        ToolResult shape = ToolProcess.Run([.. Question, "--identity", "a.json", "--boundary", "b.json"], folder: folder.Location);
        ToolResult meaning = ToolProcess.Run([.. Question, "--identity", "a.json"], folder: folder.Location);

        Assert.Equal((2, 2), (shape.ExitCode, meaning.ExitCode));
        Assert.Contains("b.json:1:2: error IAM0001", shape.Error, StringComparison.Ordinal);
        Assert.Contains("a.json:2:40: error IAM0017: the action 'GetObject' has no service prefix\n", meaning.Error, StringComparison.Ordinal);
        Assert.Contains("^^^^^^^^^^^", meaning.Error, StringComparison.Ordinal);
        Assert.Empty(meaning.Output);
    }

    [Fact]
    public void The_same_file_in_two_places_is_one_policy_to_change()
    {
        using var folder = new TemporaryFolder();
        folder.Write("deny.json", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"No","Effect":"Deny","Action":"s3:*","Resource":"*"}]}""");

        ToolResult result = ToolProcess.Run([.. Question, "--identity", "deny.json", "--scp", "deny.json"], folder: folder.Location);

        Assert.Contains("- if the Deny at deny.json:1:85 (No) were removed\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_without_a_principal_is_a_usage_error()
    {
        ToolResult result = ToolProcess.Run(["why", "--action", "s3:GetObject", "--resource", "*"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--principal", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_guide_shows_what_the_tool_prints()
    {
        string root = RepositoryFolder.Location;
        string policies = Path.Combine(root, "examples/WhyDenied/policies");
        string[] sessions = [.. File.ReadAllText(Path.Combine(root, "docs/guides/why-denied.md")).Split("```console\n$ iamsim ").Skip(1).Select(static text => text.Split("```")[0])];

        Assert.NotEmpty(sessions);
        foreach (string session in sessions)
        {
            string[] lines = session.Split('\n', 2);
            Assert.Equal(ToolProcess.Run(lines[0].Split(' '), folder: policies).Output, lines[1]);
        }
    }
}

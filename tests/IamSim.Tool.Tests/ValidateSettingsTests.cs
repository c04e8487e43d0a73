using System.Text.Json;
using IamSim.Linting;

namespace IamSim.Tool.Tests;

/// <summary><c>iamsim validate</c> with settings.</summary>
public sealed class ValidateSettingsTests
{
    private const string Policy = """{"Version":"2012-10-17","Id":"x","Statement":[{"Sid":"One","Effect":"Deny","Action":"s3:PutObject","Resource":["*",null]}]}""";
    private const string Refused = """{"Version":"2012-10-17","Statement":[{"Effect":"Denied","Action":"s3:PutObject","Resource":"*"}]}""";
    private const string Trust = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/ci"},"Action":"sts:AssumeRole"}}""";

    [Fact]
    public void Suppressed_findings_are_counted_and_do_not_fail_a_run()
    {
        using var folder = new TemporaryFolder();
        folder.Write("p/a.json", Policy);
        folder.Write(".iamsim.json", """{"threshold":"info","suppress":[{"id":"IAM0033","reason":"the console wrote it"},{"id":"IAM0034","file":"p/*.json","statement":"One","reason":"likewise"}]}""");

        ToolResult result = ToolProcess.Run(["validate", "p"], folder: folder.Location);

        Assert.Equal("pass  p/a.json  identity policy, since it has no Principal, 2 suppressed\n1 file: 0 errors, 0 warnings, 0 infos, 2 suppressed\n", result.Output);
        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(1, ToolProcess.Run(["validate", "p", "--no-settings", "--severity", "info"], folder: folder.Location).ExitCode);
    }

    [Fact]
    public void Json_lists_suppressed_findings_apart_with_their_reasons_and_fixes_with_their_edits()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Policy);
        folder.Write(".iamsim.json", """{"suppress":[{"id":"IAM0034","reason":"a \"reason\""}]}""");

        using JsonDocument document = JsonDocument.Parse(ToolProcess.Run(["validate", "a.json", "--format", "json"], folder: folder.Location).Output);

        JsonElement file = document.RootElement.GetProperty("files")[0];
        JsonElement finding = file.GetProperty("findings").EnumerateArray().Single(static finding => finding.GetProperty("code").GetString() == "IAM0033");
        Assert.Equal("""{"title":"remove the Id","edits":[{"line":1,"column":24,"endLine":1,"endColumn":33,"newText":""}]}""", JsonSerializer.Serialize(finding.GetProperty("fix")));
        JsonElement suppressed = Assert.Single(file.GetProperty("suppressed").EnumerateArray().ToArray());
        Assert.Equal("IAM0034", suppressed.GetProperty("code").GetString());
        Assert.Equal("a \"reason\"", suppressed.GetProperty("reason").GetString());
        Assert.Equal(1, document.RootElement.GetProperty("summary").GetProperty("suppressed").GetInt32());
        Assert.Equal(1, document.RootElement.GetProperty("summary").GetProperty("fixable").GetInt32());
    }

    [Theory]
    [InlineData("""{"severity":{"IAM0010":"warning"}}""", "", 0)]
    [InlineData("""{"severity":{"IAM0010":"off"}}""", "", 0)]
    [InlineData("""{"severity":{"IAM0010":"info"},"threshold":"info"}""", "", 1)]
    [InlineData("""{"severity":{"IAM0010":"info"},"threshold":"info"}""", "--severity warning", 0)]
    [InlineData("""{"severity":{"error":"info"},"threshold":"warning"}""", "", 0)]
    [InlineData("{}", "", 1)]
    public void Severities_and_the_threshold_decide_about_the_exit_code_and_the_command_line_wins(string settings, string options, int expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Refused);
        folder.Write(".iamsim.json", settings);

        Assert.Equal(expected, ToolProcess.Run(["validate", "a.json", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)], folder: folder.Location).ExitCode);
    }

    [Fact]
    public void One_run_holds_policies_of_different_kinds()
    {
        using var folder = new TemporaryFolder();
        folder.Write("p/roles/a.json", Trust);
        folder.Write("p/scps/deep/b.json", Policy.Replace("\"Id\":\"x\",", "", StringComparison.Ordinal).Replace(",null", "", StringComparison.Ordinal));
        folder.Write("p/c.json", Trust);
        folder.Write(".iamsim.json", """{"kinds":{"p/roles/*.json":"trust","p/scps/**":"scp","p/c.json":"auto","**":"bucket"}}""");

        string output = ToolProcess.Run(["validate", "p"], folder: folder.Location).Output;

        Assert.Contains("p/roles/a.json  role trust policy\n", output, StringComparison.Ordinal);
        Assert.Contains("p/scps/deep/b.json  service control policy\n", output, StringComparison.Ordinal);
        Assert.Contains("p/c.json  role trust policy, since it is about sts and has no Resource\n", output, StringComparison.Ordinal);
        Assert.Contains("p/c.json  resource policy\n", ToolProcess.Run(["validate", "p/c.json", "--kind", "resource"], folder: folder.Location).Output, StringComparison.Ordinal);
        Assert.Contains("p/c.json  role trust policy, since", ToolProcess.Run(["validate", "p/c.json", "--kind", "auto"], folder: folder.Location).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_a_folder_above_count_up_to_the_root_of_the_repository()
    {
        using var folder = new TemporaryFolder();
        folder.Write("repository/infra/p/a.json", Policy);
        folder.Write("repository/.iamsim.json", """{"severity":{"IAM0033":"off"},"suppress":[{"id":"IAM0034","file":"infra/p/a.json","reason":"x"}]}""");
        folder.Write(".iamsim.json", """{"severity":{"IAM0033":"error"}}""");
        string inner = Path.Combine(folder.Location, "repository/infra/p");

        // Without a repository only the current folder counts.
        Assert.EndsWith("1 file: 0 errors, 1 warning, 1 info\n1 of them can be fixed: run again with --fix\n".Replace("1 of", "2 of", StringComparison.Ordinal), ToolProcess.Run(["validate", "a.json"], folder: inner).Output, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(folder.Location, "repository/.git"));
        Assert.EndsWith("1 file: 0 errors, 0 warnings, 0 infos, 1 suppressed\n", ToolProcess.Run(["validate", "a.json"], folder: inner).Output, StringComparison.Ordinal);
        folder.Write("repository/infra/p/.iamsim.json", "{}");
        Assert.Contains("1 warning, 1 info", ToolProcess.Run(["validate", "a.json"], folder: inner).Output, StringComparison.Ordinal);
        Assert.Contains("1 error", ToolProcess.Run(["validate", "a.json", "--settings", "../../../.iamsim.json"], folder: inner).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_settings_file_is_no_policy_of_its_folder_and_an_unused_suppression_is_told_at_its_place()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Trust);
        folder.Write(".iamsim.json", "{\n  \"suppress\": [{ \"id\": \"IAM0036\", \"reason\": \"x\" }]\n}");

        ToolResult result = ToolProcess.Run(["validate", ".", "--severity", "info"], folder: folder.Location);

        Assert.DoesNotContain("./.iamsim.json", result.Output, StringComparison.Ordinal);
        Assert.Contains("FAIL  .iamsim.json  settings\n.iamsim.json:2:24: info IAM1104: the suppression of IAM0036 suppresses nothing\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n1 file: ", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("github")]
    public void Faulty_settings_end_a_run_before_it_begins(string format)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Policy);
        folder.Write(".iamsim.json", "\uFEFF{\n  \"suppres\": []\n}");

        ToolResult result = ToolProcess.Run(["validate", "a.json", "--format", format], folder: folder.Location);

        Assert.Equal("", result.Output);
        Assert.StartsWith(".iamsim.json:2:3: error IAM1101: the settings file has no member 'suppres'", result.Error, StringComparison.Ordinal);
        Assert.Contains("help: did you mean 'suppress'?", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    [Theory]
    [InlineData("gone.json", "iamsim: cannot read gone.json: ")]
    [InlineData("folder", "iamsim: cannot read folder: ")]
    [InlineData("large.json", "iamsim: cannot read large.json: it is larger than 1 MiB")]
    [InlineData("latin.json", "latin.json:1:3: error IAM0002: byte 0xE9 is not valid UTF-8")]
    [InlineData("deep.json", "deep.json:1:17: error IAM0003: ")]
    public void Settings_that_cannot_be_read_are_told(string name, string error)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Policy);
        folder.Write("folder/x", "");
        folder.Write("large.json", new string(' ', (1 << 20) + 1));
        folder.Write("deep.json", new string('[', 100_000));
        File.WriteAllBytes(Path.Combine(folder.Location, "latin.json"), [(byte)'{', (byte)'"', 0xE9, (byte)'"', (byte)'}']);

        ToolResult result = ToolProcess.Run(["validate", "a.json", "--settings", name], folder: folder.Location);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(error, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public void A_catalog_that_cannot_be_read_is_told()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Policy);
        folder.Write("settings.json", """{"serviceData":"gone.bin"}""");

        Assert.StartsWith("iamsim: ", ToolProcess.Run(["validate", "a.json", "--settings", "settings.json"], folder: folder.Location).Error, StringComparison.Ordinal);
        ToolResult result = ToolProcess.Run(["validate", "a.json", "--service-data", "a.json"], folder: folder.Location);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("iamsim: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_counts_findings_by_id()
    {
        using var folder = new TemporaryFolder();
        folder.Write("p/a.json", Policy.Replace("null", "null,null", StringComparison.Ordinal));
        folder.Write("p/b.json", Policy);
        folder.Write("p/c.json", Refused);

        ToolResult result = ToolProcess.Run(["validate", "p", "--summary"], folder: folder.Location);

        Assert.StartsWith(
            """
            findings  files  id       severity  title
                   1      1  IAM0010  error     The Effect is neither Allow nor Deny
                   2      2  IAM0033  warning   Id is not meant for this kind of policy
                   3      2  IAM0034  info      A null in a list is ignored

            """,
            result.Output, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--summary has the format text only", ToolProcess.Run(["validate", "p", "--summary", "--format", "json"], folder: folder.Location).Error, StringComparison.Ordinal);
        Assert.Contains("--settings and --no-settings exclude each other", ToolProcess.Run(["validate", "p", "--settings", "x", "--no-settings"], folder: folder.Location).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_files_come_in_the_order_of_their_names()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 300; i++)
        {
            // Short and long ones take differently long.
            folder.Write($"p/{i:000}.json", i % 7 == 0 ? Policy.Replace("null", string.Join(',', Enumerable.Repeat("null", 2_000)), StringComparison.Ordinal) : Policy);
        }

        using JsonDocument document = JsonDocument.Parse(ToolProcess.Run(["validate", "p", "--format", "json"], folder: folder.Location).Output);

        Assert.Equal(Enumerable.Range(0, 300).Select(static i => $"p/{i:000}.json"), document.RootElement.GetProperty("files").EnumerateArray().Select(static file => file.GetProperty("file").GetString()));
    }

    [Fact]
    public void Diagnostic_knows_findings_of_settings_and_of_the_linter()
    {
        ToolResult list = ToolProcess.Run(["diagnostic"]);

        Assert.Contains("IAM1104  info     A suppression suppresses nothing\n", list.Output, StringComparison.Ordinal);
        Assert.All(PolicyLinter.Descriptors, descriptor => Assert.Contains($"\n{descriptor.Id}  ", list.Output, StringComparison.Ordinal));
        Assert.StartsWith("IAM1101: A settings member is not known\n", ToolProcess.Run(["diagnostic", "iam1101"]).Output, StringComparison.Ordinal);
    }
}

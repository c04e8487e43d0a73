using System.Text.Json;

namespace IamSim.Tool.Tests;

public sealed class EnvCheckTests
{
    private const string Details = """
        {"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/alice","UserName":"alice",
        "AttachedManagedPolicies":[{"PolicyArn":"arn:aws:iam::111122223333:policy/read"}]}],"GroupDetailList":[],"RoleDetailList":[],"Policies":[]}
        """;

    [Fact]
    public void It_shows_findings_with_their_place_and_what_is_missing_with_its_cost()
    {
        using var folder = new TemporaryFolder();
        folder.Write("details.json", Details);

        ToolResult result = ToolProcess.Run(["env", "check", "."], folder: folder.Location);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("details.json:2:28: warning IAM3005: 'alice' has the policy 'arn:aws:iam::111122223333:policy/read', of which no text was found\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("0 errors, 1 warnings, 0 infos\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("1      aws iam get-account-authorization-details\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("nothing is known of an organization", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 of 1 users and roles have answers that are not certain; of 0 of 0 resources it is not known whether they have a policy\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_makes_the_exit_code_1()
    {
        using var folder = new TemporaryFolder();
        folder.Write("details.json", Details[..100]);

        ToolResult result = ToolProcess.Run(["env", "check", "details.json"], folder: folder.Location);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error IAM0001", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_makes_it_2()
    {
        using var folder = new TemporaryFolder();

        ToolResult result = ToolProcess.Run(["env", "check", "nowhere"], folder: folder.Location);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("iamsim: cannot load nowhere: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_findings_are_cut_off_with_their_count()
    {
        using var folder = new TemporaryFolder();
        folder.Write("details.json", $$"""{"UserDetailList":[{{string.Join(",", Enumerable.Repeat("1", 100))}}]}""");

        ToolResult result = ToolProcess.Run(["env", "check", "."], folder: folder.Location);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("and 70 more: --format json has all of them\n100 errors, 0 warnings, 0 infos\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ndjson")]
    [InlineData("json")]
    public void Json_has_one_kind_of_row_for_everything(string format)
    {
        using var folder = new TemporaryFolder();
        folder.Write("details.json", Details);

        ToolResult result = ToolProcess.Run(["env", "check", ".", "--format", format], folder: folder.Location);

        Assert.Equal(0, result.ExitCode);
        string[] rows = format == "ndjson"
            ? result.Output.TrimEnd('\n').Split('\n')
            : [.. JsonDocument.Parse(result.Output).RootElement.GetProperty("rows").EnumerateArray().Select(static row => row.GetRawText())];
        Assert.All(rows, static row => Assert.Contains("\"section\":", row, StringComparison.Ordinal));
        Assert.Equal(["found", "files", "missing", "finding"], rows.Select(static row => JsonDocument.Parse(row).RootElement.GetProperty("section").GetString()).Distinct());
    }

    [Theory]
    [InlineData("csv", "section,account,kind,subject,count,message,cost,place")]
    [InlineData("markdown", "| Section | Account | Kind | Subject | Count | Message | Cost | Place |")]
    public void Tables_have_it_too(string format, string heading)
    {
        using var folder = new TemporaryFolder();
        folder.Write("details.json", Details);

        ToolResult result = ToolProcess.Run(["env", "check", ".", "--format", format], folder: folder.Location);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(heading, result.Output, StringComparison.Ordinal);
        Assert.Contains("IAM3005", result.Output, StringComparison.Ordinal);
    }
}

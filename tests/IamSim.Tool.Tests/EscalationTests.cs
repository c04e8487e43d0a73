using System.Text.Json;

namespace IamSim.Tool.Tests;

/// <summary><c>iamsim escalation</c> as a process, on the example organization.</summary>
public sealed class EscalationTests
{
    private static readonly string Root = RepositoryFolder.Location;

    [Fact]
    public void The_catalog_is_listed_without_an_environment()
    {
        ToolResult result = ToolProcess.Run(["escalation", "--list", "--format", "json"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        JsonElement rows = JsonDocument.Parse(result.Output).RootElement.GetProperty("rows");
        Assert.Contains(rows.EnumerateArray(), static row => row.GetProperty("id").GetString() == "iam-create-policy-version" && row.GetProperty("actions")[0].GetString() == "iam:CreatePolicyVersion");
    }

    [Fact]
    public void Without_environment_or_list_it_says_what_to_give()
    {
        ToolResult result = ToolProcess.Run(["escalation"]);

        Assert.Equal((2, "iamsim: escalation needs --env with a folder or file, or --list\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public void A_number_of_steps_out_of_range_is_told()
    {
        ToolResult result = Run("--max-steps", "9");

        Assert.StartsWith("iamsim: --max-steps 9: expected a number from 1 to 8\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_that_the_way_makes_has_no_name()
    {
        ToolResult result = Run("--from", "erik", "--format", "json");

        JsonElement way = JsonDocument.Parse(result.Output).RootElement.GetProperty("rows").EnumerateArray().First(static row => row.GetProperty("paths")[0].GetString()!.StartsWith("iam-create-role", StringComparison.Ordinal));
        Assert.Equal("a role of one's own", way.GetProperty("gained").GetString());
    }

    [Theory]
    [InlineData("--from", "nobody-of-that-name")]
    [InlineData("--from", "lambda.amazonaws.com")]
    [InlineData("--max-steps", "9")]
    [InlineData("--context", "aws:SourceIp")]
    [InlineData("--session-tag", "team=blue")]
    public void What_cannot_be_read_is_told_and_answers_nothing(string option, string value)
    {
        ToolResult result = Run(option, value);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(option is "--session-tag" or "--max-steps" ? option : value, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Dana_becomes_an_administrator_by_a_function_and_the_exit_code_says_so()
    {
        ToolResult result = Run("--from", "dana", "--to-admin", "--format", "json");

        Assert.Equal(1, result.ExitCode);
        JsonElement root = JsonDocument.Parse(result.Output).RootElement;
        JsonElement way = root.GetProperty("rows").EnumerateArray().Single(static row => row.GetProperty("paths")[0].GetString() == "lambda-create-invoke");
        Assert.Equal("allowed", way.GetProperty("state").GetString());
        Assert.EndsWith(":role/PlatformAutomation", way.GetProperty("gained").GetString(), StringComparison.Ordinal);
        Assert.True(way.GetProperty("administrator").GetBoolean());
        Assert.All(way.GetProperty("places").EnumerateArray(), static place => Assert.Contains("444455556666", place.GetString(), StringComparison.Ordinal));
        Assert.Equal(1, root.GetProperty("summary").GetProperty("principals").GetInt32());
    }

    [Fact]
    public void Mateo_has_the_same_grants_and_an_inline_deny_that_closes_them()
    {
        ToolResult open = Run("--from", "mateo", "--to-admin");
        Assert.Equal(0, open.ExitCode);

        ToolResult closed = Run("--from", "mateo", "--closed", "--format", "ndjson");
        Assert.Equal(0, closed.ExitCode);
        JsonElement way = closed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement).First(static row => row.GetProperty("paths")[0].GetString() == "lambda-create-invoke");
        Assert.Equal(("denied", "Identity"), (way.GetProperty("state").GetString(), way.GetProperty("closedBy").GetString()));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("ndjson")]
    [InlineData("csv")]
    [InlineData("markdown")]
    public void Every_format_tells_of_the_way_and_why(string format)
    {
        ToolResult result = Run("--from", "dana", "--to-admin", "--explain", "--format", format);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("lambda-create-invoke", result.Output, StringComparison.Ordinal);
        Assert.Contains("PlatformAutomation", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_guide_shows_what_the_tool_prints() => Assert.Equal(3, DocumentedRuns.Check(Path.Combine(Root, "docs", "guides", "escalation.md"), Root));

    private static ToolResult Run(params string[] arguments) => ToolProcess.Run(["escalation", "--env", Path.Combine(Root, "examples", "acme"), .. arguments]);
}

using System.Text.Json;

namespace IamSim.Tool.Tests;

public sealed class WhoCanTests
{
    private static readonly string Root = RepositoryFolder.Location;
    private static readonly string Acme = Path.Combine(Root, "examples", "acme");

    [Fact]
    public void The_guide_shows_what_the_tool_prints() => Assert.Equal(7, DocumentedRuns.Check(Path.Combine(Root, "docs/guides/who-can.md"), Root));

    [Fact]
    public void Nobody_is_an_answer_and_exits_with_1()
    {
        ToolResult result = ToolProcess.Run(["who-can", "sts:AssumeRoleWithSAML", "arn:aws:iam::123456789012:role/PaymentsProcessor", "--env", Acme, "--format", "json"]);

        Assert.Equal(1, result.ExitCode);
        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(0, json.RootElement.GetProperty("rows").GetArrayLength());
        Assert.True(json.RootElement.GetProperty("summary").GetProperty("asked").GetInt32() < json.RootElement.GetProperty("summary").GetProperty("callers").GetInt32());
    }

    [Fact]
    public void A_pattern_stands_for_the_actions_of_the_catalog()
    {
        ToolResult result = ToolProcess.Run(["who-can", "s3:GetObjectVersion*", "acme-www/index.html", "--env", Acme, "--format", "csv"]);

        Assert.Equal(0, result.ExitCode);
        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("action,state,kind,principal,path,allowedIf,grants,gaps", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, static line => line.StartsWith("s3:GetObjectVersionTagging,", StringComparison.Ordinal));
    }

    [Fact]
    public void The_chain_of_the_release_is_found_with_its_steps()
    {
        ToolResult result = ToolProcess.Run(["who-can", "sts:AssumeRole", "arn:aws:iam::123456789012:role/ReleaseExecutor", "--env", Acme, "--through-roles", "--format", "ndjson"]);

        Assert.Equal(0, result.ExitCode);
        string[] path = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => JsonDocument.Parse(line).RootElement)
            .Where(static row => row.GetProperty("principal").GetString()!.EndsWith("/release-bot", StringComparison.Ordinal))
            .Select(static row => string.Join(" ", row.GetProperty("path").EnumerateArray().Select(static step => step.GetString()![(step.GetString()!.LastIndexOf('/') + 1)..])))
            .ToArray();
        Assert.Equal(["ReleaseCoordinator ReleaseVerifier"], path);
    }

    [Theory]
    [InlineData("who-can s3:Gte* x --env ACME", "no action of the catalog is like that")]
    [InlineData("who-can s3:GetObject acme-www/x --env ACME --depth 0", "--depth 0: expected 1 or more")]
    [InlineData("who-can s3:GetObject nowhere-to-be-found --env ACME", "nowhere-to-be-found")]
    [InlineData("graph --env ACME --of nobody", "there is no user or role")]
    public void What_cannot_be_asked_is_told_and_exits_with_2(string command, string told)
    {
        ToolResult result = ToolProcess.Run([.. command.Split(' ').Select(static word => word == "ACME" ? Acme : word)]);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public", "exposure,kind,principal,resource,count,state,policyOf,actions,allowedIf,grants,gaps")]
    [InlineData("external", "state,kind,principal,resource,count,sourceGuard,policyOf,actions,allowedIf,grants,gaps")]
    [InlineData("graph", "state,source,action,target,allowedIf,grants")]
    public void Each_is_a_table_for_spreadsheets(string command, string heading)
    {
        ToolResult result = ToolProcess.Run([command, "--env", Acme, "--format", "csv"]);

        Assert.Equal(command == "graph" ? 0 : 1, result.ExitCode);
        Assert.StartsWith(heading + "\n", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Graphviz_gets_a_graph_of_its_language()
    {
        ToolResult result = ToolProcess.Run(["graph", "--env", Acme, "--of", "ReleaseCoordinator", "--format", "dot"]);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("digraph roles {\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("role/ReleaseVerifier", result.Output, StringComparison.Ordinal);
    }
}

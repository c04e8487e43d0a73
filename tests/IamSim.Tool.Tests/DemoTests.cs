using IamSim.Scenarios;

namespace IamSim.Tool.Tests;

public sealed class DemoTests
{
    private static readonly Lazy<ToolResult> Demo = new(static () => ToolProcess.Run(["demo"]));

    [Fact]
    public void The_demo_answers_ten_questions_and_explains_one()
    {
        ToolResult result = Demo.Value;

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.Contains("│ 10 │", result.Output, StringComparison.Ordinal);
        Assert.Contains("permissions boundary      SILENT", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public void The_story_has_all_three_answers_and_every_expectation_holds()
    {
        ScenarioAnswer[] answers = [.. DemoCommand.Story().Select(static source => ScenarioAnswer.Create(ScenarioReader.Read(source)))];

        Assert.Equal(10, answers.Length);
        Assert.All(answers, static answer => Assert.True(answer.Pass));
        Assert.Equal(Enum.GetValues<DecisionKind>().Order(), answers.Select(static answer => answer.Decision!.Value.Kind).Distinct().Order());
    }

    [Theory]
    [InlineData("11", "Allowed", "by TeamDeveloper at get-account-authorization-details-3.json:316:29 (TeamSecrets)")]
    [InlineData("12", "ExplicitDeny", "by ProtectTheTrail at p-keeptrail1.json:11:20")]
    [InlineData("13", "7 callers", "of 69, among them legacy-etl, BreakGlass, LegacyReporting")]
    [InlineData("14", "1 resource", "arn:aws:s3:::acme-www/*, by policy of bucket acme-www at acme-www.json:2:15 (EveryoneReads)")]
    [InlineData("15", "6 callers", "GlobexImporter, anyone of account 999988887777, anyone of any account, anonymous, acme-idp,")]
    [InlineData("16", "in 2 ways", "lambda-create-invoke as PlatformAutomation, lambda-update-code as PlatformAutomation")]
    public void The_example_organization_is_asked_about(string number, string answer, string because)
    {
        string[] cells = Demo.Value.Output.Split('\n').Single(line => line.StartsWith($"│ {number} │", StringComparison.Ordinal)).Split('│', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal((answer, because), (cells[2], cells[3]));
    }

    [Fact]
    public void The_commands_that_the_demo_shows_can_be_asked_after_its_files_were_written()
    {
        using var folder = new TemporaryFolder();
        ToolResult written = ToolProcess.Run(["demo", "--out", "examples/acme"], folder: folder.Location);
        string[] commands = [.. Demo.Value.Output.Split('\n').Where(static line => line.StartsWith("iamsim ", StringComparison.Ordinal))];

        Assert.Equal((0, ""), (written.ExitCode, written.Error));
        Assert.Equal(6, commands.Length);
        ToolResult[] answers = [.. commands.Select(command => ToolProcess.Run(command["iamsim ".Length..].TrimEnd().Split(' '), folder: folder.Location))];
        Assert.All(answers, static answer => Assert.Equal("", answer.Error));
        Assert.Equal([0, 1, 0, 1, 1, 1], answers.Select(static answer => answer.ExitCode));
        Assert.Contains("allowed by TeamDeveloper", Words(answers[0]), StringComparison.Ordinal);
        Assert.Contains("explicitly denied by ProtectTheTrail", Words(answers[1]), StringComparison.Ordinal);
        Assert.Contains("7 can, 0 depend on what is not known, of 69 callers", answers[2].Output, StringComparison.Ordinal);
        Assert.Contains("arn:aws:s3:::acme-www/*", answers[3].Output, StringComparison.Ordinal);
        Assert.Contains("6 callers from outside the organization", answers[4].Output, StringComparison.Ordinal);
        Assert.Contains("2 ways are open", answers[5].Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_are_those_of_the_repository()
    {
        using var folder = new TemporaryFolder();
        string acme = Path.Combine(RepositoryFolder.Location, "examples", "acme");
        string written = Path.Combine(folder.Location, "new", "acme");
        string[] expected = [.. Directory.EnumerateFiles(acme, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(acme, file)).Order(StringComparer.Ordinal)];

        ToolResult result = ToolProcess.Run(["demo", "--out", written]);

        Assert.Equal($"{expected.Length} files of the example organization are in {written}. Ask about them: iamsim env check {written}\n", result.Output);
        Assert.Equal(expected, Directory.EnumerateFiles(written, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(written, file)).Order(StringComparer.Ordinal));
        Assert.All(expected, file => Assert.Equal(File.ReadAllBytes(Path.Combine(acme, file)), File.ReadAllBytes(Path.Combine(written, file))));
    }

    [Fact]
    public void A_folder_with_something_in_it_and_a_file_are_refused()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("notes.txt", "mine");

        ToolResult filled = ToolProcess.Run(["demo", "--out", folder.Location]);
        ToolResult isFile = ToolProcess.Run(["demo", "--out", file]);

        Assert.Equal((2, "", $"iamsim: --out {folder.Location}: there is something already: expected a new or empty folder\n"), (filled.ExitCode, filled.Output, filled.Error));
        Assert.Equal((2, "", $"iamsim: --out {file}: there is something already: expected a new or empty folder\n"), (isFile.ExitCode, isFile.Output, isFile.Error));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.Location));
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Fact]
    public void The_demo_leaves_no_files_behind()
    {
        using var folder = new TemporaryFolder();

        ToolResult result = ToolProcess.Run(["demo"], folder: folder.Location, temporary: folder.Location);

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Location, "iamsim-demo-*"));
        Assert.DoesNotContain(folder.Location, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_shows_lines_that_the_demo_prints()
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryFolder.Location, "README.md"));
        int start = readme.IndexOf("```text\n", StringComparison.Ordinal) + "```text\n".Length;
        string[] shown = [.. readme[start..readme.IndexOf("\n```", start, StringComparison.Ordinal)].Split('\n').Where(static line => line != "…")];
        HashSet<string> printed = [.. Demo.Value.Output.Split('\n').Select(static line => line.TrimEnd())];

        Assert.Contains(shown, static line => line.StartsWith("│ 16 │", StringComparison.Ordinal));
        Assert.All(shown, line => Assert.Contains(line, printed));
    }

    // A cell may go over several lines.
    private static string Words(ToolResult result) => string.Join(' ', result.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}

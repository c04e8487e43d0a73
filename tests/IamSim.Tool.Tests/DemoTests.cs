using IamSim.Scenarios;

namespace IamSim.Tool.Tests;

public sealed class DemoTests
{
    [Fact]
    public void The_demo_answers_ten_questions_and_explains_one()
    {
        ToolResult result = ToolProcess.Run(["demo"]);

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

        Assert.All(answers, static answer => Assert.True(answer.Pass));
        Assert.Equal(Enum.GetValues<DecisionKind>().Order(), answers.Select(static answer => answer.Decision!.Value.Kind).Distinct().Order());
    }
}

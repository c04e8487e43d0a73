namespace IamSim.Tool.Tests;

public sealed class TemplateGuideTests
{
    [Fact]
    public void The_guide_shows_what_the_tool_prints_about_the_template()
    {
        using var folder = new TemporaryFolder();
        string root = RepositoryFolder.Location;
        folder.Write("app.yaml", File.ReadAllText(Path.Combine(root, "examples/Templates/app.yaml")));

        Assert.Equal(4, DocumentedRuns.Check(Path.Combine(root, "docs/guides/templates-and-plans.md"), folder.Location));
    }
}

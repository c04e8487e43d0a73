namespace IamSim.Tool.Tests;

/// <summary>The guide about coverage and mutants, done by its own words.</summary>
public sealed class PolicyCoverageGuideTests
{
    private const string Fence = "```";
    private const string FileMark = " file=";

    private static readonly string Guide = RepositoryFolder.Of("docs/guides/policy-coverage-and-mutants.md");

    [Fact]
    public void The_guide_shows_what_the_tool_prints()
    {
        using var folder = new TemporaryFolder();
        string[] lines = File.ReadAllLines(Guide);
        for (int i = 0; i < lines.Length; i++)
        {
            int mark = lines[i].IndexOf(FileMark, StringComparison.Ordinal);
            if (lines[i].StartsWith(Fence, StringComparison.Ordinal) && mark > 0)
            {
                folder.Write(lines[i][(mark + FileMark.Length)..], string.Join('\n', lines[(i + 1)..Array.IndexOf(lines, Fence, i)]) + "\n");
            }
        }

        Assert.Equal(3, DocumentedRuns.Check(Guide, folder.Location));
    }
}

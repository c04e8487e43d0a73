namespace IamSim.Tool.Tests;

/// <summary>The guide about policy tests, done by its own words.</summary>
public sealed class PolicyTestGuideTests
{
    private const string Fence = "```";

    private static readonly string Guide = RepositoryFolder.Of("docs/guides/policy-tests.md");

    [Fact]
    public void The_guide_shows_what_the_tool_prints_and_writes()
    {
        using var folder = new TemporaryFolder();
        foreach ((int start, int end, string file) in Blocks(File.ReadAllLines(Guide), " file="))
        {
            folder.Write(file, string.Join('\n', File.ReadAllLines(Guide)[(start + 1)..end]) + "\n");
        }

        Assert.Equal(5, DocumentedRuns.Check(Guide, folder.Location));

        string[] lines = File.ReadAllLines(Guide);
        foreach (string golden in Blocks(lines, " golden=").Select(static block => block.File).ToList())
        {
            (int start, int end, _) = Blocks(lines, " golden=").Single(block => block.File == golden);
            string[] written = File.ReadAllLines(Path.Combine(folder.Location, golden));
            if (Environment.GetEnvironmentVariable("IAMSIM_UPDATE_GOLDEN") == "1")
            {
                lines = [.. lines[..(start + 1)], .. written, .. lines[end..]];
                File.WriteAllText(Guide, string.Join('\n', lines) + "\n");
            }
            else
            {
                Assert.Equal(written, lines[(start + 1)..end]);
            }
        }
    }

    private static IEnumerable<(int Start, int End, string File)> Blocks(string[] lines, string word)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            int at = lines[i].IndexOf(word, StringComparison.Ordinal);
            if (lines[i].StartsWith(Fence, StringComparison.Ordinal) && at > 0)
            {
                yield return (i, Array.IndexOf(lines, Fence, i), lines[i][(at + word.Length)..]);
            }
        }
    }
}

using IamSim.Environments.Escalations;

namespace IamSim.Environments.Tests.Escalations;

public sealed class EscalationGuideTests
{
    private const string Heading = "| --- | --- | --- | --- |\n";

    /// <summary><c>IAMSIM_UPDATE_GOLDEN=1</c> writes the table anew.</summary>
    [Fact]
    public void The_table_of_the_guide_is_the_catalog()
    {
        string guide = Path.Combine(RepositoryFolder.Location, "docs", "guides", "escalation.md");
        string text = File.ReadAllText(guide);
        int start = text.LastIndexOf(Heading, StringComparison.Ordinal) + Heading.Length;
        string table = string.Concat(EscalationCatalog.All.Select(static path =>
            $"| `{path.Id}` | {path.Title} | {string.Join(", ", path.Requirements.Select(static requirement => $"`{requirement.Action}`").Distinct(StringComparer.Ordinal))} | {(path.Service is null ? "" : $"`{path.Service}`")} |\n"));
        if (Environment.GetEnvironmentVariable("IAMSIM_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(guide, text[..start] + table);
            return;
        }

        Assert.Equal(table, text[start..]);
    }
}

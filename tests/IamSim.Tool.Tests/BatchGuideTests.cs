using System.CommandLine;
using IamSim.Tool.Batch;
using IamSim.Tool.Shards;

namespace IamSim.Tool.Tests;

public sealed class BatchGuideTests
{
    private static readonly string Guides = Path.Combine(RepositoryFolder.Location, "docs/guides");

    [Theory]
    [InlineData("batch.md", 2)]
    [InlineData("shards.md", 4)]
    public void Guides_show_what_the_tool_prints(string guide, int commands)
    {
        using var folder = new TemporaryFolder();
        string batch = File.ReadAllText(Path.Combine(Guides, "batch.md"));
        folder.Write("policies.json", Block(batch, "```json\n{\n"));
        folder.Write("requests.csv", Block(batch, "```csv\n"));
        folder.Write("requests.ndjson", Block(File.ReadAllText(Path.Combine(Guides, guide)), "```json\n{\"id\""));

        Assert.Equal(commands, DocumentedRuns.Check(Path.Combine(Guides, guide), folder.Location));
    }

    [Fact]
    public void Guides_have_every_option()
    {
        string batch = File.ReadAllText(Path.Combine(Guides, "batch.md"));
        string shards = File.ReadAllText(Path.Combine(Guides, "shards.md"));

        Assert.All(Names(BatchCommand.Create()), name => Assert.Contains($"`{name}", batch, StringComparison.Ordinal));
        Assert.All(Names(MergeCommand.Create()), name => Assert.Contains($"`{name}", shards, StringComparison.Ordinal));
    }

    [Fact]
    public void The_guide_has_every_column_of_tables_in_order()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(Guides, "shards.md")).SkipWhile(static line => line != "| Column | Type | What it holds |").Skip(2).TakeWhile(static line => line.StartsWith('|'))];

        Assert.Equal(ParquetTable.Schema.DataFields.Select(static field => field.Name), rows.SelectMany(static row => row.Split('|')[1].Split('`').Where(static (_, i) => i % 2 == 1)));
    }

    private static IEnumerable<string> Names(Command command) => command.Options.Select(static option => option.Name).Where(static name => name != "--help");

    private static string Block(string guide, string start)
    {
        int from = guide.IndexOf(start, StringComparison.Ordinal);
        int text = guide.IndexOf('\n', from) + 1;
        return guide[text..guide.IndexOf("```", text, StringComparison.Ordinal)];
    }
}

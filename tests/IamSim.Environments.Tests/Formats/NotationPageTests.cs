using IamSim.Diagnostics;
using IamSim.Identifiers;

namespace IamSim.Environments.Tests.Formats;

/// <summary>What the guide and the pages about our own notation show is what happens.</summary>
public sealed class NotationPageTests
{
    private static readonly string Docs = Path.Combine(Repository.Root(), "docs");

    [Theory]
    [InlineData("IAM3020")]
    [InlineData("IAM3021")]
    [InlineData("IAM3022")]
    [InlineData("IAM3023")]
    [InlineData("IAM3024")]
    [InlineData("IAM3025")]
    public void The_wrong_example_raises_what_the_page_shows_and_the_right_one_nothing(string id)
    {
        string[] page = File.ReadAllLines(Path.Combine(Docs, "diagnostics", id + ".md"));
        DiagnosticDescriptor descriptor = Assert.Single(EnvironmentDiagnostics.All, descriptor => descriptor.Id == id);
        Assert.Equal($"# {id}: {descriptor.Title}", page[0]);

        using TemporaryFolder wrong = new TemporaryFolder().With("environment.yaml", Block(page, "yaml wrong"));
        Diagnostic finding = Assert.Single(wrong.Load().Diagnostics);
        Assert.Equal(id, finding.Id);
        Assert.Equal(Block(page, "text finding"), finding.ToDetailedString().TrimEnd('\n').Replace(wrong.Path + "/", "", StringComparison.Ordinal));
        using TemporaryFolder right = new TemporaryFolder().With("environment.yaml", Block(page, "yaml right"));
        Assert.Empty(right.Findings(right.Load()));
    }

    [Fact]
    public void The_example_of_the_guide_answers_as_it_says()
    {
        string[] guide = File.ReadAllLines(Path.Combine(Docs, "guides/environments.md"));
        using TemporaryFolder folder = new TemporaryFolder().With("environment.yaml", Block(guide, "yaml environment")).With("policies/read-reports.json", Block(guide, "json policy"));
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        var analyzer = new EnvironmentAnalyzer(environment);
        var alice = Principal.Parse("arn:aws:iam::111122223333:user/alice");
        var inEurope = new AccessConditions { Context = Conditions.RequestContext.Empty.With("aws:RequestedRegion", "eu-central-1") };
        Assert.Equal(AccessState.Allowed, analyzer.Can(alice, "s3:GetObject", "arn:aws:s3:::reports/blue/q1.csv", inEurope).State);
        Assert.Equal(AccessState.Denied, analyzer.Can(alice, "s3:GetObject", "arn:aws:s3:::reports/red/q1.csv", inEurope).State);
    }

    private static string Block(string[] lines, string info)
    {
        int start = Assert.Single(Enumerable.Range(0, lines.Length), i => lines[i] == $"```{info}" || lines[i].StartsWith($"```{info} ", StringComparison.Ordinal));
        return string.Join('\n', lines[(start + 1)..Array.IndexOf(lines, "```", start)]);
    }
}

using IamSim.Identifiers;

namespace IamSim.Environments.Tests.Formats;

/// <summary>What the guide about our own notation shows is what happens.</summary>
public sealed class NotationGuideTests
{
    [Fact]
    public void The_example_of_the_guide_answers_as_it_says()
    {
        string[] guide = File.ReadAllLines(RepositoryFolder.Of("docs/guides/environments.md"));
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

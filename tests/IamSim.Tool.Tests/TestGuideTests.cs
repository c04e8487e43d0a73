using IamSim.Tests.Shared;
using YamlDotNet.RepresentationModel;

namespace IamSim.Tool.Tests;

/// <summary>The guide to tests of policies can be followed from nothing, and its workflow is one.</summary>
public sealed class TestGuideTests
{
    [Fact]
    public void The_guide_works_from_an_empty_folder()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(5, DocumentedRuns.Check(RepositoryFolder.Of("docs", "guides", "test-your-policies.md"), folder.Location));
    }

    [Fact]
    public void The_workflow_is_YAML_and_runs_commands_that_there_are()
    {
        var stream = new YamlStream();
        using (var text = new StreamReader(RepositoryFolder.Of("examples", "workflows", "policy-tests.yml")))
        {
            stream.Load(text);
        }

        var steps = (YamlSequenceNode)stream.Documents[0].RootNode["jobs"]["test"]["steps"];
        List<string> runs = [.. steps.OfType<YamlMappingNode>().Where(static step => step.Children.ContainsKey("run")).Select(static step => ((YamlScalarNode)step["run"]).Value!)];
        List<string> actions = [.. steps.OfType<YamlMappingNode>().Where(static step => step.Children.ContainsKey("uses")).Select(static step => ((YamlScalarNode)step["uses"]).Value!)];

        Assert.Contains("dotnet tool install --global IamSim.Tool", runs);
        Assert.All(actions, static action => Assert.True(action.Contains("@v", StringComparison.Ordinal), $"{action} has no version"));
        string command = Assert.Single(runs, static run => run.StartsWith("iamsim ", StringComparison.Ordinal));
        using var folder = new TemporaryFolder();
        folder.Write("policies/deployer.iamtest.yaml", """
            policies:
              identity: [{ policy: { Version: "2012-10-17", Statement: { Effect: Allow, Action: "s3:*", Resource: "*" } } }]
            tests:
              - principal: arn:aws:iam::111122223333:role/deployer
                allow: [s3:ListAllMyBuckets]
            """);
        ToolResult result = ToolProcess.Run(command["iamsim ".Length..].Split(' '), folder: folder.Location);

        Assert.True(result.ExitCode == 0, $"{command}: {result.Output}{result.Error}");
        Assert.True(File.Exists(Path.Combine(folder.Location, "policy-tests.xml")));
    }
}

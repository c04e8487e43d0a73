using System.Text.Json;
using System.Xml.Linq;

namespace IamSim.Tool.Tests;

public sealed class TestCoverageTests
{
    [Fact]
    public void Too_little_coverage_and_too_many_survivors_fail_a_suite_that_passes()
    {
        using TemporaryFolder folder = TestSuites.Folder(("a.iamtest.yaml", TestSuites.Suite));

        ToolResult result = ToolProcess.Run(["test", "a.iamtest.yaml", "--min-coverage", "60", "--max-surviving", "0"], folder: folder.Location);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("iamsim: 50.0 % of the statements are covered, but --min-coverage is 60\niamsim: ", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("mutants survive, but --max-surviving is 0\n", result.Error, StringComparison.Ordinal);
        Assert.Contains(": widen-resource: \"arn:aws:s3:::reports/*\" → \"arn:aws:s3:::*\": survived\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, ToolProcess.Run(["test", "a.iamtest.yaml", "--min-coverage", "50"], folder: folder.Location).ExitCode);
    }

    [Fact]
    public void Coverage_is_written_as_html_as_cobertura_and_as_json()
    {
        using TemporaryFolder folder = TestSuites.Folder(("a.iamtest.yaml", TestSuites.Suite));

        ToolResult result = ToolProcess.Run(["test", "a.iamtest.yaml", "--format", "json", "--coverage-html", "out.html", "--cobertura", "out.xml", "--mutants"], folder: folder.Location);

        Assert.Equal("", result.Error);
        using JsonDocument json = JsonDocument.Parse(result.Output);
        Assert.Equal(50, json.RootElement.GetProperty("coverage").GetProperty("statementPercent").GetDouble());
        Assert.True(json.RootElement.GetProperty("mutants").GetProperty("killed").GetInt32() > 0);
        Assert.Contains("<span class=\"no\" title=\"Deny NoAcl: decides 0 cases\">", File.ReadAllText(Path.Combine(folder.Location, "out.html")), StringComparison.Ordinal);
        XElement root = XDocument.Load(Path.Combine(folder.Location, "out.xml")).Root!;
        Assert.Equal(("coverage", "policy.json"), (root.Name.LocalName, root.Descendants("class").Single().Attribute("filename")!.Value));
    }

    [Fact]
    public void A_percentage_that_is_none_is_refused()
    {
        ToolResult result = ToolProcess.Run(["test", "--min-coverage", "101"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--min-coverage: expected a percentage from 0 to 100", result.Error, StringComparison.Ordinal);
    }
}

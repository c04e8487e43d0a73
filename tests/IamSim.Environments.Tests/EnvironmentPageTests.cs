using IamSim.Diagnostics;

namespace IamSim.Environments.Tests;

/// <summary>Every kind of finding about environments has a page, and what the page shows is what happens.</summary>
public sealed class EnvironmentPageTests
{
    private static readonly string Pages = Path.Combine(EnvironmentPage.Docs, "diagnostics");

    public static TheoryData<string> Ids() => [.. EnvironmentDiagnostics.All.Select(static descriptor => descriptor.Id)];

    [Fact]
    public void Every_descriptor_has_a_page_and_every_page_a_descriptor()
    {
        string[] pages = [.. Directory.EnumerateFiles(Pages, "IAM3*.md").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

        Assert.Equal(EnvironmentDiagnostics.All.Select(static descriptor => descriptor.Id + ".md"), pages);
    }

    [Fact]
    public void Ids_are_unique_and_ordered()
    {
        string[] ids = [.. EnvironmentDiagnostics.All.Select(static descriptor => descriptor.Id)];

        Assert.Equal(ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), ids);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_has_the_title_severity_and_rule_of_its_descriptor_and_the_fixed_headings(string id)
    {
        DiagnosticDescriptor descriptor = DescriptorOf(id);
        string[] lines = PageOf(id).Lines;

        Assert.Equal($"# {id}: {descriptor.Title}", lines[0]);
        Assert.Equal($"Severity: {SeverityOf(descriptor)}. Rule: {descriptor.Rule}.", lines[2]);
        Assert.Equal(["## Wrong", "## Right", "## See also"], lines.Where(static line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.NotEmpty(lines[4]);
        Assert.Equal("- [All diagnostics](../diagnostics.md)", lines[^1]);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Wrong_example_raises_the_finding_that_the_page_shows_and_the_right_one_raises_nothing(string id)
    {
        EnvironmentPage page = PageOf(id);

        (Diagnostic Finding, string Text)[] findings = [.. page.Load("wrong").Where(found => found.Finding.Id == id)];
        Assert.NotEmpty(findings);
        Assert.Equal(DescriptorOf(id).Severity, findings[0].Finding.Severity);
        if (Environment.GetEnvironmentVariable("IAMSIM_UPDATE_GOLDEN") is { Length: > 0 })
        {
            page.SetFinding(findings[0].Text);
        }

        Assert.Equal(findings[0].Text, page.Finding);
        Assert.DoesNotContain(page.Load("right"), found => found.Finding.Id == id || found.Finding.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void The_index_lists_every_page_with_severity_title_and_rule()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(EnvironmentPage.Docs, "diagnostics.md")).Where(static line => line.StartsWith("| [IAM3", StringComparison.Ordinal))];

        Assert.Equal(
            EnvironmentDiagnostics.All.Select(static descriptor => $"| [{descriptor.Id}](diagnostics/{descriptor.Id}.md) | {SeverityOf(descriptor)} | {descriptor.Title} | {descriptor.Rule} |"),
            rows);
    }

    private static DiagnosticDescriptor DescriptorOf(string id) => EnvironmentDiagnostics.All.Single(descriptor => descriptor.Id == id);

    private static EnvironmentPage PageOf(string id) => new(Path.Combine(Pages, id + ".md"));

    private static string SeverityOf(DiagnosticDescriptor descriptor) => descriptor.Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };
}

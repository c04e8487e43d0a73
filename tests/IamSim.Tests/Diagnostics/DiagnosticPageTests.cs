using IamSim.Diagnostics;
using IamSim.Tests.Architecture;

namespace IamSim.Tests.Diagnostics;

/// <summary>Every kind of finding has a page, and what the page shows is what happens.</summary>
public sealed class DiagnosticPageTests
{
    private static readonly string Folder = Path.Combine(RepositoryTests.Root, "docs/diagnostics");

    public static TheoryData<string> Ids() => [.. DiagnosticDescriptors.All.Select(static descriptor => descriptor.Id)];

    [Fact]
    public void Every_descriptor_has_a_page_and_every_page_a_descriptor()
    {
        string[] pages = [.. Directory.EnumerateFiles(Folder).Select(static path => Path.GetFileName(path)).Where(static name => !IsOfTheLinter(name)).Order(StringComparer.Ordinal)];

        Assert.Equal(DiagnosticDescriptors.All.Select(static descriptor => descriptor.Id + ".md"), pages);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_has_the_title_severity_and_rule_of_its_descriptor_and_the_fixed_headings(string id)
    {
        DiagnosticDescriptor descriptor = DiagnosticDescriptors.All.Single(descriptor => descriptor.Id == id);
        string[] lines = PageOf(id).Lines;

        Assert.Equal($"# {id}: {descriptor.Title}", lines[0]);
        Assert.Equal($"Severity: {SeverityOf(descriptor)}. Rule: {descriptor.Rule}.", lines[2]);
        Assert.Equal(["## Wrong", "## Right", "## See also"], lines.Where(static line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.NotEmpty(lines[4]);
        Assert.Equal("- [All diagnostics](../diagnostics.md)", lines[^1]);
        // The tool shows the first link to AWS where a log asks for one.
        Assert.Equal(descriptor.Rule != "scenario", lines.Any(static line => line.StartsWith("- [", StringComparison.Ordinal) && line.Contains("](https://docs.aws.amazon.com/", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Wrong_example_raises_the_finding_that_the_page_shows_and_the_right_one_raises_nothing(string id)
    {
        DiagnosticPage page = PageOf(id);

        Diagnostic[] findings = [.. page.FindingsOf("json wrong").Where(finding => finding.Id == id)];
        Assert.NotEmpty(findings);
        Assert.Equal(DiagnosticDescriptors.All.Single(descriptor => descriptor.Id == id).Severity, findings[0].Severity);
        Assert.Equal(findings[0].ToDetailedString().TrimEnd('\n'), page.Block("text finding").Text);
        Assert.DoesNotContain(page.FindingsOf("json right"), finding => finding.Id == id || finding.Severity != DiagnosticSeverity.Info);
    }

    [Fact]
    public void The_index_lists_every_page_with_severity_title_and_rule()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(RepositoryTests.Root, "docs/diagnostics.md")).Where(static line => line.StartsWith("| [IAM", StringComparison.Ordinal) && !IsOfTheLinter(line[3..]))];

        Assert.Equal(
            DiagnosticDescriptors.All.Select(static descriptor => $"| [{descriptor.Id}](diagnostics/{descriptor.Id}.md) | {SeverityOf(descriptor)} | {descriptor.Title} | {RuleOf(descriptor)} |"),
            rows);
    }

    // Findings about settings, and IAM2001 and up, have tests of their own beside the linter and the environments.
    private static bool IsOfTheLinter(string id) => id.StartsWith("IAM2", StringComparison.Ordinal) || id.StartsWith("IAM3", StringComparison.Ordinal) || id.StartsWith("IAM4", StringComparison.Ordinal) || id.StartsWith("IAM11", StringComparison.Ordinal);

    private static DiagnosticPage PageOf(string id) => DiagnosticPage.Read(Path.Combine(Folder, id + ".md"));

    private static string SeverityOf(DiagnosticDescriptor descriptor) => descriptor.Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };

    private static string RuleOf(DiagnosticDescriptor descriptor) => descriptor.Rule == "scenario" ? "[format](scenario-format.md)" : descriptor.Rule;
}

using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Tests.Diagnostics;

namespace IamSim.Linting.Tests;

/// <summary>Every kind of finding of the linter has a page, and what the page shows is what happens.</summary>
public sealed class LintPageTests
{
    private static readonly PolicyLinter Linter = new();

    private static readonly string Docs = FindDocs();

    public static TheoryData<string> Ids() => [.. PolicyLinter.Descriptors.Select(static descriptor => descriptor.Id)];

    [Fact]
    public void Every_descriptor_has_a_page_and_every_page_a_descriptor()
    {
        string[] pages = [.. Directory.EnumerateFiles(Path.Combine(Docs, "diagnostics"), "IAM2*.md").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

        Assert.Equal(PolicyLinter.Descriptors.Select(static descriptor => descriptor.Id + ".md"), pages);
    }

    [Fact]
    public void Ids_are_unique_and_ordered()
    {
        string[] ids = [.. PolicyLinter.Descriptors.Select(static descriptor => descriptor.Id)];

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
        Assert.Contains(lines, static line => line.StartsWith("- [", StringComparison.Ordinal) && line.Contains("](https://docs.aws.amazon.com/", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Wrong_example_raises_the_finding_that_the_page_shows_and_the_right_one_raises_nothing(string id)
    {
        DiagnosticPage page = PageOf(id);

        Diagnostic[] findings = [.. FindingsOf(page, "json wrong").Where(finding => finding.Id == id)];
        Assert.NotEmpty(findings);
        Assert.Equal(DescriptorOf(id).Severity, findings[0].Severity);
        Assert.Equal(findings[0].ToDetailedString().TrimEnd('\n'), page.Block("text finding").Text);
        Assert.DoesNotContain(FindingsOf(page, "json right"), finding => finding.Id == id || finding.Severity != DiagnosticSeverity.Info);
    }

    [Fact]
    public void The_index_lists_every_page_with_severity_title_and_rule()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(Docs, "diagnostics.md")).Where(static line => line.StartsWith("| [IAM2", StringComparison.Ordinal))];

        Assert.Equal(
            PolicyLinter.Descriptors.Select(static descriptor => $"| [{descriptor.Id}](diagnostics/{descriptor.Id}.md) | {SeverityOf(descriptor)} | {descriptor.Title} | {descriptor.Rule} |"),
            rows);
    }

    private static IReadOnlyList<Diagnostic> FindingsOf(DiagnosticPage page, string info)
    {
        (string text, string kind) = page.Block(info);
        (PolicyKind place, PolicyValidationOptions options) = DiagnosticPage.Place(kind);
        return Linter.Lint(text, "policy.json", place, options);
    }

    private static DiagnosticDescriptor DescriptorOf(string id) => PolicyLinter.Descriptors.Single(descriptor => descriptor.Id == id);

    private static DiagnosticPage PageOf(string id) => DiagnosticPage.Read(Path.Combine(Docs, "diagnostics", id + ".md"));

    private static string SeverityOf(DiagnosticDescriptor descriptor) => descriptor.Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };

    private static string FindDocs()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "IamSim.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? throw new InvalidOperationException("not in the repository"), "docs");
    }
}

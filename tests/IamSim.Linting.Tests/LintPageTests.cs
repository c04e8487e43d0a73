using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Tests.Diagnostics;

namespace IamSim.Linting.Tests;

/// <summary>Every kind of finding of the linter has a page, and what the page shows is what happens.</summary>
public sealed class LintPageTests
{
    private static readonly PolicyLinter Linter = new();

    public static TheoryData<string> Ids() => [.. PolicyLinter.Descriptors.Select(static descriptor => descriptor.Id)];

    [Fact]
    public void Every_descriptor_has_a_page_and_every_page_a_descriptor() => DiagnosticPageChecks.HavePages(PolicyLinter.Descriptors, "IAM2");

    [Fact]
    public void Ids_are_unique_and_ordered() => DiagnosticPageChecks.AreUniqueAndOrdered(PolicyLinter.Descriptors);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_has_the_title_severity_and_rule_of_its_descriptor_and_the_fixed_headings(string id)
    {
        string[] lines = PageOf(id).Lines;

        DiagnosticPageChecks.HasForm(DescriptorOf(id), lines);
        Assert.True(DiagnosticPageChecks.NamesAws(lines));
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
    public void The_index_lists_every_page_with_severity_title_and_rule() => DiagnosticPageChecks.AreListed(PolicyLinter.Descriptors, "IAM2");

    private static IReadOnlyList<Diagnostic> FindingsOf(DiagnosticPage page, string info)
    {
        (string text, string kind) = page.Block(info);
        (PolicyKind place, PolicyValidationOptions options) = DiagnosticPage.Place(kind);
        return Linter.Lint(text, "policy.json", place, options);
    }

    private static DiagnosticDescriptor DescriptorOf(string id) => PolicyLinter.Descriptors.Single(descriptor => descriptor.Id == id);

    private static DiagnosticPage PageOf(string id) => DiagnosticPage.Read(DiagnosticPageChecks.PathOf(id));
}

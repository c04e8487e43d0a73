using IamSim.Diagnostics;

namespace IamSim.Tests.Diagnostics;

/// <summary>Every kind of finding has a page, and what the page shows is what happens.</summary>
public sealed class DiagnosticPageTests
{
    // Findings about settings, IAM11, are the linter's.
    private static readonly string[] Prefixes = ["IAM0", "IAM10"];

    public static TheoryData<string> Ids() => [.. DiagnosticDescriptors.All.Select(static descriptor => descriptor.Id)];

    [Fact]
    public void Every_descriptor_has_a_page_and_every_page_a_descriptor() => DiagnosticPageChecks.HavePages(DiagnosticDescriptors.All, Prefixes);

    [Fact]
    public void Ids_are_unique_and_ordered() => DiagnosticPageChecks.AreUniqueAndOrdered(DiagnosticDescriptors.All);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_has_the_title_severity_and_rule_of_its_descriptor_and_the_fixed_headings(string id)
    {
        DiagnosticDescriptor descriptor = DescriptorOf(id);
        string[] lines = PageOf(id).Lines;

        DiagnosticPageChecks.HasForm(descriptor, lines);
        Assert.Equal(descriptor.Rule != "scenario", DiagnosticPageChecks.NamesAws(lines));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Wrong_example_raises_the_finding_that_the_page_shows_and_the_right_one_raises_nothing(string id)
    {
        DiagnosticPage page = PageOf(id);

        Diagnostic[] findings = [.. page.FindingsOf("json wrong").Where(finding => finding.Id == id)];
        Assert.NotEmpty(findings);
        Assert.Equal(DescriptorOf(id).Severity, findings[0].Severity);
        Assert.Equal(findings[0].ToDetailedString().TrimEnd('\n'), page.Block("text finding").Text);
        Assert.DoesNotContain(page.FindingsOf("json right"), finding => finding.Id == id || finding.Severity != DiagnosticSeverity.Info);
    }

    [Fact]
    public void The_index_lists_every_page_with_severity_title_and_rule() => DiagnosticPageChecks.AreListed(DiagnosticDescriptors.All, Prefixes);

    private static DiagnosticDescriptor DescriptorOf(string id) => DiagnosticDescriptors.All.Single(descriptor => descriptor.Id == id);

    private static DiagnosticPage PageOf(string id) => DiagnosticPage.Read(DiagnosticPageChecks.PathOf(id));
}

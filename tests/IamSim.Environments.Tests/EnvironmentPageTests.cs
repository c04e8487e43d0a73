using IamSim.Diagnostics;

namespace IamSim.Environments.Tests;

/// <summary>Every kind of finding about environments has a page, and what the page shows is what happens.</summary>
public sealed class EnvironmentPageTests
{
    public static TheoryData<string> Ids() => [.. EnvironmentDiagnostics.All.Select(static descriptor => descriptor.Id)];

    [Fact]
    public void Every_descriptor_has_a_page_and_every_page_a_descriptor() => DiagnosticPageChecks.HavePages(EnvironmentDiagnostics.All, "IAM3");

    [Fact]
    public void Ids_are_unique_and_ordered() => DiagnosticPageChecks.AreUniqueAndOrdered(EnvironmentDiagnostics.All);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_has_the_title_severity_and_rule_of_its_descriptor_and_the_fixed_headings(string id) => DiagnosticPageChecks.HasForm(DescriptorOf(id), PageOf(id).Lines);

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
    public void The_index_lists_every_page_with_severity_title_and_rule() => DiagnosticPageChecks.AreListed(EnvironmentDiagnostics.All, "IAM3");

    private static DiagnosticDescriptor DescriptorOf(string id) => EnvironmentDiagnostics.All.Single(descriptor => descriptor.Id == id);

    private static EnvironmentPage PageOf(string id) => new(DiagnosticPageChecks.PathOf(id));
}

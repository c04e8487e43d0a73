using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Tests.Diagnostics;

namespace IamSim.Linting.Tests.Settings;

/// <summary>Every kind of finding about settings has a page, and what the page shows is what happens.</summary>
public sealed class SettingsPageTests
{
    public static TheoryData<string> Ids() => [.. LintSettings.Descriptors.Select(static descriptor => descriptor.Id)];

    [Fact]
    public void Every_descriptor_has_a_page_and_a_row_of_the_index()
    {
        DiagnosticPageChecks.HavePages(LintSettings.Descriptors, "IAM11");
        DiagnosticPageChecks.AreListed(LintSettings.Descriptors, "IAM11");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_wrong_example_raises_what_the_page_shows_and_the_right_one_nothing(string id)
    {
        DiagnosticPage page = DiagnosticPage.Read(DiagnosticPageChecks.PathOf(id));
        DiagnosticDescriptor descriptor = LintSettings.Descriptors.Single(descriptor => descriptor.Id == id);

        DiagnosticPageChecks.HasForm(descriptor, page.Lines);
        Diagnostic finding = Assert.Single(Findings(page.Block("json wrong").Text));
        Assert.Equal(id, finding.Id);
        Assert.Equal(descriptor.Severity, finding.Severity);
        Assert.Equal(finding.ToDetailedString().TrimEnd('\n'), page.Block("text finding").Text);
        Assert.Empty(Findings(page.Block("json right").Text));
    }

    private static IReadOnlyList<Diagnostic> Findings(string text)
    {
        if (!LintSettings.TryParse(new SourceText(text, LintSettings.FileName), out LintSettings? settings, out IReadOnlyList<Diagnostic> findings))
        {
            return findings;
        }

        var run = new LintRun(settings);
        run.Apply([], PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[]}"""), "policy.json");
        return [.. findings, .. run.FindUnusedSuppressions()];
    }
}

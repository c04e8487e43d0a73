using IamSim.Diagnostics;

namespace IamSim.Testing.Tests;

/// <summary>Every kind of finding about suites has a page, and what the page shows is what happens.</summary>
public sealed class PolicyTestPageTests
{
    public static TheoryData<string> Ids() => [.. PolicyTestDiagnostics.All.Select(static descriptor => descriptor.Id)];

    [Fact]
    public void Every_descriptor_has_a_page_and_every_page_a_descriptor() => DiagnosticPageChecks.HavePages(PolicyTestDiagnostics.All, "IAM4");

    [Fact]
    public void Ids_are_unique_and_ordered() => DiagnosticPageChecks.AreUniqueAndOrdered(PolicyTestDiagnostics.All);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_has_the_title_severity_and_rule_of_its_descriptor_and_the_fixed_headings(string id) => DiagnosticPageChecks.HasForm(DescriptorOf(id), File.ReadAllLines(DiagnosticPageChecks.PathOf(id)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Wrong_example_raises_the_finding_that_the_page_shows_and_the_right_one_raises_nothing(string id)
    {
        string[] lines = File.ReadAllLines(DiagnosticPageChecks.PathOf(id));
        (Diagnostic Finding, string Text) found = Findings(lines, "wrong").First(found => found.Finding.Id == id);
        int start = Array.IndexOf(lines, "```text finding") + 1;
        int end = Array.IndexOf(lines, "```", start);
        if (Environment.GetEnvironmentVariable("IAMSIM_UPDATE_GOLDEN") is { Length: > 0 })
        {
            lines = [.. lines[..start], .. found.Text.Split('\n'), .. lines[end..]];
            File.WriteAllText(DiagnosticPageChecks.PathOf(id), string.Join('\n', lines) + "\n");
            end = Array.IndexOf(lines, "```", start);
        }

        Assert.Equal(DescriptorOf(id).Severity, found.Finding.Severity);
        Assert.Equal(string.Join('\n', lines[start..end]), found.Text);
        Assert.DoesNotContain(Findings(lines, "right"), one => one.Finding.Id == id || one.Finding.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void The_index_lists_every_page_with_severity_title_and_rule() => DiagnosticPageChecks.AreListed(PolicyTestDiagnostics.All, "IAM4");

    private static List<(Diagnostic Finding, string Text)> Findings(string[] lines, string example)
    {
        using var folder = new TemporaryFolder();
        string? main = null;
        for (int i = 0; i < lines.Length; i++)
        {
            int file = lines[i].IndexOf($" {example} file=", StringComparison.Ordinal);
            if (lines[i].StartsWith("```", StringComparison.Ordinal) && file > 0)
            {
                string name = lines[i][(file + $" {example} file=".Length)..];
                main ??= name;
                folder.With(name, string.Join('\n', lines[(i + 1)..Array.IndexOf(lines, "```", i)]) + "\n");
            }
        }

        string path = Path.Combine(folder.Path, main!);
        IEnumerable<Diagnostic> findings;
        if (main!.Contains(".iamtest.", StringComparison.Ordinal))
        {
            PolicyTestSuite.TryLoad(path, out PolicyTestSuite suite);
            findings = suite.Diagnostics;
        }
        else
        {
            findings = AwsSimulationConversion.Convert([new SourceText(File.ReadAllText(path), main)]).Diagnostics;
        }

        return [.. findings.Select(finding => (finding, finding.ToDetailedString().TrimEnd('\n').Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)))];
    }

    private static DiagnosticDescriptor DescriptorOf(string id) => PolicyTestDiagnostics.All.Single(descriptor => descriptor.Id == id);
}

using IamSim.Diagnostics;

namespace IamSim.Testing.Tests;

/// <summary>Every kind of finding about suites has a page, and what the page shows is what happens.</summary>
public sealed class PolicyTestPageTests
{
    private static readonly string Docs = RepositoryFolder.Of("docs");

    public static TheoryData<string> Ids() => [.. PolicyTestDiagnostics.All.Select(static descriptor => descriptor.Id)];

    [Fact]
    public void Every_descriptor_has_a_page_and_every_page_a_descriptor()
    {
        string[] pages = [.. Directory.EnumerateFiles(Path.Combine(Docs, "diagnostics"), "IAM4*.md").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

        Assert.Equal(PolicyTestDiagnostics.All.Select(static descriptor => descriptor.Id + ".md"), pages);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_has_the_title_severity_and_rule_of_its_descriptor_and_the_fixed_headings(string id)
    {
        DiagnosticDescriptor descriptor = DescriptorOf(id);
        string[] lines = File.ReadAllLines(PathOf(id));

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
        string[] lines = File.ReadAllLines(PathOf(id));
        (Diagnostic Finding, string Text) found = Findings(lines, "wrong").First(found => found.Finding.Id == id);
        int start = Array.IndexOf(lines, "```text finding") + 1;
        int end = Array.IndexOf(lines, "```", start);
        if (Environment.GetEnvironmentVariable("IAMSIM_UPDATE_GOLDEN") is { Length: > 0 })
        {
            lines = [.. lines[..start], .. found.Text.Split('\n'), .. lines[end..]];
            File.WriteAllText(PathOf(id), string.Join('\n', lines) + "\n");
            end = Array.IndexOf(lines, "```", start);
        }

        Assert.Equal(DescriptorOf(id).Severity, found.Finding.Severity);
        Assert.Equal(string.Join('\n', lines[start..end]), found.Text);
        Assert.DoesNotContain(Findings(lines, "right"), one => one.Finding.Id == id || one.Finding.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void The_index_lists_every_page_with_severity_title_and_rule()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(Docs, "diagnostics.md")).Where(static line => line.StartsWith("| [IAM4", StringComparison.Ordinal))];

        Assert.Equal(PolicyTestDiagnostics.All.Select(static descriptor => $"| [{descriptor.Id}](diagnostics/{descriptor.Id}.md) | {SeverityOf(descriptor)} | {descriptor.Title} | {descriptor.Rule} |"), rows);
    }

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

    private static string PathOf(string id) => Path.Combine(Docs, "diagnostics", id + ".md");

    private static DiagnosticDescriptor DescriptorOf(string id) => PolicyTestDiagnostics.All.Single(descriptor => descriptor.Id == id);

    private static string SeverityOf(DiagnosticDescriptor descriptor) => descriptor.Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };
}

using IamSim.Diagnostics;

namespace IamSim.Tests.Shared;

/// <summary>What every page of docs/diagnostics has to hold, whichever part of the project its kind of finding comes from.</summary>
internal static class DiagnosticPageChecks
{
    private static readonly string Docs = RepositoryFolder.Of("docs");

    /// <summary>The path of a page.</summary>
    public static string PathOf(string id) => Path.Combine(Docs, "diagnostics", id + ".md");

    /// <summary>The pages of kinds of findings, and no others whose ids begin alike.</summary>
    public static void HavePages(IEnumerable<DiagnosticDescriptor> descriptors, params string[] prefixes)
    {
        IEnumerable<string> pages = Directory.EnumerateFiles(Path.Combine(Docs, "diagnostics")).Select(static path => Path.GetFileName(path));

        Assert.Equal(descriptors.Select(static descriptor => descriptor.Id + ".md"), pages.Where(page => IsOf(page, prefixes)).Order(StringComparer.Ordinal));
    }

    public static void AreUniqueAndOrdered(IEnumerable<DiagnosticDescriptor> descriptors)
    {
        string[] ids = [.. descriptors.Select(static descriptor => descriptor.Id)];

        Assert.Equal(ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), ids);
    }

    /// <summary>The title, severity and rule of a kind of finding, and the fixed headings.</summary>
    public static void HasForm(DiagnosticDescriptor descriptor, string[] lines)
    {
        Assert.Equal($"# {descriptor.Id}: {descriptor.Title}", lines[0]);
        Assert.Equal($"Severity: {SeverityOf(descriptor)}. Rule: {descriptor.Rule}.", lines[2]);
        Assert.Equal(["## Wrong", "## Right", "## See also"], lines.Where(static line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.NotEmpty(lines[4]);
        Assert.Equal("- [All diagnostics](../diagnostics.md)", lines[^1]);
    }

    /// <summary>Whether a page names a page of AWS, which the tool shows first where a log asks for one.</summary>
    public static bool NamesAws(string[] lines) => lines.Any(static line => line.StartsWith("- [", StringComparison.Ordinal) && line.Contains("](https://docs.aws.amazon.com/", StringComparison.Ordinal));

    /// <summary>The index lists every page with severity, title and rule.</summary>
    public static void AreListed(IEnumerable<DiagnosticDescriptor> descriptors, params string[] prefixes)
    {
        IEnumerable<string> rows = File.ReadLines(Path.Combine(Docs, "diagnostics.md")).Where(line => line.StartsWith("| [", StringComparison.Ordinal) && IsOf(line["| [".Length..], prefixes));

        Assert.Equal(descriptors.Select(static descriptor => $"| [{descriptor.Id}](diagnostics/{descriptor.Id}.md) | {SeverityOf(descriptor)} | {descriptor.Title} | {RuleOf(descriptor)} |"), rows);
    }

    private static bool IsOf(string name, string[] prefixes) => Array.Exists(prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static string SeverityOf(DiagnosticDescriptor descriptor) => descriptor.Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };

    private static string RuleOf(DiagnosticDescriptor descriptor) => descriptor.Rule == "scenario" ? "[format](scenario-format.md)" : descriptor.Rule;
}

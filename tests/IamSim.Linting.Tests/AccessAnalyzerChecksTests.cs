using System.Text.Json;
using IamSim.Diagnostics;

namespace IamSim.Linting.Tests;

/// <summary>The table of Access Analyzer's checks is whole: each is reported and has cases, or a reason says why not.</summary>
public sealed class AccessAnalyzerChecksTests
{
    private static readonly string Root = FindRoot();

    private static readonly Lazy<(string IssueCode, string Heading, string[] Ids)[]> Cases = new(ReadCases);

    public static TheoryData<string> IssueCodes() => [.. AccessAnalyzerChecks.All.Select(static check => check.IssueCode)];

    [Fact]
    public void Every_heading_of_the_reference_is_in_the_table_once()
    {
        Assert.Equal(AccessAnalyzerChecks.All.Length, AccessAnalyzerChecks.All.Select(static check => check.IssueCode).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            [(AccessAnalyzerFindingType.Error, 79), (AccessAnalyzerFindingType.SecurityWarning, 19), (AccessAnalyzerFindingType.Warning, 26), (AccessAnalyzerFindingType.Suggestion, 29)],
            AccessAnalyzerChecks.All.CountBy(static check => check.FindingType).Select(static pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void An_issue_code_is_its_heading_in_capitals() =>
        Assert.All(AccessAnalyzerChecks.All, static check => Assert.Equal(Letters(check.Heading), Letters(check.IssueCode)));

    [Fact]
    public void Every_id_of_the_table_is_one_of_a_finding()
    {
        string[] known = [.. DiagnosticDescriptors.All.Concat(PolicyLinter.Descriptors).Select(static descriptor => descriptor.Id)];

        Assert.All(AccessAnalyzerChecks.All, check => Assert.Subset(known.ToHashSet(StringComparer.Ordinal), check.Ids.ToHashSet(StringComparer.Ordinal)));
    }

    [Fact]
    public void Every_finding_of_the_linter_that_answers_to_a_check_is_in_the_table()
    {
        IEnumerable<DiagnosticDescriptor> answering = PolicyLinter.Descriptors.Where(static descriptor => string.CompareOrdinal(descriptor.Id, "IAM2200") < 0);

        Assert.All(answering, static descriptor => Assert.Contains(descriptor.Rule, AccessAnalyzerChecks.IssueCodesOf(descriptor.Id)));
    }

    [Theory]
    [MemberData(nameof(IssueCodes))]
    public void A_check_is_reported_and_has_cases_for_each_of_its_ids_or_says_why_not(string issueCode)
    {
        AccessAnalyzerCheck check = Assert.Single(AccessAnalyzerChecks.All, check => check.IssueCode == issueCode);
        (string IssueCode, string Heading, string[] Ids)[] cases = [.. Cases.Value.Where(@case => @case.IssueCode == issueCode)];

        Assert.Equal(check.Ids, cases.SelectMany(static @case => @case.Ids).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(cases, @case => Assert.Equal(check.Heading, @case.Heading));
        Assert.True(check.Ids.Length > 0 || check.Reason is not null, $"{issueCode} is neither reported nor explained");
    }

    [Fact]
    public void The_page_of_the_documentation_has_the_table()
    {
        const string Begin = "| Check | Issue code | Findings |";
        string path = Path.Combine(Root, "docs", "access-analyzer.md");
        string page = File.ReadAllText(path);
        string expected = page;
        foreach (AccessAnalyzerFindingType type in Enum.GetValues<AccessAnalyzerFindingType>())
        {
            expected = Replace(expected, type, Begin);
        }

        if (Environment.GetEnvironmentVariable("IAMSIM_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, page);
    }

    // The table under the heading of a type, as it should be, in the page as it is.
    private static string Replace(string page, AccessAnalyzerFindingType type, string begin)
    {
        int heading = page.IndexOf($"\n## {Words(type)}\n", StringComparison.Ordinal);
        Assert.True(heading >= 0, $"the page has no heading for {type}");
        int start = page.IndexOf(begin, heading, StringComparison.Ordinal);
        int end = page.IndexOf("\n\n", start, StringComparison.Ordinal);
        end = end < 0 ? page.Length : end + 1;
        string[] rows = [.. AccessAnalyzerChecks.All.Where(check => check.FindingType == type).Select(Row)];
        return $"{page[..start]}{begin}\n| --- | --- | --- |\n{string.Join("", rows.Select(static row => row + "\n"))}{page[end..]}";
    }

    private static string Row(AccessAnalyzerCheck check)
    {
        string ids = string.Join(", ", check.Ids.Select(static id => $"[{id}](diagnostics/{id}.md)"));
        string text = check.Reason is null ? ids : check.Ids.IsEmpty ? $"Not reported. {check.Reason}." : $"{ids}. {check.Reason}.";
        return $"| {check.Heading} | `{check.IssueCode}` | {text} |";
    }

    private static string Words(AccessAnalyzerFindingType type) => type switch
    {
        AccessAnalyzerFindingType.Error => "Errors",
        AccessAnalyzerFindingType.SecurityWarning => "Security warnings",
        AccessAnalyzerFindingType.Warning => "Warnings",
        _ => "Suggestions",
    };

    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant));

    private static (string IssueCode, string Heading, string[] Ids)[] ReadCases() =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "tests", "IamSim.Linting.Tests", "cases"), "*.json").Select(ReadCase)];

    private static (string IssueCode, string Heading, string[] Ids) ReadCase(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement root = document.RootElement;
        return (root.GetProperty("issueCode").GetString()!, root.GetProperty("heading").GetString()!, [.. root.GetProperty("findings").EnumerateArray().Select(static finding => finding.GetProperty("id").GetString()!)]);
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "IamSim.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("not in the repository");
    }
}

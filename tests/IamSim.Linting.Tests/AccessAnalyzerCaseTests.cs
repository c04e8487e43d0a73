using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Tests.Diagnostics;

namespace IamSim.Linting.Tests;

/// <summary>For every heading of Access Analyzer's catalog a policy that has the finding and one that does not.</summary>
public sealed class AccessAnalyzerCaseTests
{
    private static readonly PolicyLinter Linter = new();

    public static TheoryData<string> Names() => [.. Directory.EnumerateFiles(AccessAnalyzerCase.Folder, "*.json").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Wrong_policy_has_the_findings_and_the_right_one_has_none_of_their_kinds(string name)
    {
        var example = AccessAnalyzerCase.Read(name);
        IReadOnlyList<Diagnostic> found = Lint(example, example.Wrong);

        Assert.NotEmpty(example.Findings);
        // Each expected one is there: id, place and words.
        ExpectedFinding[] actual = [.. found.Select(static finding => new ExpectedFinding(finding.Id, finding.Position.Line, finding.Position.Column, finding.Message))];
        Assert.All(example.Findings, expected => Assert.Contains(expected, actual));
        string[] ids = [.. example.Findings.Select(static finding => finding.Id)];
        Assert.DoesNotContain(Lint(example, example.Right), finding => ids.Contains(finding.Id, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fixes_of_the_findings_give_the_policy_that_the_case_shows_and_no_such_finding_is_left(string name)
    {
        var example = AccessAnalyzerCase.Read(name);
        Diagnostic[] findings = [.. Lint(example, example.Wrong).Where(finding => example.Findings.Any(expected => expected.Id == finding.Id))];
        string mended = Apply(example.Wrong, findings);

        // A case shows what its fixes make, and has none where it shows nothing.
        Assert.Equal(example.Fixed ?? example.Wrong, mended);
        if (example.Fixed is not null)
        {
            Assert.DoesNotContain(Lint(example, mended), left => findings.Any(finding => finding.Id == left.Id && finding.Fix is not null));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_is_named_after_its_issue_code(string name)
    {
        var example = AccessAnalyzerCase.Read(name);

        Assert.Equal(example.IssueCode, name.Split('-')[0]);
        Assert.All(example.IssueCode, static letter => Assert.True(char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_'));
    }

    private static IReadOnlyList<Diagnostic> Lint(AccessAnalyzerCase example, string policy)
    {
        (PolicyKind kind, PolicyValidationOptions options) = DiagnosticPage.Place(example.Kind);
        return Linter.Lint(policy, "policy.json", kind, options);
    }

    private static string Apply(string text, IEnumerable<Diagnostic> findings)
    {
        foreach (TextEdit edit in findings.SelectMany(static finding => finding.Fix?.Edits ?? []).OrderByDescending(static edit => edit.Span.Start))
        {
            text = text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText);
        }

        return text;
    }
}

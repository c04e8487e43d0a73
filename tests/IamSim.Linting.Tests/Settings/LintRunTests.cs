using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Linting.Tests.Settings;

/// <summary>What settings make of findings.</summary>
public sealed class LintRunTests
{
    private const string Policy = """
        {
          "Version": "2012-10-17",
          "Id": "x",
          "Statement": [
            { "Sid": "One", "Effect": "Deny", "Action": "s3:GetObject", "Resource": ["*", null] },
            { "Sid": "Two", "Effect": "Deny", "Action": "s3:PutObject", "Resource": ["*", null] }
          ]
        }
        """;

    [Theory]
    [InlineData("{}", "IAM0033 Warning, IAM0034 Info, IAM0034 Info")]
    [InlineData("""{"severity":{"IAM0034":"error"}}""", "IAM0033 Warning, IAM0034 Error, IAM0034 Error")]
    [InlineData("""{"severity":{"IAM0034":"off"}}""", "IAM0033 Warning")]
    [InlineData("""{"severity":{"info":"warning","warning":"error"}}""", "IAM0033 Error, IAM0034 Warning, IAM0034 Warning")]
    [InlineData("""{"severity":{"info":"off","IAM0034":"info"}}""", "IAM0033 Warning, IAM0034 Info, IAM0034 Info")]
    [InlineData("""{"suppress":[{"id":"IAM0034","reason":"r"}]}""", "IAM0033 Warning, (r), (r)")]
    [InlineData("""{"suppress":[{"id":"IAM0034","statement":"Two","reason":"r"}]}""", "IAM0033 Warning, IAM0034 Info, (r)")]
    [InlineData("""{"suppress":[{"id":"IAM0034","statement":1,"reason":"r"}]}""", "IAM0033 Warning, (r), IAM0034 Info")]
    [InlineData("""{"suppress":[{"id":"IAM0034","statement":1,"reason":"a"},{"id":"IAM0034","reason":"b"}]}""", "IAM0033 Warning, (a), (b)")]
    [InlineData("""{"suppress":[{"id":"IAM0034","file":"p/*.json","reason":"r"}]}""", "IAM0033 Warning, (r), (r)")]
    [InlineData("""{"suppress":[{"id":"IAM0034","file":"q/*.json","reason":"r"}]}""", "IAM0033 Warning, IAM0034 Info, IAM0034 Info")]
    [InlineData("""{"suppress":[{"id":"IAM0033","statement":1,"reason":"outside of all"}]}""", "IAM0033 Warning, IAM0034 Info, IAM0034 Info")]
    [InlineData("""{"suppress":[{"id":"IAM0033","reason":"r"}],"severity":{"IAM0033":"off"}}""", "IAM0034 Info, IAM0034 Info")]
    public void Findings_get_severities_and_reasons(string settings, string expected)
    {
        Assert.Equal(expected, string.Join(", ", Apply(new LintRun(Parse(settings)), "p/a.json").Select(static finding => finding.IsSuppressed ? $"({finding.Suppression!.Reason})" : $"{finding.Diagnostic.Id} {finding.Diagnostic.Severity}")));
    }

    [Fact]
    public void A_changed_severity_shows_in_the_text_of_the_finding_and_nothing_else_changes()
    {
        Diagnostic before = Apply(new LintRun(), null)[0].Diagnostic;
        Diagnostic after = Apply(new LintRun(Parse("""{"severity":{"IAM0033":"error"}}""")), null)[0].Diagnostic;

        Assert.Equal(before.ToDetailedString().Replace("warning IAM0033", "error IAM0033", StringComparison.Ordinal), after.ToDetailedString());
        Assert.Same(before.Descriptor, after.Descriptor);
        Assert.Equal(before.Fix!.Edits, after.Fix!.Edits);
    }

    [Fact]
    public void A_text_that_is_no_policy_keeps_its_findings_whatever_is_set()
    {
        PolicyDocument.TryParse("""{"Statement":5}""", null, out PolicyDocument? document, out IReadOnlyList<Diagnostic> findings);

        ImmutableArray<LintFinding> applied = new LintRun(Parse("""{"severity":{"error":"off"}}""")).Apply(findings, document, null);

        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(applied).Diagnostic.Severity);
    }

    [Fact]
    public void Suppressions_that_concerned_a_file_and_suppressed_nothing_are_told()
    {
        var run = new LintRun(Parse("""
            {"suppress":[
              {"id":"IAM0034","file":"p/**","reason":"used"},
              {"id":"IAM0034","file":"other/**","reason":"not looked at"},
              {"id":"IAM0034","statement":"Three","reason":"no such statement"},
              {"id":"IAM0035","file":"p/a.json","reason":"no such finding"}
            ]}
            """));
        Apply(run, "p/a.json");

        Assert.Equal(["s:4:9: info IAM1104: the suppression of IAM0034 suppresses nothing", "s:5:9: info IAM1104: the suppression of IAM0035 suppresses nothing"], run.FindUnusedSuppressions().Select(static finding => finding.ToString()));
    }

    [Theory]
    [InlineData("off", 0)]
    [InlineData("error", 1)]
    public void Their_severity_can_be_set_too(string severity, int count)
    {
        var run = new LintRun(Parse($$"""{"severity":{"IAM1104":"{{severity}}"},"suppress":[{"id":"IAM0035","reason":"x"}]}"""));
        Apply(run, null);

        Assert.Equal(Enumerable.Repeat(DiagnosticSeverity.Error, count), run.FindUnusedSuppressions().Select(static finding => finding.Severity));
    }

    [Fact]
    public void A_run_without_files_says_nothing_of_suppressions() => Assert.Empty(new LintRun(Parse("""{"suppress":[{"id":"IAM0035","reason":"x"}]}""")).FindUnusedSuppressions());

    [Fact]
    public void Many_threads_may_share_a_run()
    {
        var run = new LintRun(Parse($$"""{"suppress":[{{string.Join(',', Enumerable.Range(0, 50).Select(static i => $$"""{"id":"IAM0034","file":"p/{{i}}.json","reason":"r"}"""))}}]}"""));

        Parallel.For(0, 500, i => Assert.Equal(2, Apply(run, $"p/{i % 50}.json").Count(static finding => finding.IsSuppressed)));

        Assert.Empty(run.FindUnusedSuppressions());
    }

    private static ImmutableArray<LintFinding> Apply(LintRun run, string? path)
    {
        PolicyDocument document = PolicyDocument.Parse(Policy, "p/a.json");
        return run.Apply(PolicyValidator.Validate(document, PolicyKind.Identity), document, path);
    }

    private static LintSettings Parse(string text) => LintSettings.TryParse(new SourceText(text, "s"), out LintSettings? settings, out IReadOnlyList<Diagnostic> findings) ? settings : throw new ArgumentException(string.Join('\n', findings), nameof(text));
}

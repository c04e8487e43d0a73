using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Linting.Tests.Fixes;

/// <summary>Fixes are made until none is left, and never at the price of something worse.</summary>
public sealed class PolicyFixerTests
{
    [Fact]
    public void One_fix_may_uncover_another_and_each_is_told_at_its_first_place()
    {
        FixedPolicy result = Fix("""
            {
              "Id": "x",
              "Statement": { "Effect": "Deny", "Action": "s3:*", "Resource": [null, null, "*"], "Condition": { "Bool": {}, "Null": {} } }
            }
            """);

        Assert.Equal(
            """
            {
              "Version": "2012-10-17",
              "Statement": { "Effect": "Deny", "Action": "s3:*", "Resource": ["*"] }
            }
            """,
            result.Source.Text);
        Assert.Equal(
            [
                "1:1: IAM0032: add Version 2012-10-17",
                "2:9: IAM0033: remove the Id",
                "3:67: IAM0034: remove the null",
                "3:73: IAM0034: remove the null",
                "3:98: IAM0045: remove the empty Condition",
                "3:108: IAM0045: remove the operator without keys",
                "3:120: IAM0045: remove the operator without keys",
            ],
            result.Made.Select(static made => made.ToString()));
        Assert.DoesNotContain(result.Findings, static finding => finding.Diagnostic.Fix is not null);
    }

    [Fact]
    public void Suppressed_findings_are_left_alone()
    {
        const string Policy = """{"Statement":{"Effect":"Deny","Action":"s3:*","Resource":["*",null]}}""";
        Assert.True(LintSettings.TryParse(new SourceText("""{"suppress":[{"id":"IAM0034","reason":"r"}]}"""), out LintSettings? settings, out _));

        FixedPolicy result = Fix(Policy, settings: settings);

        Assert.Equal("""{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":["*",null]}}""", result.Source.Text);
        Assert.True(Assert.Single(result.Findings).IsSuppressed);
    }

    [Fact]
    public void A_fix_that_would_make_the_policy_too_large_is_taken_back()
    {
        string policy = """{"Statement":{"Effect":"Deny","Action":"s3:GetObject@","Resource":"*"}}""";
        policy = policy.Replace("@", new string('a', 2_048 - policy.Length + 1), StringComparison.Ordinal);

        FixedPolicy result = Fix(policy, PolicyPlace.Of("inline-user"));

        Assert.Equal(policy, result.Source.Text);
        Assert.Empty(result.Made);
        Assert.Contains(result.Findings, static finding => finding.Diagnostic.Id == "IAM0032");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"Statement\":[]")]
    [InlineData("{\"statement\":5}")]
    public void A_text_that_is_no_policy_stays_as_it_is(string text)
    {
        FixedPolicy result = Fix(text);

        Assert.Equal(text, result.Source.Text);
        Assert.NotEmpty(result.Findings);
    }

    [Fact]
    public void A_lint_that_never_ends_is_ended()
    {
        int rounds = 0;
        FixedPolicy result = PolicyFixer.Fix(new SourceText("x"), source =>
        {
            rounds++;
            return [new LintFinding(new Diagnostic(PolicyLinterDescriptor, DiagnosticSeverity.Info, "m", null, source, default, DiagnosticFix.Replace("t", default, "y")), null)];
        });

        Assert.Equal(11, rounds);
        Assert.Equal("yyyyyyyyyyx", result.Source.Text);
        Assert.All(result.Made, static made => Assert.Equal(new LinePosition(1, 1), made.Position));
    }

    private static DiagnosticDescriptor PolicyLinterDescriptor { get; } = new("IAM9999", DiagnosticSeverity.Info, "t", "r");

    private static FixedPolicy Fix(string text, PolicyPlace? place = null, LintSettings? settings = null)
    {
        var run = new LintRun(settings);
        place ??= PolicyPlace.Of("identity")!;
        return PolicyFixer.Fix(new SourceText(text), source =>
        {
            // The validator alone: what the linter adds has tests of its own.
            PolicyDocument.TryParse(source.Text, null, out PolicyDocument? document, out _);
            return run.Apply(PolicyValidator.Validate(source.Text, null, place.Kind, place.Options), document, null);
        });
    }
}

using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Tests.Diagnostics;

namespace IamSim.Linting.Tests;

/// <summary>Real policy documents, where the environment variable IAMSIM_CORPUS names a folder of them: what AWS itself publishes is nearly always right.</summary>
public sealed class ErrorRuleCorpusTests(ITestOutputHelper output)
{
    private const string Variable = "IAMSIM_CORPUS";

    [Fact]
    public void Policies_that_AWS_publishes_are_seldom_reported_and_every_finding_lies_inside_its_document()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Variable} names no folder of policy documents");

        var linter = new PolicyLinter();
        var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int managed = 0;
        int reported = 0;
        foreach ((string name, string kind, string text) in Documents(folder!))
        {
            (PolicyKind place, PolicyValidationOptions options) = DiagnosticPage.Place(kind == "vpce" ? "vpc-endpoint" : kind);
            Diagnostic[] findings = [.. linter.Lint(text, name, place, options).Where(static finding => finding.Id.StartsWith("IAM20", StringComparison.Ordinal))];
            Assert.All(findings, finding => Assert.InRange(finding.Span.End, 1, text.Length));
            managed += kind == "managed" ? 1 : 0;
            reported += kind == "managed" && findings.Length > 0 ? 1 : 0;
            foreach (Diagnostic finding in findings)
            {
                string reason = $"{finding.Id} {kind}";
                found[reason] = found.GetValueOrDefault(reason) + 1;
            }
        }

        foreach ((string reason, int count) in found)
        {
            output.WriteLine($"{count,5} {reason}");
        }

        output.WriteLine($"{reported} of {managed} policies that AWS publishes have a finding");
        Assert.True(managed > 0, $"no *.ndjson of documents in the folder that {Variable} names");
        Assert.True(reported * 20 < managed, $"{reported} of {managed} policies that AWS publishes have a finding");
    }

    private static IEnumerable<(string Name, string Kind, string Text)> Documents(string folder) =>
        from path in Directory.EnumerateFiles(folder, "*.ndjson").Order(StringComparer.Ordinal)
        from line in File.ReadLines(path)
        let root = JsonElement.Parse(line)
        select (root.GetProperty("name").GetString()!, root.GetProperty("kind").GetString()!, root.GetProperty("text").GetString()!);
}

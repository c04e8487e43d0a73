using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Tests.Diagnostics;

namespace IamSim.Linting.Tests;

/// <summary>Real policy documents, where the environment variable IAMSIM_CORPUS names a folder of them.</summary>
public sealed class CorpusLintTests(ITestOutputHelper output)
{
    private const string Variable = "IAMSIM_CORPUS";

    [Fact]
    public void Every_real_policy_is_linted_and_every_finding_lies_inside_it()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Variable} names no folder of policy documents");

        var linter = new PolicyLinter();
        int documents = 0;
        int managed = 0;
        int reported = 0;
        var found = new SortedDictionary<string, (int Findings, int Documents)>(StringComparer.Ordinal);
        foreach ((string name, string kind, string text) in Documents(folder!))
        {
            documents++;
            (PolicyKind place, PolicyValidationOptions options) = DiagnosticPage.Place(kind);
            PolicyDocument document = PolicyDocument.Parse(text, name);
            IReadOnlyList<Diagnostic> findings = linter.Lint(document, place, options);
            Assert.All(findings, finding => Assert.InRange(finding.Span.Start, document.Span.Start, document.Span.End - 1));
            managed += kind == "managed" ? 1 : 0;
            reported += kind == "managed" && findings.Any(static finding => finding.Id.StartsWith("IAM20", StringComparison.Ordinal)) ? 1 : 0;
            foreach (IGrouping<string, Diagnostic> group in findings.GroupBy(static finding => finding.Id))
            {
                (int all, int inDocuments) = found.GetValueOrDefault(group.Key);
                found[group.Key] = (all + group.Count(), inDocuments + 1);
            }
        }

        output.WriteLine($"{documents} documents");
        foreach ((string id, (int findings, int inDocuments)) in found)
        {
            output.WriteLine($"{id} {findings,6} in {inDocuments,5}");
        }

        Assert.True(documents > 0, $"no *.ndjson of documents in the folder that {Variable} names");
        // What AWS itself publishes names few actions, keys and ARNs that do not exist.
        Assert.True(reported * 20 <= managed, $"{reported} of {managed} policies that AWS publishes have a finding of IAM20xx");
    }

    private static IEnumerable<(string Name, string Kind, string Text)> Documents(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*.ndjson").Order(StringComparer.Ordinal))
        {
            string kind = Path.GetFileNameWithoutExtension(path) is var name && name == "vpce" ? "vpc-endpoint" : name;
            foreach (string line in File.ReadLines(path))
            {
                using JsonDocument json = JsonDocument.Parse(line);
                yield return (json.RootElement.GetProperty("name").GetString()!, kind, json.RootElement.GetProperty("text").GetString()!);
            }
        }
    }
}

using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Tests.Corpus;

/// <summary>Real policy documents, where the environment variable IAMSIM_CORPUS names a folder of them.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private const string Variable = "IAMSIM_CORPUS";

    [Fact]
    public void Every_real_policy_parses_compiles_leniently_and_round_trips()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Variable} names no folder of policy documents");

        int documents = 0;
        var refusals = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach ((string name, string kind, string text) in Documents(folder!))
        {
            documents++;
            PolicyDocument document = PolicyDocument.Parse(text, name);
            AssertRoundTrips(document, text);
            PolicySet set = Place(document, kind);
            bool lenient = Simulator.TryCompile(set, new EvaluationOptions { Lenient = true }, null, out _, out IReadOnlyList<Diagnostic> findings);
            Assert.True(lenient, string.Join('\n', findings));
            if (!Simulator.TryCompile(set, null, null, out _, out IReadOnlyList<Diagnostic> strict))
            {
                Diagnostic first = strict.First(static finding => finding.Severity == DiagnosticSeverity.Error);
                string reason = $"{kind}: {first.Id} {first.Descriptor.Title}";
                refusals[reason] = refusals.GetValueOrDefault(reason) + 1;
            }
        }

        output.WriteLine($"{documents} documents; refused by a strict compile: {refusals.Values.Sum()}");
        foreach ((string reason, int count) in refusals)
        {
            output.WriteLine($"{count,5} {reason}");
        }

        Assert.True(documents > 0, $"no *.ndjson of documents in the folder that {Variable} names");
    }

    [Fact]
    public void Every_real_policy_is_validated_and_every_finding_lies_inside_it()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Variable} names no folder of policy documents");

        int documents = 0;
        int clean = 0;
        var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach ((string name, string kind, string text) in Documents(folder!))
        {
            documents++;
            PolicyDocument document = PolicyDocument.Parse(text, name);
            (PolicyKind place, PolicyValidationOptions options) = PlaceOf(kind);
            IReadOnlyList<Diagnostic> findings = PolicyValidator.Validate(document, place, options);
            Assert.All(findings, finding => Assert.InRange(finding.Span.Start, document.Span.Start, document.Span.End - 1));
            Assert.All(findings, finding => Assert.InRange(finding.Span.End, finding.Span.Start + 1, document.Span.End));
            Assert.Equal(findings, findings.OrderBy(static finding => finding.Span.Start));
            Assert.Equal(findings.Select(static finding => finding.ToDetailedString()), PolicyValidator.Validate(text, name, place, options).Select(static finding => finding.ToDetailedString()));
            clean += findings.Any(static finding => finding.Severity != DiagnosticSeverity.Info) ? 0 : 1;
            foreach (string reason in findings.Select(finding => $"{kind}: {finding.Severity} {finding.Id} {finding.Descriptor.Title}").Distinct(StringComparer.Ordinal))
            {
                found[reason] = found.GetValueOrDefault(reason) + 1;
            }
        }

        output.WriteLine($"{documents} documents, {clean} without error or warning; documents with a finding:");
        foreach ((string reason, int count) in found)
        {
            output.WriteLine($"{count,5} {reason}");
        }

        Assert.True(documents > 0, $"no *.ndjson of documents in the folder that {Variable} names");
    }

    private static (PolicyKind Kind, PolicyValidationOptions Options) PlaceOf(string kind) => kind switch
    {
        "identity" => (PolicyKind.Identity, PolicyValidationOptions.Default),
        "managed" => (PolicyKind.Identity, new PolicyValidationOptions { IdentityPolicyStorage = IdentityPolicyStorage.Managed }),
        "boundary" => (PolicyKind.PermissionsBoundary, PolicyValidationOptions.Default),
        "scp" => (PolicyKind.ServiceControl, PolicyValidationOptions.Default),
        "rcp" => (PolicyKind.ResourceControl, PolicyValidationOptions.Default),
        "vpce" => (PolicyKind.VpcEndpoint, PolicyValidationOptions.Default),
        "trust" => (PolicyKind.Resource, new PolicyValidationOptions { ResourcePolicyKind = ResourcePolicyKind.RoleTrust }),
        _ => (PolicyKind.Resource, PolicyValidationOptions.Default),
    };

    private static IEnumerable<(string Name, string Kind, string Text)> Documents(string folder)
    {
        foreach (string line in Directory.EnumerateFiles(folder, "*.ndjson").Order(StringComparer.Ordinal).SelectMany(File.ReadLines))
        {
            using JsonDocument entry = JsonDocument.Parse(line);
            JsonElement root = entry.RootElement;
            yield return (root.GetProperty("name").GetString()!, root.GetProperty("kind").GetString()!, root.GetProperty("text").GetString()!);
        }
    }

    private static void AssertRoundTrips(PolicyDocument document, string text)
    {
        Assert.Equal(text.Trim('\uFEFF', ' ', '\t', '\r', '\n'), document.ToJson());
        using JsonDocument original = JsonDocument.Parse(document.ToJson());
        using JsonDocument written = JsonDocument.Parse(document.ToCanonicalJson());
        Assert.True(JsonElement.DeepEquals(original.RootElement, written.RootElement), $"{document} is written as something else");
    }

    private static PolicySet Place(PolicyDocument document, string kind) => kind switch
    {
        "identity" or "managed" => new PolicySet { Identity = [document] },
        "boundary" => new PolicySet { PermissionsBoundary = document },
        "scp" => new PolicySet { ServiceControlPolicies = [[document]] },
        "rcp" => new PolicySet { ResourceControlPolicies = [[document]] },
        "vpce" => new PolicySet { VpcEndpoint = document },
        "trust" => new PolicySet { Resource = document, ResourcePolicyKind = ResourcePolicyKind.RoleTrust },
        _ => new PolicySet { Resource = document },
    };
}

using System.Text.Json;
using IamSim.Tests.Shared;

namespace IamSim.Conformance;

/// <summary>What is explained about other engines has to be held to here.</summary>
public sealed class ExplainedDifferencesTests
{
    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(RepositoryFolder.Of("benchmarks", "peers"), "*-differences.json").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_explained_difference_names_cases_rules_and_a_source(string file)
    {
        HashSet<string> cases = [.. ConformanceCases.Names().Select(static name => name[..^".json".Length])];
        HashSet<string> rules = [.. ConformanceCases.Rules().Select(static rule => rule.Id)];
        var names = new HashSet<string>(StringComparer.Ordinal);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(RepositoryFolder.Of("benchmarks", "peers", file)));
        foreach (JsonElement entry in document.RootElement.GetProperty("classes").EnumerateArray())
        {
            string name = entry.GetProperty("name").GetString()!;
            Assert.True(names.Add(name), $"{file}: the class '{name}' stands twice");
            Assert.False(string.IsNullOrWhiteSpace(entry.GetProperty("source").GetString()), $"{file}: the class '{name}' has no source");

            string[] named = [.. entry.GetProperty("cases").EnumerateArray().Select(static value => value.GetString()!)];
            Assert.NotEmpty(named);
            Assert.True(named.All(cases.Contains), $"{file}: the class '{name}' names cases that do not exist: {string.Join(", ", named.Where(value => !cases.Contains(value)))}");

            // Open questions are documented in docs/where-aws-is-silent.md, not in the rule lists.
            string[] unknown = [.. entry.GetProperty("rules").GetString()!.Split(", ").Where(rule => !rule.StartsWith("OQ-", StringComparison.Ordinal) && !rules.Contains(rule))];
            Assert.True(unknown.Length == 0, $"{file}: the class '{name}' names unknown rules: {string.Join(", ", unknown)}");
        }
    }
}

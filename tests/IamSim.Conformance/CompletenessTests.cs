using System.Text.Json;

namespace IamSim.Conformance;

public sealed class CompletenessTests
{
    private static readonly string[] Statuses = ["covered", "notDecisive", "notExpressible"];

    private static readonly string[] Families = ["GRAM", "PRIN", "VAR", "COND", "CTX", "EVAL", "ROOT", "SCP", "RCP", "VPCE", "XACC", "KMS", "STS", "S3", "IAM", "SVC"];

    [Fact]
    public void Every_rule_is_listed_once_with_a_status()
    {
        ConformanceRule[] rules = [.. ConformanceCases.Rules()];

        Assert.Equal(rules.Select(static rule => rule.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), rules.Select(static rule => rule.Id).Order(StringComparer.Ordinal));
        Assert.All(rules, static rule => Assert.Contains(rule.Status, Statuses));
        Assert.All(rules, static rule => Assert.Equal(rule.Status != "covered", !string.IsNullOrWhiteSpace(rule.Reason)));
        Assert.Equal(Families.Order(StringComparer.Ordinal), rules.Select(static rule => rule.Id[..rule.Id.LastIndexOf('-')]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_covered_rule_has_at_least_two_cases_with_different_answers()
    {
        ILookup<string, string> answersByRule = ConformanceCases.Names()
            .SelectMany(static name => ConformanceCases.RulesOf(name).Select(rule => (Rule: rule, Answer: ExpectationOf(name))))
            .ToLookup(static entry => entry.Rule, static entry => entry.Answer, StringComparer.Ordinal);

        string[] thin =
        [
            .. ConformanceCases.Rules()
                .Where(static rule => rule.Status == "covered")
                .Where(rule => answersByRule[rule.Id].Count() < 2 || answersByRule[rule.Id].Distinct(StringComparer.Ordinal).Count() < 2)
                .Select(static rule => rule.Id),
        ];

        Assert.True(thin.Length == 0, $"rules without two cases that answer differently: {string.Join(", ", thin)}");
    }

    [Fact]
    public void Every_case_names_known_rules_its_source_and_a_unique_id()
    {
        HashSet<string> known = [.. ConformanceCases.Rules().Select(static rule => rule.Id)];
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in ConformanceCases.Names())
        {
            using JsonDocument document = JsonDocument.Parse(ConformanceCases.TextOf(name));
            JsonElement root = document.RootElement;
            Assert.True(ids.Add(root.GetProperty("id").GetString()!), $"{name}: its id stands in another case too");
            Assert.False(string.IsNullOrWhiteSpace(root.GetProperty("source").GetString()), $"{name}: no AWS page");
            Assert.False(string.IsNullOrWhiteSpace(root.GetProperty("title").GetString()), $"{name}: no title");

            // Open questions (OQ) are documented in docs/where-aws-is-silent.md, not in the rule lists.
            string[] unknown = [.. ConformanceCases.RulesOf(name).Where(rule => !rule.StartsWith("OQ-", StringComparison.Ordinal) && !known.Contains(rule))];
            Assert.True(unknown.Length == 0, $"{name}: unknown rules {string.Join(", ", unknown)}");
        }
    }

    private static string ExpectationOf(string name)
    {
        using JsonDocument document = JsonDocument.Parse(ConformanceCases.TextOf(name));
        return document.RootElement.GetProperty("expect").GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
    }
}

using System.Text.Json.Nodes;

namespace IamSim.Benchmarks.Workloads;

/// <summary>W5-n: n managed policies on one principal, n up to 1,000 and then 5,058 statements; 2,000 requests.</summary>
internal static class ManyPolicies
{
    /// <summary>Requests.</summary>
    public const int Requests = 2_000;

    /// <summary>A workload of so many of the generated documents.</summary>
    public static Workload Create(int documents) => Create($"W5-{documents}", [.. GeneratedDocuments.Create().Take(documents)]);

    /// <summary>The same requests for other documents.</summary>
    public static Workload Create(string name, JsonObject[] documents)
    {
        var random = new Random(5);
        string[] mentioned = [.. documents.SelectMany(PolicyText.Actions).Distinct(StringComparer.OrdinalIgnoreCase)];
        var policies = new JsonObject { ["identity"] = new JsonArray([.. documents]) };
        return Workload.Create(name, PolicyText.Statements(policies), policies, Enumerable.Range(0, Requests).Select(i => Ask(random, mentioned, i)));
    }

    // Seven of ten ask for what some policy mentions.
    private static Question Ask(Random random, string[] mentioned, int index)
    {
        string action = random.Next(10) < 7 ? mentioned[random.Next(mentioned.Length)] : GeneratedActions.All[random.Next(GeneratedActions.Count)];
        string service = action[..action.IndexOf(':', StringComparison.Ordinal)];
        string resource = random.Next(10) == 0 ? "*" : GeneratedDocuments.Named(random, service);
        return GeneratedConditions.Apply(new Question(action, resource, null) { Principal = Caller }, index % 60);
    }

    private const string Caller = $$"""{ "arn": "arn:aws:iam::{{Question.Account}}:user/u17", "tags": { "team": "orders" } }""";
}

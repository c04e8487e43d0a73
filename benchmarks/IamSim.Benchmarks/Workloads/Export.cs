using System.Globalization;
using System.Text.Json.Nodes;
using IamSim.Benchmarks.Engines;

namespace IamSim.Benchmarks.Workloads;

/// <summary>Writes W1 to W5 as JSON for other engines: policies as a scenario states them, and requests with the answers that they must get.</summary>
internal static class Export
{
    // As many different callers of W4 as other engines can answer in reasonable time.
    private const int Principals = 10;

    public static int Run(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string name in new[] { "W1", "W2", "W3", "W5-10", "W5-100", "W5-1000" })
        {
            var workload = Workload.Named(name);
            Write(folder, name, [Case(workload, Engine.Load(workload, workload.Questions.Length).Expected())]);
        }

        var engine = GridEngine.Load(ManyPrincipals.Create());
        Write(folder, "W4", [.. Enumerable.Range(0, Principals).Select(principal => Case(engine, principal))]);
        return 0;
    }

    private static JsonObject Case(Workload workload, IEnumerable<DecisionKind> expected) => new()
    {
        ["policies"] = workload.Policies.DeepClone(),
        ["requests"] = new JsonArray([.. workload.Questions.Zip(expected, static (question, kind) => Request(JsonNode.Parse(question.Principal)!, question.Action, question.Resource, question.ToContext(), kind))]),
    };

    private static JsonObject Case(GridEngine engine, int principal) => new()
    {
        ["policies"] = new JsonObject { ["identity"] = new JsonArray([.. engine.TextsOf(principal).Select(static text => JsonNode.Parse(text))]) },
        ["requests"] = new JsonArray([.. engine.AnswersOf(principal).Select(static answer =>
            Request(new JsonObject { ["arn"] = answer.Request.Principal.Text }, answer.Request.Action, answer.Request.Resource, ManyPrincipals.Shared.ToContext(), answer.Kind))]),
    };

    private static JsonObject Request(JsonNode principal, string action, string resource, JsonObject context, DecisionKind expected) => new JsonObject
    {
        ["principal"] = principal,
        ["action"] = action,
        ["resource"] = resource,
        ["resourceAccount"] = Question.Account,
        ["context"] = context,
        ["expected"] = expected.ToString(),
    };

    private static void Write(string folder, string name, JsonObject[] cases)
    {
        string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}.json"));
        File.WriteAllText(path, new JsonObject { ["name"] = name, ["now"] = Question.Now, ["organization"] = Question.Organization, ["cases"] = new JsonArray([.. cases]) }.ToJsonString());
    }
}

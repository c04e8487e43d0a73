using System.Text.Json.Nodes;

namespace IamSim.Benchmarks.Workloads;

/// <summary>A request and the answer it must get.</summary>
internal sealed record Question(string Action, string Resource, string Expected)
{
    public const string Account = "111122223333";

    public string Principal { get; init; } = $$"""{ "arn": "arn:aws:iam::{{Account}}:user/alice" }""";

    public (string Key, string Value)[] Context { get; init; } = [];

    public string ToScenario(string policies)
    {
        var context = new JsonObject();
        foreach ((string key, string value) in Context)
        {
            context[key] = value;
        }

        var scenario = new JsonObject
        {
            ["request"] = new JsonObject
            {
                ["principal"] = JsonNode.Parse(Principal),
                ["action"] = Action,
                ["resource"] = Resource,
                ["resourceAccount"] = Account,
                ["context"] = context,
            },
            ["policies"] = JsonNode.Parse(policies),
            ["organization"] = new JsonObject { ["id"] = "o-example1234", ["managementAccount"] = "777788889999" },
            ["now"] = "2026-11-26T09:00:00Z",
            ["expect"] = new JsonObject { ["decision"] = Expected },
        };
        return scenario.ToJsonString();
    }
}

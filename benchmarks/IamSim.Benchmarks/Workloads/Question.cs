using System.Text.Json.Nodes;

namespace IamSim.Benchmarks.Workloads;

/// <summary>A request and the answer it must get; <c>null</c> where only the naive interpreter can say.</summary>
internal sealed record Question(string Action, string Resource, string? Expected)
{
    public const string Account = "111122223333";
    public const string Organization = "o-example1234";
    public const string Now = "2026-11-26T09:00:00Z";

    public string Principal { get; init; } = $$"""{ "arn": "arn:aws:iam::{{Account}}:user/alice" }""";

    public (string Key, string Value)[] Context { get; init; } = [];

    /// <summary>Context keys with several values.</summary>
    public (string Key, string[] Values)[] Lists { get; init; } = [];

    /// <summary>The context as a scenario states it.</summary>
    public JsonObject ToContext()
    {
        var context = new JsonObject();
        foreach ((string key, string value) in Context)
        {
            context[key] = value;
        }

        foreach ((string key, string[] values) in Lists)
        {
            context[key] = new JsonArray([.. values.Select(static value => JsonValue.Create(value))]);
        }

        return context;
    }

    /// <summary>The question as a scenario, with policies or, to be read for its request only, without.</summary>
    public string ToScenario(JsonObject? policies = null)
    {
        var scenario = new JsonObject
        {
            ["request"] = new JsonObject
            {
                ["principal"] = JsonNode.Parse(Principal),
                ["action"] = Action,
                ["resource"] = Resource,
                ["resourceAccount"] = Account,
                ["context"] = ToContext(),
            },
            ["policies"] = policies?.DeepClone() ?? new JsonObject(),
            ["organization"] = new JsonObject { ["id"] = Organization, ["managementAccount"] = "777788889999" },
            ["now"] = Now,
        };
        return scenario.ToJsonString();
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Reliability.Exchange;

/// <summary>Asks a scenario again with some members changed.</summary>
/// <remarks>A change is an object whose members replace those of the scenario, objects member by member; the entries of an array come behind those that are there. In its texts <c>{account}</c>, <c>{partition}</c>, <c>{name}</c> and <c>{resource}</c> stand for the caller's account, partition and name and the first resource, and the text <c>{resourcePolicy}</c> for the resource policy, in the form that policies of other kinds have.</remarks>
internal static class ScenarioChange
{
    /// <summary>The changed scenario; <c>null</c> when the text cannot be changed.</summary>
    public static SourceText? Apply(SourceText line, Scenario scenario, JsonElement change)
    {
        string text = change.GetRawText()
            .Replace("{account}", scenario.Request.Principal.AccountId ?? "", StringComparison.Ordinal)
            .Replace("{partition}", scenario.Request.Principal.Text.Split(':') is [_, var partition, ..] ? partition : "", StringComparison.Ordinal)
            .Replace("{name}", scenario.Request.Principal.Name, StringComparison.Ordinal)
            .Replace("{resource}", scenario.Request.Resources[0].Arn, StringComparison.Ordinal);
        try
        {
            JsonNode changed = JsonNode.Parse(line.Text)!;
            text = text.Replace("\"{resourcePolicy}\"", ResourcePolicyOf(changed), StringComparison.Ordinal);
            Merge(changed.AsObject(), JsonNode.Parse(text)!.AsObject());
            return new SourceText(changed.ToJsonString());
        }
        catch (Exception exception) when (exception is ArgumentException or JsonException)
        {
            // A name that stands twice, which is nothing that a change is for.
            return null;
        }
    }

    // A resource policy may leave out what it is attached to.
    private static string ResourcePolicyOf(JsonNode scenario)
    {
        JsonNode? policy = scenario["policies"]?["resource"]?.DeepClone();
        JsonObject[] statements = (policy as JsonObject)?["Statement"] switch
        {
            JsonArray list => [.. list.OfType<JsonObject>()],
            JsonObject one => [one],
            _ => [],
        };
        foreach (JsonObject statement in statements.Where(static one => !one.ContainsKey("Resource") && !one.ContainsKey("NotResource")))
        {
            statement["Resource"] = "*";
        }

        return policy?.ToJsonString() ?? "null";
    }

    private static void Merge(JsonObject target, JsonObject change)
    {
        foreach ((string name, JsonNode? value) in change)
        {
            if (value is JsonObject members && target[name] is JsonObject inner && members.Count > 0)
            {
                Merge(inner, members);
            }
            else if (value is JsonArray added && target[name] is { } present)
            {
                // Beside what is there: a Deny must not get lost.
                target[name] = new JsonArray([.. (present is JsonArray list ? list : [present.DeepClone()]).Concat(added).Select(static node => node?.DeepClone())]);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }
}

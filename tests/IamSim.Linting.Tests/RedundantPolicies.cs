using System.Text.Json.Nodes;
using IamSim.Policies;
using IamSim.Tests.Reference;

namespace IamSim.Linting.Tests;

/// <summary>Puts things into policies that the linter may find superfluous: wider patterns, repetitions, conditions that ask nothing.</summary>
internal static class RedundantPolicies
{
    private static readonly (string Operator, string Key, string[] Values)[] Conditions =
    [
        ("ForAllValues:StringLike", "aws:TagKeys", ["*"]), ("StringLikeIfExists", "aws:PrincipalTag/team", ["*"]), ("StringLikeIfExists", "aws:username", ["a", "**"]),
        ("NumericLessThan", "s3:max-keys", ["5", "100", "010"]), ("NumericGreaterThanEquals", "s3:max-keys", ["-1", "2.50", "7"]), ("NumericLessThanIfExists", "s3:max-keys", ["10", "9.5"]),
        ("DateLessThan", "aws:CurrentTime", ["1798761600"]), ("DateGreaterThanIfExists", "aws:CurrentTime", ["1768435200", "2026"]),
        ("NotIpAddress", "aws:SourceIp", ["203.0.113.77/24", "2001:db8::1/32"]), ("IpAddressIfExists", "aws:SourceIp", ["10.1.2.3/8", "::ffff:203.0.113.9/120"]),
    ];

    /// <summary>Keys of conditions that are superfluous only because the keys have one value.</summary>
    public static IReadOnlyList<string> SingleValuedKeys { get; } = ["aws:PrincipalTag/team", "aws:username"];

    public static PolicyDocument AddSurplus(PolicyDocument document, Dice dice)
    {
        JsonObject root = JsonNode.Parse(document.ToJson())!.AsObject();
        List<JsonObject> statements = [.. (root["Statement"] is JsonArray array ? array : [root["Statement"]!.DeepClone()]).Select(static statement => statement!.DeepClone().AsObject())];
        foreach (JsonObject statement in statements)
        {
            AddSurplus(statement, dice);
        }

        if (dice.Chance(40))
        {
            JsonObject repeated = Shuffled(dice.Pick(statements), dice);
            statements.Insert(dice.Below(statements.Count + 1), repeated);
        }

        root["Statement"] = new JsonArray([.. statements]);
        return PolicyDocument.Parse(root.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = dice.Chance(50) }));
    }

    private static void AddSurplus(JsonObject statement, Dice dice)
    {
        foreach (string name in new[] { "Action", "NotAction", "Resource", "NotResource" })
        {
            if (statement[name] is { } element && dice.Chance(60))
            {
                bool isAction = name.EndsWith("Action", StringComparison.Ordinal);
                List<JsonNode?> entries = [.. element is JsonArray array ? array.Select(static entry => entry?.DeepClone()) : [element.DeepClone()]];
                for (int i = dice.Below(3); i >= 0; i--)
                {
                    string seed = dice.Pick(entries)?.GetValue<string>() ?? "*";
                    entries.Insert(dice.Below(entries.Count + 1), isAction ? WiderAction(seed, dice) : WiderResource(seed, dice));
                }

                statement[name] = new JsonArray([.. entries]);
            }
        }

        if (dice.Chance(35))
        {
            (string name, string key, string[] values) = dice.Pick(Conditions);
            JsonObject condition = statement["Condition"] as JsonObject ?? [];
            statement["Condition"] = condition;
            if (condition[name] is null)
            {
                condition[name] = new JsonObject { [key] = values.Length == 1 && dice.Chance(50) ? values[0] : new JsonArray([.. values.Select(static value => (JsonNode)value)]) };
            }
        }

        if (statement["Sid"] is null && dice.Chance(25))
        {
            statement.Insert(dice.Below(statement.Count + 1), "Sid", "");
        }
    }

    private static string WiderAction(string seed, Dice dice)
    {
        int colon = seed.IndexOf(':', StringComparison.Ordinal);
        string name = seed[(colon + 1)..];
        return dice.Below(6) switch
        {
            0 => seed,
            1 => seed.ToUpperInvariant(),
            2 when colon > 0 => $"{seed[..colon]}:*",
            3 => "*",
            4 when colon > 0 && name.Length > 0 => $"{seed[..colon]}:{name[..dice.Below(name.Length)]}*",
            _ when colon > 0 && name.Length > 1 => $"{seed[..colon]}:*{name[dice.Below(name.Length)..]}",
            _ => seed,
        };
    }

    private static string WiderResource(string seed, Dice dice)
    {
        string[] parts = seed.Split(':', 6);
        if (parts.Length < 6)
        {
            return dice.Chance(50) ? seed : "*";
        }

        int last = parts[5].Length;
        return dice.Below(7) switch
        {
            0 => seed,
            1 => "*",
            2 => string.Join(':', [.. parts[..5], "*"]),
            3 => string.Join(':', [.. parts[..3], parts[3].Length == 0 ? "" : "*", parts[4].Length == 0 ? "" : "*", parts[5]]),
            4 => string.Join(':', [.. parts[..5], parts[5][..dice.Below(last + 1)] + "*"]),
            5 => string.Join(':', [.. parts[..5], parts[5][..(last / 2)] + "*" + parts[5][(last / 2)..]]),
            _ => string.Join(':', [.. parts[..3], parts[3].Length > 2 ? parts[3][..2] + "*" : parts[3], parts[4], parts[5] + "*"]),
        };
    }

    // The same in another order.
    private static JsonObject Shuffled(JsonObject statement, Dice dice)
    {
        var copy = new JsonObject();
        foreach ((string name, JsonNode? value) in statement.OrderBy(_ => dice.Below(100)).ToList())
        {
            copy[name] = value is JsonArray array ? new JsonArray([.. array.OrderBy(_ => dice.Below(100)).Select(static entry => entry?.DeepClone())]) : value?.DeepClone();
        }

        copy.Remove("Sid");
        return copy;
    }
}

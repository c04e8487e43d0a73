using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Terraform;

/// <summary>
/// Puts together the document of a data source aws_iam_policy_document that is read while it is deployed: the plan has its statements, of
/// which some values are unknown. See the page of the data source in the Terraform Registry.
/// </summary>
internal static class TerraformPolicyDocument
{
    private static readonly string[] Others = ["source_json", "override_json", "source_policy_documents", "override_policy_documents"];

    /// <summary>The document; <c>null</c> when other documents go into it, or its statements are not known.</summary>
    public static DeployedValue? Of(TerraformResource source, TerraformValues values)
    {
        if (source.Values.Get("statement") is not { Kind: DeployedKind.List } statements || Others.Any(other => source.Values.Get(other) is { } document && document.Flatten().Any()))
        {
            return null;
        }

        JsonNode[] blocks = [.. values.References.Expressions(source)?.GetItems("statement") ?? []];
        IEnumerable<DeployedValue> read = statements.Items.Select((statement, i) => Statement(statement!, source, values, blocks.Length == statements.Items.Length ? blocks[i] : null));
        return DeployedValue.OfMap(statements.Origin,
        [
            KeyValuePair.Create("Version", Text(statements.Origin, source.KnownText("version") ?? "2012-10-17")),
            KeyValuePair.Create("Statement", DeployedValue.OfList(statements.Origin, read)),
        ]);
    }

    private static DeployedValue Statement(DeployedValue block, TerraformResource source, TerraformValues values, JsonNode? expressions)
    {
        if (block.Kind != DeployedKind.Map)
        {
            return block;
        }

        var members = new List<KeyValuePair<string, DeployedValue>>();
        Add(members, "Sid", block.Get("sid"));
        Add(members, "Effect", block.Get("effect") ?? Text(block.Origin, "Allow"));
        Add(members, "Principal", Principals(block, "principals", source, values, expressions));
        Add(members, "NotPrincipal", Principals(block, "not_principals", source, values, expressions));
        Add(members, "Action", List(block.Get("actions")));
        Add(members, "NotAction", List(block.Get("not_actions")));
        Add(members, "Resource", List(block.Get("resources")));
        Add(members, "NotResource", List(block.Get("not_resources")));
        Add(members, "Condition", Conditions(block));
        return DeployedValue.OfMap(block.Origin, members);
    }

    private static DeployedValue? Principals(DeployedValue block, string name, TerraformResource source, TerraformValues values, JsonNode? expressions)
    {
        DeployedValue[] principals = [.. block.GetItems(name)];
        JsonNode[] written = [.. expressions?.GetItems(name) ?? []];
        var byType = new Dictionary<string, List<DeployedValue>>(StringComparer.Ordinal);
        for (int i = 0; i < principals.Length; i++)
        {
            DeployedValue principal = principals[i];
            if (principal.Kind != DeployedKind.Map || principal.GetText("type") is not { } type || OpenText.IsOpen(type))
            {
                return principal.IsOpen ? DeployedValue.OfText(block.Origin, OpenText.Of(OpenText.Symbols(principal.Text).FirstOrDefault() ?? values.Scope.Symbol($"{source.Address}.{name}"))) : null;
            }

            DeployedValue? identifiers = Followed(principal.Get("identifiers"), source, values, written.Length == principals.Length ? written[i] : null);
            if (type == "*")
            {
                return Text(principal.Origin, "*");
            }

            if (!byType.TryGetValue(type, out List<DeployedValue>? ofType))
            {
                byType.Add(type, ofType = []);
            }

            ofType.AddRange(List(identifiers)?.Items.OfType<DeployedValue>() ?? []);
        }

        return byType.Count == 0 ? null : DeployedValue.OfMap(block.Origin, byType.Select(pair => KeyValuePair.Create(pair.Key, DeployedValue.OfList(block.Origin, pair.Value))));
    }

    // A single principal that is not known, of an expression that refers to the ARN of one resource, is that.
    private static DeployedValue? Followed(DeployedValue? identifiers, TerraformResource source, TerraformValues values, JsonNode? expressions)
    {
        if (identifiers is { Kind: DeployedKind.List, IsOpen: true, Items.Length: 1 } && expressions is { } written && written.TryGetObject("identifiers", out JsonNode expression)
            && values.References.Of(expression, source) is [{ Resource: not null, Attribute: "arn" } target] && values.TextOf(target, "arn") is { } arn)
        {
            return Text(identifiers.Origin, arn);
        }

        return identifiers;
    }

    private static DeployedValue? Conditions(DeployedValue block)
    {
        var tests = new List<(string Operator, DeployedValue Condition)>();
        foreach (DeployedValue condition in block.GetItems("condition"))
        {
            tests.Add((condition.Kind == DeployedKind.Map && condition.GetText("test") is { } test ? test : OpenText.Of("condition"), condition));
        }

        return tests.Count == 0 ? null : DeployedValue.OfMap(block.Origin, tests.GroupBy(static test => test.Operator, StringComparer.Ordinal).Select(group => KeyValuePair.Create(
            group.Key,
            DeployedValue.OfMap(block.Origin, group.GroupBy(static test => test.Condition.GetText("variable") ?? "", StringComparer.Ordinal).Select(static keyed => KeyValuePair.Create(
                keyed.Key,
                DeployedValue.OfList(keyed.First().Condition.Origin, keyed.SelectMany(static test => List(test.Condition.Get("values"))?.Items.OfType<DeployedValue>() ?? []))))))));
    }

    private static void Add(List<KeyValuePair<string, DeployedValue>> members, string name, DeployedValue? value)
    {
        if (value is not null && value is not { Kind: DeployedKind.List, Items.Length: 0 } and not { Kind: DeployedKind.Text, Text.Length: 0 })
        {
            members.Add(KeyValuePair.Create(name, value));
        }
    }

    private static DeployedValue? List(DeployedValue? value) => value is null ? null : DeployedValue.OfList(value.Origin, value.Flatten().Select(Variables));

    // The data source writes policy variables with &{…}, for ${…} is Terraform's own.
    private static DeployedValue Variables(DeployedValue value) =>
        value.Kind == DeployedKind.Text && value.Text.Contains("&{", StringComparison.Ordinal) ? Text(value.Origin, value.Text.Replace("&{", "${", StringComparison.Ordinal)) : value;

    private static DeployedValue Text(JsonNode origin, string text) => DeployedValue.OfText(origin, text);
}

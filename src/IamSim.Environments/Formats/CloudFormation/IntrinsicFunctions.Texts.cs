using System.Globalization;
using System.Text;
using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.CloudFormation;

/// <content>The functions that put texts together.</content>
internal sealed partial class IntrinsicFunctions
{
    private DeployedValue ResolveText(JsonNode node)
    {
        const string Dynamic = "{{resolve:";
        string text = OpenText.Plain(node.Text);
        if (!text.Contains(Dynamic, StringComparison.Ordinal))
        {
            return DeployedValue.OfText(node, text, template.IsJson);
        }

        // Dynamic references are looked up while the stack is deployed.
        var resolved = new StringBuilder();
        int from = 0;
        while (text.IndexOf(Dynamic, from, StringComparison.Ordinal) is var start and >= 0 && text.IndexOf("}}", start, StringComparison.Ordinal) is var end and > 0)
        {
            resolved.Append(text, from, start - from).Append(Open(node, text[(start + 2)..end], $"{JsonNode.Quote(text[start..(end + 2)])} is only looked up when it is deployed").Text);
            from = end + 2;
        }

        return DeployedValue.OfText(node, resolved.Append(text, from, text.Length - from).ToString());
    }

    private DeployedValue Sub(JsonNode call, JsonNode node)
    {
        JsonNode text = call;
        JsonNode values = default;
        bool hasValues = false;
        if (call.Kind == JsonKind.Array && call.ToList() is [var first, ..] arguments)
        {
            text = first;
            hasValues = arguments.Count == 2 && arguments[1].Kind == JsonKind.Object;
            values = hasValues ? arguments[1] : default;
        }

        if (text.Kind != JsonKind.String)
        {
            return Wrong(node, $"Fn::Sub of {text.Describe()}", "expected a text, or a text with an object of values");
        }

        string pattern = ResolveText(text).Text;
        var result = new StringBuilder();
        int from = 0;
        while (pattern.IndexOf("${", from, StringComparison.Ordinal) is var start and >= 0 && pattern.IndexOf('}', start) is var end and > 0 && result.Length <= MaximumLength)
        {
            result.Append(pattern, from, start - from);
            string name = pattern[(start + 2)..end].Trim();
            JsonNode value = default;
            // ${!aws:username} is ${aws:username} once deployed: that is how templates write policy variables.
            result.Append(name.StartsWith('!') ? $"${{{name[1..]}}}"
                : hasValues && values.TryGetProperty(name, out value) ? TextOf(Resolve(value))
                : Named(name, text, node));
            from = end + 1;
        }

        return Short(node, result.Append(pattern, from, pattern.Length - from).ToString());
    }

    private string Named(string name, JsonNode at, JsonNode origin)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? Attribute(name[..dot], name[(dot + 1)..], at, origin).Text : TextOf(Ref(at, name, origin));
    }

    private DeployedValue Join(JsonNode call, JsonNode node)
    {
        if (call.Kind != JsonKind.Array || call.ToList() is not [var delimiter, var list])
        {
            return Wrong(node, $"Fn::Join of {call.Describe()}", "expected a delimiter and a list");
        }

        string between = TextOf(Resolve(delimiter));
        DeployedValue? items = Resolve(list);
        IEnumerable<string> texts = items is { Kind: DeployedKind.List } ? items.Items.Select(TextOf) : [TextOf(items)];
        return Short(node, string.Join(between, texts));
    }

    private DeployedValue Select(JsonNode call, JsonNode node)
    {
        if (call.Kind != JsonKind.Array || call.ToList() is not [var index, var list])
        {
            return Wrong(node, $"Fn::Select of {call.Describe()}", "expected an index and a list");
        }

        string at = TextOf(Resolve(index));
        DeployedValue? items = Resolve(list);
        if (OpenText.IsOpen(at) || items is not { Kind: DeployedKind.List })
        {
            return OpenResult(node, $"Select\n{at}", TextOf(items));
        }

        return int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < items.Items.Length
            ? items.Items[number]!
            : Wrong(node, string.Create(CultureInfo.InvariantCulture, $"Fn::Select of item {JsonNode.Quote(at)} of {items.Items.Length}"), "items are counted from 0");
    }

    private DeployedValue Split(JsonNode call, JsonNode node)
    {
        if (call.Kind != JsonKind.Array || call.ToList() is not [var delimiter, var text] || TextOf(Resolve(delimiter)) is not { Length: > 0 } between)
        {
            return Wrong(node, $"Fn::Split of {call.Describe()}", "expected a delimiter and a text");
        }

        string whole = TextOf(Resolve(text));
        // Nobody knows how many parts an open piece has.
        return OpenText.IsOpen(whole) ? OpenResult(node, "Split", whole) : DeployedValue.OfList(node, whole.Split(between).Select(part => DeployedValue.OfText(node, part)));
    }

    private DeployedValue? If(JsonNode call, JsonNode node)
    {
        if (call.Kind != JsonKind.Array || call.ToList() is not [var condition, var whenTrue, var whenFalse])
        {
            return Wrong(node, $"Fn::If of {call.Describe()}", "expected a condition and two values");
        }

        switch (template.Conditions.Holds(condition.Text, condition))
        {
            case true:
                return Resolve(whenTrue);
            case false:
                return Resolve(whenFalse);
            default:
                (DeployedValue? one, DeployedValue? other) = (Resolve(whenTrue), Resolve(whenFalse));
                return one is null && other is null ? null : DeployedValue.OfChoice(node, template.Conditions.Symbol(condition.Text), one, other);
        }
    }

    private DeployedValue? FindInMap(JsonNode call, JsonNode node)
    {
        if (call.Kind != JsonKind.Array || call.ToList() is not [var map, var top, var second, ..] arguments)
        {
            return Wrong(node, $"Fn::FindInMap of {call.Describe()}", "expected a mapping and two keys");
        }

        string[] keys = [TextOf(Resolve(map)), TextOf(Resolve(top)), TextOf(Resolve(second))];
        if (Array.Exists(keys, OpenText.IsOpen))
        {
            return OpenResult(node, "FindInMap", string.Join('\n', keys));
        }

        if (template.TryGet("Mappings", keys[0], out JsonNode found) && found.TryGetObject(keys[1], out JsonNode row) && row.TryGetMember(keys[2], out JsonNode value))
        {
            return Resolve(value)?.MovedTo(node);
        }

        if (arguments.Count > 3 && arguments[3].TryGetMember("DefaultValue", out JsonNode otherwise))
        {
            return Resolve(otherwise);
        }

        return Wrong(node, $"the mapping {JsonNode.Quote(keys[0])} has no {JsonNode.Quote($"{keys[1]}.{keys[2]}")}", "expected keys of the Mappings of the template");
    }

    private DeployedValue ImportValue(JsonNode call, JsonNode node)
    {
        string name = TextOf(Resolve(call));
        return Scope.Builder.Options.Parameters.TryGetValue(name, out string? given)
            ? DeployedValue.OfText(node, OpenText.Plain(given))
            : Open(node, $"ImportValue.{OpenText.Show(name)}", $"{JsonNode.Quote(OpenText.Show(name))} is exported by another stack", "give its value as a parameter of that name");
    }

    private DeployedValue Base64(JsonNode call, JsonNode node)
    {
        string text = TextOf(Resolve(call));
        return OpenText.IsOpen(text) ? OpenResult(node, "Base64", text) : Short(node, Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
    }

    private DeployedValue ToJsonString(JsonNode call, JsonNode node) => Resolve(call) is { } value ? Short(node, PlacedJson.Write(Flat(value).MovedTo(node), out _)) : DeployedValue.OfText(node, "{}");

    // A text has one form.
    private DeployedValue Flat(DeployedValue value) => value.Kind switch
    {
        DeployedKind.Choice => DeployedValue.OfText(value.Origin, TextOf(value)),
        DeployedKind.List => DeployedValue.OfList(value.Origin, value.Items.Select(item => Flat(item!))),
        DeployedKind.Map => DeployedValue.OfMap(value.Origin, value.Members.Select(member => KeyValuePair.Create(member.Key, Flat(member.Value)))),
        _ => value,
    };

    private DeployedValue Short(JsonNode node, string text) => text.Length <= MaximumLength ? DeployedValue.OfText(node, text) : Open(node, "TooLong", "the text grows too long");
}

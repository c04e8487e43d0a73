using System.Globalization;
using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>Resolves the values of a template. See the CloudFormation User Guide, "Intrinsic function reference".</summary>
internal sealed partial class IntrinsicFunctions(Template template)
{
    // References lead from value to value; what a page of template can grow into is bounded in depth, steps and length.
    private const int MaximumDepth = 150;
    private const int MaximumSteps = 2_000_000;
    private const int MaximumLength = 200_000;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private int _depth;
    private int _steps;

    private DeploymentScope Scope => template.Scope;

    /// <summary>Resolves a value. <c>null</c> for one that AWS::NoValue removes.</summary>
    public DeployedValue? Resolve(JsonNode node)
    {
        if (_depth >= MaximumDepth || _steps >= MaximumSteps)
        {
            return Open(node, "TooDeep", "expressions are nested too deep, or lead back to themselves");
        }

        _depth++;
        _steps++;
        DeployedValue? value = node.Kind switch
        {
            JsonKind.Object when FunctionOf(node) is { } call => Call(node, call)?.Computed(),
            JsonKind.Object => ResolveMembers(node),
            JsonKind.Array => ResolveItems(node),
            JsonKind.String => ResolveText(node),
            JsonKind.Null => DeployedValue.OfLiteral(node, "null", template.IsJson),
            _ => DeployedValue.OfLiteral(node, node.Text, template.IsJson),
        };
        _depth--;
        return value;
    }

    /// <summary>A value as a text, with its open pieces.</summary>
    public string TextOf(DeployedValue? value) => value switch
    {
        null => "",
        { Kind: DeployedKind.Text or DeployedKind.Literal } => value.Text,
        // The same choice between the same texts is the same text.
        { Kind: DeployedKind.Choice } => OpenText.Of(Numbered(value.Text, $"{TextOf(value.Items[0])}\n{TextOf(value.Items[1])}")),
        _ => Wrong(value.Origin, $"{(value.Kind == DeployedKind.List ? "a list" : "an object")} stands where a text is expected").Text,
    };

    /// <summary>Something open, told at its place.</summary>
    private DeployedValue Open(JsonNode at, string local, string message, string? help = null)
    {
        string symbol = Scope.Symbol(local);
        Scope.TellOpen(at, symbol, message, help);
        return DeployedValue.OfText(at, OpenText.Of(symbol));
    }

    /// <summary>An expression that CloudFormation would refuse: open as well, for nobody knows what was meant.</summary>
    private DeployedValue Wrong(JsonNode at, string message, string? help = null)
    {
        Scope.Builder.Findings.Add(EnvironmentDiagnostics.WrongExpression, at, message, help);
        return DeployedValue.OfText(at, OpenText.Of(Numbered(Scope.Symbol("Wrong"), message)));
    }

    /// <summary>What a function makes of something open: open, and the same for the same.</summary>
    private DeployedValue OpenResult(JsonNode at, string function, string input) =>
        DeployedValue.OfText(at, OpenText.Of(Numbered(OpenText.Symbols(input).FirstOrDefault() ?? Scope.Symbol(function), $"{function}\n{input}")));

    private string Numbered(string symbol, string input)
    {
        string key = $"{symbol}\n{input}";
        if (!_numbers.TryGetValue(key, out int number))
        {
            _numbers.Add(key, number = _numbers.Count + 1);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{symbol}[{number}]");
    }

    private static JsonNode? FunctionOf(JsonNode node)
    {
        JsonNode? only = null;
        foreach (JsonNode member in node)
        {
            if (only is not null)
            {
                return null;
            }

            only = member;
        }

        return only is { } call && (call.Name == "Ref" || call.Name!.StartsWith("Fn::", StringComparison.Ordinal)) ? call : null;
    }

    private DeployedValue ResolveMembers(JsonNode node)
    {
        var members = new List<KeyValuePair<string, DeployedValue>>();
        foreach (JsonNode member in node)
        {
            if (Resolve(member) is { } value)
            {
                members.Add(KeyValuePair.Create(OpenText.Plain(member.Name!), value));
            }
        }

        return DeployedValue.OfMap(node, members, template.IsJson && members.Count == node.CountChildren());
    }

    private DeployedValue ResolveItems(JsonNode node)
    {
        List<DeployedValue> items = [.. node.ToList().Select(Resolve).OfType<DeployedValue>()];
        return DeployedValue.OfList(node, items, template.IsJson && items.Count == node.CountChildren());
    }

    private DeployedValue? Call(JsonNode node, JsonNode call) => call.Name switch
    {
        "Ref" => Ref(call, call.Text, node),
        "Fn::GetAtt" => GetAtt(call, node),
        "Fn::Sub" => Sub(call, node),
        "Fn::Join" => Join(call, node),
        "Fn::Select" => Select(call, node),
        "Fn::Split" => Split(call, node),
        "Fn::If" => If(call, node),
        "Fn::FindInMap" => FindInMap(call, node),
        "Fn::ImportValue" => ImportValue(call, node),
        "Fn::Base64" => Base64(call, node),
        "Fn::ToJsonString" => ToJsonString(call, node),
        _ => Open(node, call.Name![4..], $"{JsonNode.Quote(call.Name)} is only known when it is deployed"),
    };

    private DeployedValue? Ref(JsonNode at, string name, JsonNode origin)
    {
        if (name.StartsWith("AWS::", StringComparison.Ordinal))
        {
            return Pseudo(name, origin);
        }

        if (template.TryGet("Parameters", name, out JsonNode parameter))
        {
            return Parameter(name, parameter, origin);
        }

        if (template.TryGetResource(name, out TemplateResource? resource))
        {
            return DeployedValue.OfText(origin, template.Names.Ref(resource!));
        }

        return Wrong(at, $"nothing of the template is called {JsonNode.Quote(name)}", "expected the name of a parameter or resource, or a pseudo parameter such as AWS::AccountId");
    }

    private DeployedValue? Pseudo(string name, JsonNode origin)
    {
        if (Scope.Builder.Options.Parameters.TryGetValue(name, out string? given))
        {
            return DeployedValue.OfText(origin, OpenText.Plain(given));
        }

        return name switch
        {
            "AWS::NoValue" => null,
            "AWS::AccountId" => DeployedValue.OfText(origin, Scope.AccountId),
            "AWS::Region" => DeployedValue.OfText(origin, Scope.Region),
            "AWS::Partition" => DeployedValue.OfText(origin, Scope.Partition),
            "AWS::URLSuffix" => DeployedValue.OfText(origin, Scope.Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"),
            "AWS::NotificationARNs" => DeployedValue.OfList(origin, []),
            "AWS::StackName" or "AWS::StackId" => Open(origin, name[5..], $"{name} is only known when it is deployed", $"give it as the parameter {name}"),
            _ => Wrong(origin, $"there is no pseudo parameter {JsonNode.Quote(name)}"),
        };
    }

    private DeployedValue Parameter(string name, JsonNode parameter, JsonNode origin)
    {
        string type = parameter.GetText("Type") ?? "String";
        bool isStored = type.StartsWith("AWS::SSM::Parameter::Value", StringComparison.Ordinal);
        string? value = Scope.Builder.Options.Parameters.GetValueOrDefault(name) ?? (isStored ? null : DefaultOf(parameter));
        if (value is null)
        {
            return Open(origin, name, $"the parameter {JsonNode.Quote(name)} has no {(isStored ? "value here, for it is stored in Systems Manager" : "default")}", $"give its value as the parameter {name}");
        }

        value = OpenText.Plain(value);
        return type == "CommaDelimitedList" || type.Contains("List<", StringComparison.Ordinal)
            ? DeployedValue.OfList(origin, value.Split(',', StringSplitOptions.TrimEntries).Select(item => DeployedValue.OfText(origin, item)))
            : DeployedValue.OfText(origin, value);
    }

    // The empty text is a default as any other.
    private static string? DefaultOf(JsonNode parameter) => parameter.TryGetMember("Default", out JsonNode value) && value.IsScalarText ? value.Text : null;

    private DeployedValue GetAtt(JsonNode call, JsonNode node)
    {
        (string? id, string? attribute) = (null, null);
        if (call.Kind == JsonKind.Array && call.ToList() is [var first, var second])
        {
            (id, attribute) = (TextOf(Resolve(first)), TextOf(Resolve(second)));
        }
        else if (call.Kind == JsonKind.String && call.Text.IndexOf('.', StringComparison.Ordinal) is var dot and > 0)
        {
            (id, attribute) = (call.Text[..dot], call.Text[(dot + 1)..]);
        }

        return id is null || attribute is null ? Wrong(node, $"Fn::GetAtt of {call.Describe()}", "expected a resource and an attribute: [\"Role\", \"Arn\"]") : Attribute(id, attribute, call, node);
    }

    private DeployedValue Attribute(string id, string attribute, JsonNode at, JsonNode origin)
    {
        if (!template.TryGetResource(id, out TemplateResource? resource))
        {
            return Wrong(at, $"the template has no resource {JsonNode.Quote(OpenText.Show(id))}", "expected the logical id of a resource");
        }

        return template.Names.Attribute(resource!, attribute) is { } known
            ? DeployedValue.OfText(origin, known)
            : Open(origin, $"{id}.{OpenText.Show(attribute)}", $"{OpenText.Show(attribute)} of {JsonNode.Quote(id)} is only known when it is deployed");
    }
}

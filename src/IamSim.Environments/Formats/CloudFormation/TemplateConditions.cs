using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>Which conditions of a template hold; <c>null</c> where that depends on what is not given.</summary>
internal sealed class TemplateConditions(Template template)
{
    private const int MaximumDepth = 100;

    private readonly Dictionary<string, bool?> _known = new(StringComparer.Ordinal);
    private int _depth;

    /// <summary>The symbol of a condition.</summary>
    public string Symbol(string name) => template.Scope.Symbol($"Conditions.{name}");

    /// <summary>Whether a condition holds.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="at">Who asks.</param>
    public bool? Holds(string name, JsonNode at)
    {
        if (_known.TryGetValue(name, out bool? known))
        {
            return known;
        }

        // A condition that needs itself holds as little as it does not.
        _known.Add(name, null);
        if (!template.TryGet("Conditions", name, out JsonNode condition))
        {
            template.Scope.Builder.Findings.Add(EnvironmentDiagnostics.WrongExpression, at, $"the template has no condition {JsonNode.Quote(name)}", "expected a name of its Conditions");
            return null;
        }

        return _known[name] = Evaluate(condition);
    }

    private bool? Evaluate(JsonNode node)
    {
        List<JsonNode> members = node.Kind == JsonKind.Object ? node.ToList() : [];
        if (members.Count != 1 || _depth >= MaximumDepth)
        {
            return Wrong(node);
        }

        _depth++;
        JsonNode call = members[0];
        List<JsonNode> arguments = call.Kind == JsonKind.Array ? call.ToList() : [];
        bool? result = call.Name switch
        {
            "Condition" => Holds(call.Text, call),
            "Fn::Equals" when arguments.Count == 2 => AreEqual(template.Functions.Resolve(arguments[0]), template.Functions.Resolve(arguments[1])),
            "Fn::Not" when arguments.Count == 1 => !Evaluate(arguments[0]),
            "Fn::And" => Combine(arguments, decides: false),
            "Fn::Or" => Combine(arguments, decides: true),
            _ => Wrong(node),
        };
        _depth--;
        return result;
    }

    private bool? Combine(List<JsonNode> arguments, bool decides)
    {
        bool? result = !decides;
        foreach (JsonNode argument in arguments)
        {
            bool? one = Evaluate(argument);
            if (one == decides)
            {
                return decides;
            }

            result = one is null ? null : result;
        }

        return result;
    }

    private bool? AreEqual(DeployedValue? left, DeployedValue? right)
    {
        string first = left is null ? "" : template.Functions.TextOf(left);
        string second = right is null ? "" : template.Functions.TextOf(right);
        return string.Equals(first, second, StringComparison.Ordinal) ? true : OpenText.IsOpen(first) || OpenText.IsOpen(second) ? null : false;
    }

    private bool? Wrong(JsonNode node)
    {
        template.Scope.Builder.Findings.Add(EnvironmentDiagnostics.WrongExpression, node, $"{node.Describe()} is no condition", "expected one of Fn::Equals with two values, Fn::And, Fn::Or, Fn::Not and Condition");
        return null;
    }
}

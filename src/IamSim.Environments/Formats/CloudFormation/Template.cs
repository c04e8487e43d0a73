using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>A template: its sections by name, and what resolves its expressions.</summary>
internal sealed class Template
{
    private readonly JsonNode _root;
    private readonly Dictionary<string, TemplateResource> _resources = new(StringComparer.Ordinal);

    public Template(in EnvironmentDocument document, DeploymentScope scope, bool isJson)
    {
        _root = document.Root;
        Scope = scope;
        IsJson = isJson;
        Conditions = new TemplateConditions(this);
        Names = new TemplateNames(this);
        Functions = new IntrinsicFunctions(this);
        ReadResources();
    }

    public DeploymentScope Scope { get; }

    /// <summary>Whether it is written in JSON, so that a policy without functions can be read as it stands.</summary>
    public bool IsJson { get; }

    public TemplateConditions Conditions { get; }

    public TemplateNames Names { get; }

    public IntrinsicFunctions Functions { get; }

    /// <summary>The resources that are deployed, or may be, in the order of the template.</summary>
    public List<TemplateResource> Resources { get; } = [];

    public bool TryGetResource(string logicalId, out TemplateResource? resource) => _resources.TryGetValue(logicalId, out resource);

    /// <summary>An entry of a section, such as a parameter.</summary>
    public bool TryGet(string section, string name, out JsonNode entry)
    {
        entry = default;
        return _root.TryGetObject(section, out JsonNode entries) && entries.TryGetProperty(name, out entry);
    }

    /// <summary>Leaves out the resources whose conditions do not hold.</summary>
    public void ApplyConditions()
    {
        foreach (TemplateResource resource in _resources.Values)
        {
            if (!resource.Node.TryGetMember("Condition", out JsonNode condition) || Conditions.Holds(condition.Text, condition) is not { } known)
            {
                AddIfUnknown(resource);
                continue;
            }

            if (known)
            {
                Resources.Add(resource);
            }
        }
    }

    private void AddIfUnknown(TemplateResource resource)
    {
        Resources.Add(resource);
        if (resource.Node.TryGetMember("Condition", out JsonNode condition))
        {
            resource.Condition = Conditions.Symbol(condition.Text);
            Scope.Builder.Findings.Add(
                EnvironmentDiagnostics.UnknownCondition, condition, $"whether {JsonNode.Quote(resource.LogicalId)} is deployed depends on the condition {JsonNode.Quote(condition.Text)}, which is not known", "give the parameters that it compares; until then it counts as deployed, and answers that a user, a role or a policy of it allows depend");
        }
    }

    private void ReadResources()
    {
        foreach (JsonNode node in _root.TryGetObject("Resources", out JsonNode resources) ? resources.ToList() : [])
        {
            if (node.Name!.StartsWith("Fn::", StringComparison.Ordinal))
            {
                Scope.Builder.Findings.Add(EnvironmentDiagnostics.HiddenResources, node, $"{JsonNode.Quote(node.Name)} makes resources when it is deployed", "load the processed template: 'aws cloudformation get-template --template-stage Processed'");
            }
            else if (node.GetText("Type") is { } type)
            {
                _resources.TryAdd(node.Name, new TemplateResource(this, node.Name, type, node));
            }
            else
            {
                Scope.Builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, node, $"the resource {JsonNode.Quote(node.Name)} has no type", "expected \"Type\": \"AWS::…\"");
            }
        }
    }
}

using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>Reads the resources of a template: first what has policies and names, then what is attached to it.</summary>
internal sealed class TemplateReader
{
    private readonly Template _template;
    private readonly LambdaPermissions _permissions;
    private readonly Dictionary<string, Action<TemplateResource>> _first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action<TemplateResource>> _second = new(StringComparer.Ordinal);

    public TemplateReader(Template template)
    {
        _template = template;
        var policies = new DeployedPolicies(template.Scope);
        _permissions = new LambdaPermissions(template.Scope, policies);
        new IamTemplateResources(template, policies).AddTo(_first, _second);
        new ServiceTemplateResources(template, policies, _permissions).AddTo(_first, _second);
        new OrganizationTemplateResources(template, policies).AddTo(_first, _second);
    }

    public void Read()
    {
        foreach (TemplateResource resource in _template.Resources)
        {
            if (_first.TryGetValue(resource.Type, out Action<TemplateResource>? read))
            {
                _template.Names.Tell(resource);
                read(resource);
            }
            else if (resource.Type == "AWS::CloudFormation::Stack")
            {
                _template.Scope.Builder.Findings.Add(EnvironmentDiagnostics.HiddenResources, resource.Node, $"the resources of the nested stack {Json.JsonNode.Quote(resource.LogicalId)} do not stand here", "load its template as well");
            }
        }

        foreach (TemplateResource resource in _template.Resources)
        {
            if (_second.TryGetValue(resource.Type, out Action<TemplateResource>? attach))
            {
                attach(resource);
            }
        }

        _permissions.Finish();
    }
}

using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>Reads the units, accounts and policies of an organization in a template.</summary>
internal sealed class OrganizationTemplateResources(Template template, DeployedPolicies policies)
{
    private readonly DeployedOrganization _organization = new(template.Scope, policies);

    /// <summary>Says which types are read in which pass.</summary>
    public void AddTo(Dictionary<string, Action<TemplateResource>> first, Dictionary<string, Action<TemplateResource>> second)
    {
        first.Add("AWS::Organizations::OrganizationalUnit", resource => AddNode(resource, OrganizationNodeKind.OrganizationalUnit, "Name", "ParentId"));
        first.Add("AWS::Organizations::Account", resource => AddNode(resource, OrganizationNodeKind.Account, "AccountName", "ParentIds"));
        first.Add("AWS::Organizations::Policy", ReadPolicy);
        second.Add("AWS::Organizations::Policy", AttachPolicy);
    }

    private void AddNode(TemplateResource resource, OrganizationNodeKind kind, string name, string parent) =>
        _organization.AddNode(kind, template.Names.Name(resource), resource.GetText(name), resource.GetItems(parent).Select(template.Functions.TextOf).FirstOrDefault(), resource.Node);

    private void ReadPolicy(TemplateResource resource)
    {
        if (resource.Get("Content") is { } content)
        {
            _organization.AddPolicy(template.Names.Name(resource), resource.GetText("Name"), resource.GetText("Type"), content, resource.Condition);
        }
    }

    private void AttachPolicy(TemplateResource resource)
    {
        foreach (DeployedValue target in resource.GetItems("TargetIds"))
        {
            _organization.Attach(template.Names.Name(resource), resource.GetText("Type"), template.Functions.TextOf(target), resource.Node);
        }
    }
}

using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Identifiers;

namespace IamSim.Environments.Formats.Terraform;

/// <summary>Reads the organization of a plan or state.</summary>
internal sealed class TerraformOrganization(TerraformValues values, DeployedOrganization organization)
{
    /// <summary>Says which types are read in which pass.</summary>
    public void AddTo(Dictionary<string, Action<TerraformResource>> first, Dictionary<string, Action<TerraformResource>> second)
    {
        first.Add("aws_organizations_organization", ReadOrganization);
        first.Add("data.aws_organizations_organization", ReadOrganization);
        first.Add("aws_organizations_organizational_unit", resource => AddNode(resource, OrganizationNodeKind.OrganizationalUnit));
        first.Add("aws_organizations_account", resource => AddNode(resource, OrganizationNodeKind.Account));
        first.Add("aws_organizations_policy", ReadPolicy);
        second.Add("aws_organizations_policy_attachment", Attach);
        second.Add("aws_organizations_delegated_administrator", AddAdministrator);
    }

    private void ReadOrganization(TerraformResource resource)
    {
        OrganizationParts parts = values.Scope.Builder.Organization;
        parts.Id ??= resource.KnownText("id");
        parts.ManagementAccountId ??= resource.KnownText("master_account_id");
        foreach (DeployedValue root in resource.Values.GetItems("roots"))
        {
            if (root.GetText("id") is { } id && !OpenText.IsOpen(id))
            {
                organization.AddNode(OrganizationNodeKind.Root, id, root.GetText("name"), null, resource.Origin);
            }
        }
    }

    private void AddNode(TerraformResource resource, OrganizationNodeKind kind) =>
        organization.AddNode(kind, values.Name(resource), resource.KnownText("name"), values.Text(resource, "parent_id")?.Text, resource.Origin);

    private void ReadPolicy(TerraformResource resource)
    {
        if (resource.Values.Get("content") is { } content)
        {
            organization.AddPolicy(values.Name(resource), resource.KnownText("name"), resource.KnownText("type"), content, null);
        }
    }

    // The attachment does not say what kind of policy it attaches.
    private void Attach(TerraformResource resource)
    {
        if (values.Text(resource, "policy_id") is not { } policy || values.Text(resource, "target_id") is not { } target)
        {
            return;
        }

        organization.Attach(policy.Text, organization.TypeOf(policy.Text), target.Text, resource.Origin);
    }

    private void AddAdministrator(TerraformResource resource)
    {
        if (resource.KnownText("account_id") is { } account && AccountId.IsValid(account) && resource.KnownText("service_principal") is { } service)
        {
            Dictionary<string, List<string>> administrators = values.Scope.Builder.Organization.DelegatedAdministrators;
            if (!administrators.TryGetValue(account, out List<string>? services))
            {
                administrators.Add(account, services = []);
            }

            services.Add(service);
        }
    }
}

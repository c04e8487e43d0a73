using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>The part of an organization that a template or plan tells of.</summary>
internal sealed class DeployedOrganization(DeploymentScope scope, DeployedPolicies policies)
{
    // What Organizations attaches to every root, unit and account when a kind of policies is turned on, under these ids.
    private const string FullAccess = "p-FullAWSAccess";
    private const string FullResourceAccess = "p-RCPFullAWSAccess";

    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    /// <summary>Adds a node.</summary>
    public void AddNode(OrganizationNodeKind kind, string id, string? name, string? parent, JsonNode origin)
    {
        NodeParts node = Node(OpenText.Show(id), kind, origin);
        node.Name ??= name is null ? null : OpenText.Show(name);
        if (parent is null)
        {
            return;
        }

        node.ParentId ??= OpenText.Show(parent);
        // A unit may hang below a root or another unit that no file tells of.
        Node(node.ParentId, KindOf(node.ParentId), origin);
    }

    /// <summary>Adds the text of a policy, if it is a service or resource control policy.</summary>
    public void AddPolicy(string id, string? name, string? type, DeployedValue content, string? condition)
    {
        string shown = OpenText.Show(id);
        PolicyShape shape = type == ResourceControl ? PolicyShape.Resource : PolicyShape.Identity;
        _types.TryAdd(shown, type ?? ServiceControl);
        if (type is null or ServiceControl or ResourceControl && policies.Create(content, name ?? shown, null, shape, condition) is { } policy)
        {
            scope.Builder.Organization.Policies.TryAdd(shown, policy);
        }
    }

    /// <summary>The type of a policy; <c>null</c> for one that is not of this file.</summary>
    public string? TypeOf(string policy) => _types.GetValueOrDefault(OpenText.Show(policy));

    /// <summary>Attaches a policy to a root, unit or account. The one that allows everything stays attached beside it.</summary>
    public void Attach(string policy, string? type, string target, JsonNode origin)
    {
        OrganizationParts organization = scope.Builder.Organization;
        string id = OpenText.Show(target);
        if (type is null or ServiceControl)
        {
            NodeParts node = Node(id, KindOf(id), origin);
            node.ServiceControlPolicies ??= [FullAccess];
            node.ServiceControlPolicies.Add(OpenText.Show(policy));
            AddFullAccess(FullAccess, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
            organization.HasServiceControlPolicies ??= true;
        }
        else if (type == ResourceControl)
        {
            NodeParts node = Node(id, KindOf(id), origin);
            node.ResourceControlPolicies ??= [FullResourceAccess];
            node.ResourceControlPolicies.Add(OpenText.Show(policy));
            AddFullAccess(FullResourceAccess, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""");
            organization.HasResourceControlPolicies ??= true;
        }
    }

    private const string ServiceControl = "SERVICE_CONTROL_POLICY";
    private const string ResourceControl = "RESOURCE_CONTROL_POLICY";

    private void AddFullAccess(string id, string text)
    {
        if (!scope.Builder.Organization.Policies.ContainsKey(id))
        {
            scope.Builder.Organization.Policies.Add(id, scope.Builder.CreatePolicy(text, id, null, default));
        }
    }

    private NodeParts Node(string id, OrganizationNodeKind kind, JsonNode origin)
    {
        NodeParts node = scope.Builder.Organization.Node(kind, id);
        node.Place = node.Place == default ? PolicyTexts.PlaceOf(origin) : node.Place;
        return node;
    }

    private static OrganizationNodeKind KindOf(string id) => id switch
    {
        _ when id.StartsWith("r-", StringComparison.Ordinal) => OrganizationNodeKind.Root,
        _ when Identifiers.AccountId.IsValid(id) => OrganizationNodeKind.Account,
        _ => OrganizationNodeKind.OrganizationalUnit,
    };
}

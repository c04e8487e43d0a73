using System.Globalization;
using IamSim.Environments.Formats.Organizations;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Notation;

/// <summary>Reads the organization of IamSim's own notation.</summary>
internal sealed class NotationOrganization(EnvironmentBuilder builder, NotationPolicies policies)
{
    private const string FullAwsAccess = "FullAWSAccess";
    private const string RcpFullAwsAccess = "RCPFullAWSAccess";

    private int _inline;

    public void Read(NotationMembers members)
    {
        OrganizationParts organization = builder.Organization;
        organization.Id = members.Required("id", "o-a1b2c3d4e5") is { } id ? members.TextOf(id, "id") : null;
        organization.ManagementAccountId = members.Required("managementAccount", "\"111122223333\"") is { } account ? members.AccountOf(account, "managementAccount") : null;
        if (members.Optional("delegatedAdministrators") is { } delegated)
        {
            ReadDelegated(members.Nested(delegated, "the delegated administrators"));
        }

        if (members.Required("root", "a mapping with id, units and accounts") is { } root)
        {
            ReadNode(OrganizationNodeKind.Root, members.Nested(root, "a root"), null);
        }

        members.RefuseOthers();
    }

    private void ReadDelegated(NotationMembers members)
    {
        foreach (NotationMember member in members.Node.Members)
        {
            if (!Identifiers.AccountId.IsValid(member.Name))
            {
                members.Invalid(member.Value, $"{JsonNode.Quote(member.Name)} is no account id", "expected twelve digits in quotes, with the list of its services");
                continue;
            }

            if (!builder.Organization.DelegatedAdministrators.TryGetValue(member.Name, out List<string>? services))
            {
                builder.Organization.DelegatedAdministrators.Add(member.Name, services = []);
            }

            services.AddRange(members.Texts(member.Name));
        }
    }

    // The readers of YAML and JSON bound the depth.
    private void ReadNode(OrganizationNodeKind kind, NotationMembers members, string? parent)
    {
        bool isRoot = kind == OrganizationNodeKind.Root;
        if (members.Required("id", isRoot ? "r-ab12" : "ou-ab12-11111111") is not { } idNode || members.TextOf(idNode, "id") is not { } id)
        {
            return;
        }

        ReadPlace(kind, id, members, parent, idNode);
        builder.Organization.ListedParents.Add(id);
        foreach (NotationNode unit in members.Items("units"))
        {
            ReadNode(OrganizationNodeKind.OrganizationalUnit, members.Nested(unit, "a unit"), id);
        }

        foreach (NotationNode account in members.Items("accounts"))
        {
            ReadAccount(account, members, id);
        }

        members.RefuseOthers();
    }

    // An account is its id, or a mapping where policies hang on it.
    private void ReadAccount(NotationNode node, NotationMembers owner, string parent)
    {
        if (node.Kind == JsonKind.Object)
        {
            NotationMembers members = owner.Nested(node, "an account of the organization");
            if (members.Required("id", "\"111122223333\"") is { } idNode && members.AccountOf(idNode, "id") is { } id)
            {
                ReadPlace(OrganizationNodeKind.Account, id, members, parent, idNode);
            }

            members.RefuseOthers();
        }
        else if (owner.AccountOf(node, "accounts") is { } id)
        {
            ReadPlace(OrganizationNodeKind.Account, id, null, parent, node);
        }
    }

    private void ReadPlace(OrganizationNodeKind kind, string id, NotationMembers? members, string? parent, NotationNode at)
    {
        if (builder.Organization.Nodes.ContainsKey(id))
        {
            builder.Findings.Add(EnvironmentDiagnostics.Contradiction, at.Place, $"{JsonNode.Quote(id)} stands twice in the organization", "the first one counts; remove one");
            return;
        }

        NodeParts node = builder.Organization.Node(kind, id);
        node.Place = at.Place;
        node.ParentId = parent;
        node.Name = members?.Text("name");
        node.ServiceControlPolicies = [.. ReadPolicies(members, "serviceControlPolicies", FullAwsAccess, at) ?? [FullAccess(FullAwsAccess, at)]];
        // RCP-5: nobody can take AWS's own policy off.
        node.ResourceControlPolicies = [FullAccess(RcpFullAwsAccess, at), .. ReadPolicies(members, "resourceControlPolicies", RcpFullAwsAccess, at) ?? []];
    }

    private List<string>? ReadPolicies(NotationMembers? members, string member, string builtIn, NotationNode at)
    {
        EnvironmentPolicy? BuiltIn(NotationNode item) => item.Kind == JsonKind.String && item.Text == builtIn ? builder.Organization.Policies[FullAccess(builtIn, at)] : null;
        return members is null ? null : policies.ReadList(members, member, BuiltIn)?.ConvertAll(Register);
    }

    // Policies of an organization are known by ids; those written here have none.
    private string Register(EnvironmentPolicy policy)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"notation-{++_inline}");
        if (policy.Name is FullAwsAccess or RcpFullAwsAccess)
        {
            id = $"p-{policy.Name}";
        }

        builder.Organization.Policies.TryAdd(id, policy);
        return id;
    }

    private string FullAccess(string name, NotationNode at)
    {
        string id = $"p-{name}";
        if (!builder.Organization.Policies.ContainsKey(id))
        {
            builder.Organization.Policies.Add(id, builder.CreatePolicy(AwsOrganizationPolicies.TextOf(id)!, name, null, at.Place));
        }

        return id;
    }
}

using System.Collections.Immutable;
using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>Puts the tree of an organization together.</summary>
internal sealed class OrganizationAssembly(EnvironmentBuilder builder)
{
    private readonly OrganizationParts _parts = builder.Organization;

    /// <summary>Builds the tree. <c>null</c> when no file tells of an organization.</summary>
    /// <param name="nodes">Its nodes by id.</param>
    public AwsOrganization? Build(out Dictionary<string, OrganizationNode> nodes)
    {
        nodes = new Dictionary<string, OrganizationNode>(StringComparer.Ordinal);
        if (!_parts.IsKnown)
        {
            return null;
        }

        foreach (NodeParts parts in _parts.Nodes.Values)
        {
            nodes.Add(parts.Id, new OrganizationNode(parts.Kind, parts.Id)
            {
                Name = parts.Name,
                ServiceControlPolicies = Policies(parts, parts.ServiceControlPolicies),
                ResourceControlPolicies = Policies(parts, parts.ResourceControlPolicies),
            });
        }

        Join(nodes);
        return new AwsOrganization
        {
            Id = _parts.Id,
            ManagementAccountId = _parts.ManagementAccountId,
            Roots = [.. nodes.Values.Where(static node => node.Kind == OrganizationNodeKind.Root).OrderBy(static node => node.Id, StringComparer.Ordinal)],
            HasServiceControlPolicies = _parts.HasServiceControlPolicies,
            HasResourceControlPolicies = _parts.HasResourceControlPolicies,
            DelegatedAdministrators = _parts.DelegatedAdministrators.ToImmutableDictionary(
                static pair => pair.Key, static pair => pair.Value.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal),
        };
    }

    private void Join(Dictionary<string, OrganizationNode> nodes)
    {
        foreach (NodeParts parts in _parts.Nodes.Values)
        {
            OrganizationNode node = nodes[parts.Id];
            if (parts.ParentId is { } parent && nodes.TryGetValue(parent, out OrganizationNode? found) && !IsBelow(found, node))
            {
                node.Parent = found;
            }
            else if (parts.Kind != OrganizationNodeKind.Root)
            {
                string reason = parts.ParentId is null ? "no file tells what it hangs below" : nodes.ContainsKey(parts.ParentId) ? $"it would hang below itself through {JsonNode.Quote(parts.ParentId)}" : $"its parent {JsonNode.Quote(parts.ParentId)} was not found";
                builder.Findings.Add(EnvironmentDiagnostics.IncompleteOrganization, parts.Place, $"the place of {JsonNode.Quote(parts.Id)} in the organization is not known: {reason}", "policies attached above it are left out");
            }
        }

        foreach (IGrouping<OrganizationNode, OrganizationNode> siblings in nodes.Values.Where(static node => node.Parent is not null).GroupBy(static node => node.Parent!))
        {
            siblings.Key.Children = [.. siblings.OrderBy(static node => node.Id, StringComparer.Ordinal)];
        }
    }

    // A tree that others wrote may be none.
    private static bool IsBelow(OrganizationNode node, OrganizationNode ancestor)
    {
        for (OrganizationNode? at = node; at is not null; at = at.Parent)
        {
            if (at == ancestor)
            {
                return true;
            }
        }

        return false;
    }

    private ImmutableArray<EnvironmentPolicy>? Policies(NodeParts node, List<string>? ids)
    {
        if (ids is null)
        {
            return null;
        }

        var policies = ImmutableArray.CreateBuilder<EnvironmentPolicy>();
        foreach (string id in ids.Distinct(StringComparer.Ordinal))
        {
            if (_parts.Policies.TryGetValue(id, out EnvironmentPolicy? policy))
            {
                policies.Add(policy);
            }
            else
            {
                builder.Findings.Add(EnvironmentDiagnostics.MissingPolicy, node.Place, $"{JsonNode.Quote(node.Id)} has the policy {JsonNode.Quote(id)}, of which no text was found", "save the output of 'aws organizations describe-policy' for it");
                policies.Add(builder.CreatePolicy("", id, null, node.Place));
            }
        }

        return policies.ToImmutable();
    }
}

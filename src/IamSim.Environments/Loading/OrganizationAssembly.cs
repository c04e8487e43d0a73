using System.Collections.Immutable;
using IamSim.Environments.Formats.Organizations;
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

        InferLevels();
        AddLostPages();
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
        ReportMissingLevels();
        return new AwsOrganization
        {
            Id = _parts.Id,
            ManagementAccountId = _parts.ManagementAccountId,
            HasAllAccounts = _parts.HasAllAccounts,
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

    // Where every policy of a type tells its targets, every node's policies are known although nobody asked for the node.
    private void InferLevels()
    {
        foreach ((string type, List<string> all) in _parts.AllPolicies)
        {
            if (!all.TrueForAll(_parts.Targets.ContainsKey))
            {
                continue;
            }

            foreach (NodeParts node in _parts.Nodes.Values)
            {
                List<string> attached = [.. all.Where(policy => _parts.Targets[policy].Contains(node.Id, StringComparer.Ordinal))];
                if (type == OrganizationItems.ServiceControlPolicy)
                {
                    node.ServiceControlPolicies ??= attached;
                }
                else
                {
                    node.ResourceControlPolicies ??= attached;
                }
            }
        }
    }

    // What stands on the pages that are there counts, and beside it may be anything.
    private void AddLostPages()
    {
        foreach ((string id, string type) in _parts.HasLastPage.Where(static pages => !pages.Value).Select(static pages => pages.Key))
        {
            NodeParts node = _parts.Nodes[id];
            (type == OrganizationItems.ServiceControlPolicy ? node.ServiceControlPolicies : node.ResourceControlPolicies)?.Add(OrganizationItems.Lost(node, type, node.Place, builder));
        }
    }

    private void ReportMissingLevels()
    {
        ReportMissingLevels("service control policies", _parts.HasServiceControlPolicies, static node => node.ServiceControlPolicies);
        ReportMissingLevels("resource control policies", _parts.HasResourceControlPolicies, static node => node.ResourceControlPolicies);
    }

    private void ReportMissingLevels(string what, bool? isEnabled, Func<NodeParts, List<string>?> policiesOf)
    {
        if (isEnabled == false || (isEnabled is null && !_parts.Nodes.Values.Any(node => policiesOf(node) is { Count: > 0 })))
        {
            return;
        }

        // SCP-6 and RCP-4: the policies attached to the management account itself reach nobody.
        foreach (NodeParts node in _parts.Nodes.Values.Where(node => policiesOf(node) is null && node.Id != _parts.ManagementAccountId))
        {
            builder.Findings.Add(EnvironmentDiagnostics.IncompleteOrganization, node.Place, $"the {what} attached to {JsonNode.Quote(node.Id)} are not known", "save the output of 'aws organizations list-policies-for-target' for it");
        }
    }

    private ImmutableArray<EnvironmentPolicy>? Policies(NodeParts node, List<string>? ids) =>
        ids is null ? null : [.. ids.Distinct(StringComparer.Ordinal).Select(id => Find(node, id))];

    private EnvironmentPolicy Find(NodeParts node, string id)
    {
        if (_parts.Policies.TryGetValue(id, out EnvironmentPolicy? policy))
        {
            return policy;
        }

        PolicyMention? mention = _parts.Mentions.GetValueOrDefault(id);
        SourcePlace place = mention?.Place ?? node.Place;
        if (AwsOrganizationPolicies.TextOf(id) is { } text)
        {
            policy = builder.CreatePolicy(text, mention?.Name ?? id["p-".Length..], mention?.Arn, place);
        }
        else
        {
            builder.Findings.Add(EnvironmentDiagnostics.MissingPolicy, place, $"{JsonNode.Quote(node.Id)} has the policy {JsonNode.Quote(id)}, of which no text was found", "save the output of 'aws organizations describe-policy' for it");
            policy = builder.CreateMissingPolicy(mention?.Name ?? id, mention?.Arn, place);
        }

        _parts.Policies.Add(id, policy);
        return policy;
    }
}

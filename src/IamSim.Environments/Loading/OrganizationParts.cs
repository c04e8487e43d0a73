namespace IamSim.Environments.Loading;

/// <summary>An organization while it is put together from the outputs of many commands.</summary>
internal sealed class OrganizationParts
{
    public string? Id { get; set; }

    public string? ManagementAccountId { get; set; }

    public bool? HasServiceControlPolicies { get; set; }

    public bool? HasResourceControlPolicies { get; set; }

    /// <summary>By id: roots, units, accounts.</summary>
    public Dictionary<string, NodeParts> Nodes { get; } = new(StringComparer.Ordinal);

    /// <summary>Texts of policies by their ids (<c>p-…</c>).</summary>
    public Dictionary<string, EnvironmentPolicy> Policies { get; } = new(StringComparer.Ordinal);

    /// <summary>What lists of policies say, by id of the policy.</summary>
    public Dictionary<string, PolicyMention> Mentions { get; } = new(StringComparer.Ordinal);

    /// <summary>The ids of all policies of a type, by type, where a file lists them.</summary>
    public Dictionary<string, List<string>> AllPolicies { get; } = new(StringComparer.Ordinal);

    /// <summary>The ids of the nodes that a policy is attached to, by id of the policy, where a file lists them.</summary>
    public Dictionary<string, List<string>> Targets { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a list of the policies of a type that are attached to a node had its last page, by id of the node and type.</summary>
    public Dictionary<(string Node, string Type), bool> HasLastPage { get; } = [];

    /// <summary>Services by account.</summary>
    public Dictionary<string, List<string>> DelegatedAdministrators { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a file lists all accounts of the organization.</summary>
    public bool AreAccountsListed { get; set; }

    /// <summary>The roots and units of which a file lists all accounts.</summary>
    public HashSet<string> ListedParents { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether all accounts of the organization are known.</summary>
    public bool HasAllAccounts => Id is not null
        && (AreAccountsListed
            || (Nodes.Values.Any(static node => node.Kind == OrganizationNodeKind.Root) && Nodes.Values.All(node => node.Kind == OrganizationNodeKind.Account || ListedParents.Contains(node.Id))));

    public NodeParts Node(OrganizationNodeKind kind, string id)
    {
        if (!Nodes.TryGetValue(id, out NodeParts? node))
        {
            Nodes.Add(id, node = new NodeParts(kind, id));
        }

        return node;
    }

    /// <summary>Whether anything was said of an organization.</summary>
    public bool IsKnown => Id is not null || Nodes.Count > 0;
}

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

    /// <summary>Services by account.</summary>
    public Dictionary<string, List<string>> DelegatedAdministrators { get; } = new(StringComparer.Ordinal);

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

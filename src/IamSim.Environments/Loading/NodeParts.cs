namespace IamSim.Environments.Loading;

/// <summary>A node of an organization while it is put together.</summary>
internal sealed class NodeParts(OrganizationNodeKind kind, string id)
{
    public OrganizationNodeKind Kind { get; } = kind;

    public string Id { get; } = id;

    public string? Name { get; set; }

    public string? ParentId { get; set; }

    /// <summary>Ids of the attached service control policies; <c>null</c> until a file tells, be it none.</summary>
    public List<string>? ServiceControlPolicies { get; set; }

    /// <summary>Ids of the attached resource control policies; likewise.</summary>
    public List<string>? ResourceControlPolicies { get; set; }

    public SourcePlace Place { get; set; }
}

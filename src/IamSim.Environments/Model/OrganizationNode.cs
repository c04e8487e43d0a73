using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>A root, an organizational unit or an account in the tree of an organization. Immutable and thread-safe.</summary>
public sealed class OrganizationNode
{
    internal OrganizationNode(OrganizationNodeKind kind, string id)
    {
        Kind = kind;
        Id = id;
    }

    /// <summary>Root, unit or account.</summary>
    public OrganizationNodeKind Kind { get; }

    /// <summary>The id: <c>r-ab12</c>, <c>ou-ab12-11111111</c>, or twelve digits.</summary>
    public string Id { get; }

    /// <summary>The name; <c>null</c> when not known.</summary>
    public string? Name { get; internal init; }

    /// <summary>What it hangs below; <c>null</c> for a root, and where that is not known.</summary>
    public OrganizationNode? Parent { get; internal set; }

    /// <summary>What hangs below it, by id in ordinal order.</summary>
    public ImmutableArray<OrganizationNode> Children { get; internal set; } = [];

    /// <summary>The service control policies attached here; <c>null</c> when that is not known.</summary>
    public ImmutableArray<EnvironmentPolicy>? ServiceControlPolicies { get; internal init; }

    /// <summary>The resource control policies attached here; <c>null</c> when that is not known.</summary>
    public ImmutableArray<EnvironmentPolicy>? ResourceControlPolicies { get; internal init; }

    /// <summary>The nodes from the root down to this one.</summary>
    public ImmutableArray<OrganizationNode> Path
    {
        get
        {
            var path = new List<OrganizationNode>();
            for (OrganizationNode? node = this; node is not null; node = node.Parent)
            {
                path.Add(node);
            }

            path.Reverse();
            return [.. path];
        }
    }

    /// <summary>The id and the name.</summary>
    public override string ToString() => Name is null ? Id : $"{Id} ({Name})";
}

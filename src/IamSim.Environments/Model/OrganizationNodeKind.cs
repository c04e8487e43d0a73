namespace IamSim.Environments;

/// <summary>The kind of place in an organization.</summary>
public enum OrganizationNodeKind
{
    /// <summary>The root.</summary>
    Root,

    /// <summary>An organizational unit.</summary>
    OrganizationalUnit,

    /// <summary>An account.</summary>
    Account,
}

namespace IamSim;

/// <summary>A set of <see cref="DecisionSource"/> values. <c>default</c> is the empty set.</summary>
[Flags]
public enum DecisionSources : ushort
{
    /// <summary>No layer.</summary>
    None = 0,

    /// <summary>Resource control policies.</summary>
    ResourceControl = 1 << DecisionSource.ResourceControl,

    /// <summary>Service control policies.</summary>
    ServiceControl = 1 << DecisionSource.ServiceControl,

    /// <summary>The VPC endpoint policy.</summary>
    VpcEndpoint = 1 << DecisionSource.VpcEndpoint,

    /// <summary>The resource policy.</summary>
    Resource = 1 << DecisionSource.Resource,

    /// <summary>Identity policies.</summary>
    Identity = 1 << DecisionSource.Identity,

    /// <summary>The permissions boundary.</summary>
    PermissionsBoundary = 1 << DecisionSource.PermissionsBoundary,

    /// <summary>Session policies.</summary>
    Session = 1 << DecisionSource.Session,
}

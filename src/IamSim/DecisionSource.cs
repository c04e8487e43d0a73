namespace IamSim;

/// <summary>The layer that decided, in the order in which AWS looks at them.</summary>
public enum DecisionSource : byte
{
    /// <summary>No layer granted anything.</summary>
    None,

    /// <summary>A resource control policy.</summary>
    ResourceControl,

    /// <summary>A service control policy.</summary>
    ServiceControl,

    /// <summary>The VPC endpoint policy.</summary>
    VpcEndpoint,

    /// <summary>The resource policy (also an access point policy, a KMS grant or an object's access control list).</summary>
    Resource,

    /// <summary>An identity policy.</summary>
    Identity,

    /// <summary>The permissions boundary.</summary>
    PermissionsBoundary,

    /// <summary>A session policy.</summary>
    Session,

    /// <summary>A rule that is not a policy; see <see cref="Decision.Rule"/>.</summary>
    NamedRule,
}

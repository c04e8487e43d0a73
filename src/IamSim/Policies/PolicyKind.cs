namespace IamSim.Policies;

/// <summary>The seven kinds of policy that take part in a decision.</summary>
public enum PolicyKind
{
    /// <summary>A policy of a user, of one of its groups, or of a role; an inline one as far as strict checks go (GRAM-4).</summary>
    Identity,

    /// <summary>A permissions boundary of a user or role.</summary>
    PermissionsBoundary,

    /// <summary>A session policy passed with AssumeRole or GetFederationToken.</summary>
    Session,

    /// <summary>A policy attached to a resource: bucket, key, queue, role trust and so on.</summary>
    Resource,

    /// <summary>The policy of the VPC endpoint that the request passes.</summary>
    VpcEndpoint,

    /// <summary>An AWS Organizations service control policy.</summary>
    ServiceControl,

    /// <summary>An AWS Organizations resource control policy.</summary>
    ResourceControl,
}

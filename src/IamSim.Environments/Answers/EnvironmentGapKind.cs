namespace IamSim.Environments;

/// <summary>What an environment does not know although an answer would need it.</summary>
public enum EnvironmentGapKind
{
    /// <summary>A policy is attached of which there is no text. The answer depends on it, unless it is an explicit deny.</summary>
    MissingPolicy,

    /// <summary>A policy has a text that is no policy. The answer depends on it, unless it is an explicit deny.</summary>
    UnreadablePolicy,

    /// <summary>The caller is of an account whose identities are not known: its account is taken to allow it everything.</summary>
    ForeignCaller,

    /// <summary>The caller's account is known, but not the caller: it is taken to have no policies.</summary>
    UnknownCaller,

    /// <summary>Nothing tells whether the resource has a policy: it is taken to have none.</summary>
    ResourcePolicy,

    /// <summary>Nothing tells who owns the resource: the caller's account is taken to.</summary>
    ResourceOwner,

    /// <summary>Nothing is known of an organization, or of the account's place in it: no service or resource control policies are applied.</summary>
    Organization,

    /// <summary>Policies are attached at a level of the organization, but which is not known. An answer that would allow depends on it.</summary>
    OrganizationLevel,

    /// <summary>The permissions boundary of the caller is not known. It can only take away: an answer that would allow depends on it.</summary>
    PermissionsBoundary,

    /// <summary>The resource has a policy for certain, as keys and roles have, but nothing tells which: it is taken to let everybody in. An answer that would allow depends on it.</summary>
    RequiredPolicy,

    /// <summary>A policy names sessions of the role that was asked about, and the answer is not the same for each name: it depends on it.</summary>
    SessionName,

    /// <summary>Nothing tells whether conditions see the tags of a bucket: the keys of these tags are unknown.</summary>
    BucketTags,

    /// <summary>The VPC endpoint of the question is of another service: it is answered as if the request went through it.</summary>
    VpcEndpoint,

    /// <summary>S3 block public access settings of a bucket or its account are not known: whom only a public policy lets in they could keep out. An answer that would allow depends on them.</summary>
    PublicAccessBlock,

    /// <summary>Access control lists are on for a bucket (S3-2, S3-3): who owns an object of it, or whom its list lets in, is not known. The answer depends on it, unless it is an explicit deny.</summary>
    AccessControlLists,

    /// <summary>The template of the caller, or of the user or role that something is done to, deploys it under a condition of which nothing tells whether it holds: it is taken to be there. An answer that would allow depends on it.</summary>
    DeploymentCondition,

    /// <summary>Nothing tells how the methods of an API authorize (SVC-3): with IAM they refuse unsigned requests, and without any authorization or policy they are open to everyone. An answer that would allow depends on it.</summary>
    MethodAuthorization,
}

namespace IamSim.Identifiers;

/// <summary>What kind of caller asks. <c>default</c> is <see cref="Anonymous"/>, which has no permissions of its own.</summary>
public enum PrincipalKind
{
    /// <summary>An unsigned request.</summary>
    Anonymous,

    /// <summary>An IAM user, also with GetSessionToken credentials (EVAL-33).</summary>
    User,

    /// <summary>Some session of a role, its session name unknown.</summary>
    Role,

    /// <summary>One session of a role.</summary>
    RoleSession,

    /// <summary>A GetFederationToken session.</summary>
    FederatedUser,

    /// <summary>The root user of an account.</summary>
    Root,

    /// <summary>An AWS service calling for itself.</summary>
    Service,

    /// <summary>A caller of AssumeRoleWithSAML or AssumeRoleWithWebIdentity, known by its identity provider (STS-5).</summary>
    FederatedProvider,
}

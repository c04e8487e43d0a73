namespace IamSim.Environments;

/// <summary>Who has an access, or stands for those who have it.</summary>
public enum AccessSubjectKind
{
    /// <summary>A user of the environment. The default.</summary>
    User,

    /// <summary>A role of the environment, for its sessions.</summary>
    Role,

    /// <summary>The root user of an account of the environment.</summary>
    RootUser,

    /// <summary>A user, role, session or federated user that a policy names and the environment does not hold: of another account, or gone.</summary>
    NamedPrincipal,

    /// <summary>Somebody of an account, to whom that account gives every permission.</summary>
    Account,

    /// <summary>Somebody of an account that is neither in the environment nor in its organization.</summary>
    AnyAccount,

    /// <summary>An unsigned caller.</summary>
    Anonymous,

    /// <summary>An AWS service.</summary>
    Service,

    /// <summary>Some AWS service, on behalf of whoever can make it call.</summary>
    AnyService,

    /// <summary>Somebody whom an identity provider vouches for.</summary>
    IdentityProvider,
}

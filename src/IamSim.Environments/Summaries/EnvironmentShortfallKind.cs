namespace IamSim.Environments;

/// <summary>What an environment lacks.</summary>
public enum EnvironmentShortfallKind
{
    /// <summary>Nothing is known of an organization.</summary>
    Organization,

    /// <summary>An account is known, but not its users, groups and roles.</summary>
    Identities,

    /// <summary>Which policies are attached at a level of the organization is not known.</summary>
    OrganizationLevel,

    /// <summary>A policy is attached of which there is no text, or one that cannot be read.</summary>
    PolicyText,

    /// <summary>Nothing was collected of services whose resources can have policies.</summary>
    ResourcePolicies,

    /// <summary>The S3 block public access settings of an account are not known.</summary>
    PublicAccessBlock,

    /// <summary>Policies name an account that the environment does not hold.</summary>
    ForeignAccount,

    /// <summary>Whether a user or role of a template is deployed is not known.</summary>
    DeploymentCondition,
}

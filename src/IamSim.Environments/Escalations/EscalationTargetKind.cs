namespace IamSim.Environments.Escalations;

/// <summary>What an escalation path is carried out on; the concrete targets are those of the environment.</summary>
public enum EscalationTargetKind
{
    /// <summary>The user that the caller is.</summary>
    OwnUser,

    /// <summary>The role that the caller is.</summary>
    OwnRole,

    /// <summary>A group that the caller is in.</summary>
    OwnGroup,

    /// <summary>A group of the account that the caller is not in.</summary>
    OtherGroup,

    /// <summary>A customer managed policy that the caller has, also through a group, or that bounds it.</summary>
    OwnPolicy,

    /// <summary>A version, other than the one in force, of such a policy.</summary>
    OwnPolicyVersion,

    /// <summary>An inline policy of the user that the caller is.</summary>
    OwnInlineUserPolicy,

    /// <summary>An inline policy of the role that the caller is.</summary>
    OwnInlineRolePolicy,

    /// <summary>A managed policy attached to the user that the caller is.</summary>
    OwnAttachedUserPolicy,

    /// <summary>A managed policy attached to the role that the caller is.</summary>
    OwnAttachedRolePolicy,

    /// <summary>The user that the caller is, where it has a permissions boundary.</summary>
    OwnBoundedUser,

    /// <summary>The role that the caller is, where it has a permissions boundary.</summary>
    OwnBoundedRole,

    /// <summary>Another user of the account.</summary>
    OtherUser,

    /// <summary>Another role of the account that is not linked to a service.</summary>
    OtherRole,

    /// <summary>A customer managed policy attached to another role of the account.</summary>
    OtherRolePolicy,

    /// <summary>Another role, of any account.</summary>
    AnyRole,

    /// <summary>A role that the caller makes: without a boundary, or with one that the account uses.</summary>
    NewRole,

    /// <summary>A user that the caller makes: without a boundary, or with one that the account uses.</summary>
    NewUser,

    /// <summary>A role of the account whose trust policy lets the service in.</summary>
    ServiceRole,

    /// <summary>The same, where the role is in an instance profile.</summary>
    InstanceProfileRole,

    /// <summary>A resource that has a role whose trust policy lets the service in; one that is thought up where the environment holds none of the service.</summary>
    ServiceResource,

    /// <summary>An instance that has a role through an instance profile; one that is thought up where the environment holds no instances.</summary>
    InstanceResource,
}

namespace IamSim;

/// <summary>Where an identity policy is kept, which decides how large it may be and which Version it must have (GRAM-4). <c>default</c> is <see cref="InlineRole"/>.</summary>
/// <remarks>See the IAM User Guide, "IAM and AWS STS quotas".</remarks>
public enum IdentityPolicyStorage
{
    /// <summary>Inline in a role: 10,240 characters for all inline policies of the role together. The largest quota, so what it refuses fits nowhere.</summary>
    InlineRole,

    /// <summary>Inline in a group: 5,120 characters for all inline policies of the group together.</summary>
    InlineGroup,

    /// <summary>Inline in a user: 2,048 characters for all inline policies of the user together.</summary>
    InlineUser,

    /// <summary>A managed policy of its own: 6,144 characters, and Version must be 2012-10-17.</summary>
    Managed,
}

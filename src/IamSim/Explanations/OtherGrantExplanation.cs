namespace IamSim.Explanations;

/// <summary>Something beside the resource policy that grants, or could have: it only allows, and a Deny anywhere wins.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Grant">How it reaches the caller for this action; <see cref="GrantClass.None"/> when it does not.</param>
/// <param name="KmsGrant">The grant on the key; <c>null</c> for other kinds.</param>
/// <param name="Mismatch">Why the grant on the key does not serve the caller; <see cref="KmsGrantMismatch.None"/> for other kinds.</param>
public sealed record OtherGrantExplanation(OtherGrantKind Kind, GrantClass Grant, KmsGrant? KmsGrant, KmsGrantMismatch Mismatch);

/// <summary>What can grant on the resource side without being a policy.</summary>
public enum OtherGrantKind
{
    /// <summary>A grant on a KMS key (KMS-6).</summary>
    KmsGrant,

    /// <summary>The access control list of an S3 object (S3-3).</summary>
    ObjectAccessControlList,

    /// <summary>The trust that a role from before September 2022 may keep in itself (STS-4).</summary>
    ImplicitSelfTrust,
}

/// <summary>Why a grant on a KMS key does not serve a caller.</summary>
public enum KmsGrantMismatch
{
    /// <summary>It does.</summary>
    None,

    /// <summary>It was given to somebody else.</summary>
    GranteeDiffers,

    /// <summary>It does not hold the operation.</summary>
    OperationDiffers,

    /// <summary>The encryption context of the request does not meet its constraint; values compare with case.</summary>
    ConstraintFails,
}

namespace IamSim.Policies;

/// <summary>What a resource policy hangs on, as far as strict checks differ.</summary>
public enum ResourcePolicyKind
{
    /// <summary>No special checks.</summary>
    General,

    /// <summary>The trust policy of a role (GRAM-26).</summary>
    RoleTrust,

    /// <summary>The key policy of a KMS key.</summary>
    KmsKey,

    /// <summary>An S3 bucket policy (S3-9).</summary>
    S3Bucket,
}

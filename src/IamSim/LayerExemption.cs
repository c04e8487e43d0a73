namespace IamSim;

/// <summary>Why a layer that is there does not concern a request.</summary>
public enum LayerExemption : byte
{
    /// <summary>It concerns the request.</summary>
    None,

    /// <summary>SCP-5, EVAL-26, EVAL-27, STS-5: services, anonymous callers and identity providers have no policies or SCPs of their own.</summary>
    CallerHasNoAccount,

    /// <summary>SCP-6: the caller is in the management account.</summary>
    CallerInManagementAccount,

    /// <summary>SCP-7, RCP-6: the caller is a service-linked role.</summary>
    ServiceLinkedRole,

    /// <summary>RCP-5: the service is not on the list.</summary>
    ServiceNotSupported,

    /// <summary>RCP-4: the resource is in the management account.</summary>
    ResourceInManagementAccount,

    /// <summary>RCP-6: the resource is a service-linked role.</summary>
    ServiceLinkedRoleTrust,

    /// <summary>RCP-7: kms:RetireGrant is never restricted.</summary>
    RetireGrant,

    /// <summary>RCP-7: AWS managed keys are not restricted.</summary>
    AwsManagedKey,

    /// <summary>ROOT-1: root users have neither identity policies nor boundaries.</summary>
    RootUser,

    /// <summary>SVC-3: the method does not look at the caller's identity.</summary>
    MethodIgnoresCaller,

    /// <summary>The resource policy of this type does not concern the action (KMS-7, SVC-5, SVC-7).</summary>
    ActionNotGoverned,

    /// <summary>S3-6: the owner's root user can always mend the bucket policy.</summary>
    BucketPolicyRescue,
}

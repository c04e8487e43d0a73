namespace IamSim.Services;

/// <summary>Who has to grant when caller and owner are the same account.</summary>
internal enum GrantRule : byte
{
    /// <summary>The identity policies or the resource policy (EVAL-20 to EVAL-25).</summary>
    Either,

    /// <summary>The resource policy, which may leave it to the identity policies by naming the account (KMS-1, STS-1).</summary>
    ResourcePolicyMandatory,

    /// <summary>Both, however the resource policy names the caller (SVC-13, STS-6).</summary>
    Both,

    /// <summary>The resource policy alone; the caller's own policies are not looked at (SVC-3).</summary>
    ResourcePolicyOnly,
}

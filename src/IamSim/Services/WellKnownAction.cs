namespace IamSim.Services;

/// <summary>The actions that a rule of the decision procedure knows by name.</summary>
internal enum WellKnownAction : byte
{
    /// <summary>Any other action.</summary>
    None,
    GetCallerIdentity,
    GetSessionToken,
    AssumeRole,
    AssumeRoleWithSaml,
    AssumeRoleWithWebIdentity,
    TagSession,
    SetSourceIdentity,
    RetireGrant,
    GetBucketPolicy,
    PutBucketPolicy,
    DeleteBucketPolicy,
    InvokeApi,
}

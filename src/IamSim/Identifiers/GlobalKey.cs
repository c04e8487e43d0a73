namespace IamSim.Identifiers;

/// <summary>The context keys that follow from the principal, the owner, the organization, the tags or the clock (semantic table 3.1).</summary>
internal enum GlobalKey : byte
{
    /// <summary>Never derived: it counts only when the request states it.</summary>
    None,
    PrincipalArn,
    PrincipalAccount,
    PrincipalOrgId,
    PrincipalOrgPaths,
    PrincipalTag,
    PrincipalType,
    PrincipalIsAwsService,
    PrincipalServiceName,
    PrincipalServiceNamesList,
    UserId,
    UserName,
    FederatedProvider,
    ResourceAccount,
    ResourceOrgId,
    ResourceOrgPaths,
    ResourceTag,
    RequestTag,
    TagKeys,
    CalledViaFirst,
    CalledViaLast,
    ViaAwsService,
    CurrentTime,
    EpochTime,
    SourceArn,
    SourceAccount,
    DataAccessPointArn,
    DataAccessPointAccount,
}

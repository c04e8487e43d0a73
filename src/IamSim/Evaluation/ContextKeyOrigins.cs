using IamSim.Conditions;
using IamSim.Identifiers;

namespace IamSim.Evaluation;

/// <summary>What each derivable key follows from (semantics table 3.1).</summary>
internal static class ContextKeyOrigins
{
    public static ContextKeyOrigin Of(GlobalKey key) => key switch
    {
        GlobalKey.None => ContextKeyOrigin.Stated,
        GlobalKey.PrincipalTag => ContextKeyOrigin.PrincipalTags,
        GlobalKey.RequestTag or GlobalKey.TagKeys => ContextKeyOrigin.RequestTags,
        GlobalKey.ResourceTag => ContextKeyOrigin.ResourceTags,
        GlobalKey.ResourceAccount => ContextKeyOrigin.ResourceOwner,
        GlobalKey.SourceArn or GlobalKey.SourceAccount => ContextKeyOrigin.ServiceSource,
        GlobalKey.PrincipalOrgId or GlobalKey.PrincipalOrgPaths or GlobalKey.ResourceOrgId or GlobalKey.ResourceOrgPaths => ContextKeyOrigin.Organization,
        GlobalKey.CalledViaFirst or GlobalKey.CalledViaLast or GlobalKey.ViaAwsService => ContextKeyOrigin.CalledVia,
        GlobalKey.CurrentTime or GlobalKey.EpochTime => ContextKeyOrigin.Clock,
        GlobalKey.DataAccessPointArn or GlobalKey.DataAccessPointAccount => ContextKeyOrigin.AccessPoint,
        _ => ContextKeyOrigin.Principal,
    };
}

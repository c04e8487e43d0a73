using System.Collections.Frozen;

namespace IamSim.Services;

/// <summary>The actions for which AWS sends no aws:ResourceAccount, aws:ResourceOrgID and aws:ResourceOrgPaths (CTX-6, table 3.3), as of 2026.</summary>
internal static class ResourceAccountExceptions
{
    private static readonly FrozenSet<string> Actions = new[]
    {
        "auditmanager:updateassessmentframeworkshare", "detective:acceptinvitation", "ds:acceptshareddirectory",
        "ec2:accepttransitgatewaypeeringattachment", "ec2:acceptvpcendpointconnections", "ec2:acceptvpcpeeringconnection",
        "ec2:createtransitgatewaypeeringattachment", "ec2:createvpcendpoint", "ec2:createvpcpeeringconnection", "events:putevents",
        "guardduty:acceptadministratorinvitation", "macie2:acceptinvitation", "es:acceptinboundconnection",
        "route53:associatevpcwithhostedzone", "route53:createvpcassociationauthorization", "securityhub:acceptadministratorinvitation",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the keys are missing for an action given in lower case.</summary>
    public static bool Contains(string foldedAction) =>
        foldedAction.StartsWith("ebs:", StringComparison.Ordinal) || Actions.Contains(foldedAction);
}

using System.Collections.Immutable;
using System.Globalization;
using IamSim.Conditions;
using IamSim.Identifiers;

namespace IamSim.Tests.Reference;

/// <content>Context keys (section 3).</content>
internal static partial class ReferenceEvaluator
{
    // CTX-6, table 3.3. EBS is the prefix ebs.
    private static readonly string[] ActionsWithoutResourceKeys =
    [
        "auditmanager:UpdateAssessmentFrameworkShare", "detective:AcceptInvitation", "ds:AcceptSharedDirectory", "ebs:*",
        "ec2:AcceptTransitGatewayPeeringAttachment", "ec2:AcceptVpcEndpointConnections", "ec2:AcceptVpcPeeringConnection",
        "ec2:CreateTransitGatewayPeeringAttachment", "ec2:CreateVpcEndpoint", "ec2:CreateVpcPeeringConnection", "events:PutEvents",
        "guardduty:AcceptAdministratorInvitation", "macie2:AcceptInvitation", "es:AcceptInboundConnection",
        "route53:AssociateVpcWithHostedZone", "route53:CreateVPCAssociationAuthorization", "securityhub:AcceptAdministratorInvitation",
    ];

    /// <summary>The value of a key: what the request states, else what follows from it (COND-8, table 3.1).</summary>
    private static ContextValue ValueOf(Check check, string key)
    {
        foreach (KeyValuePair<string, ContextValue> stated in check.Request.Context)
        {
            if (LowerAscii(stated.Key) == LowerAscii(key))
            {
                return stated.Value;
            }
        }

        Principal caller = check.Caller;
        OrganizationFacts? organization = check.HasAccount ? check.Set.Organization : null;
        OrganizationFacts? resourceOrganization = check.Set.ResourceOrganization ?? (check.HasAccount && check.Owner == caller.AccountId ? check.Set.Organization : null);
        bool hasResourceKeys = !ActionsWithoutResourceKeys.Any(pattern => Glob(LowerAscii(pattern), LowerAscii(check.Request.Action.Text)));
        DateTimeOffset time = check.Request.Time ?? check.Now;
        List<string> calledVia = [.. StatedValue(check, "aws:CalledVia")];
        string lower = LowerAscii(key);
        return lower switch
        {
            "aws:principalarn" => PrincipalArn(check),
            "aws:principalaccount" => check.HasAccount ? caller.AccountId : caller.Kind == PrincipalKind.Anonymous ? "anonymous" : null,
            "aws:principalorgid" => organization?.Id,
            "aws:principalorgpaths" => List(organization?.Paths ?? []),
            "aws:principaltype" => caller.Kind switch
            {
                PrincipalKind.Root => "Account",
                PrincipalKind.User => "User",
                PrincipalKind.FederatedUser => "FederatedUser",
                PrincipalKind.Role or PrincipalKind.RoleSession => "AssumedRole",
                PrincipalKind.Anonymous => "Anonymous",
                // OQ-14.
                _ => null,
            },
            "aws:principalisawsservice" => caller.Kind == PrincipalKind.Service ? "true" : check.HasAccount ? "false" : null,
            "aws:principalservicename" => caller.Kind == PrincipalKind.Service ? caller.Name : null,
            "aws:principalservicenameslist" => List(caller.Kind == PrincipalKind.Service ? [caller.Name] : []),
            "aws:userid" => UserId(check),
            "aws:username" => caller.Kind == PrincipalKind.User ? caller.Name : null,
            "aws:federatedprovider" => caller.Kind == PrincipalKind.FederatedProvider && !IsSamlProvider(caller) ? caller.Text : null,
            "aws:resourceaccount" => hasResourceKeys && check.Owner.Length > 0 ? check.Owner : null,
            "aws:resourceorgid" => hasResourceKeys ? resourceOrganization?.Id : null,
            "aws:resourceorgpaths" => List(hasResourceKeys ? resourceOrganization?.Paths ?? [] : []),
            "aws:tagkeys" => List([.. TagKeys(check)]),
            "aws:calledviafirst" => calledVia.FirstOrDefault(),
            "aws:calledvialast" => calledVia.LastOrDefault(),
            // CTX-8.
            "aws:viaawsservice" => calledVia.Count > 0 ? "true" : "false",
            // CTX-9.
            "aws:sourcearn" => caller.Kind == PrincipalKind.Service ? caller.SourceArn : null,
            "aws:sourceaccount" => caller.Kind == PrincipalKind.Service ? caller.SourceAccount : null,
            // COND-43.
            "aws:currenttime" => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "aws:epochtime" => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            "s3:dataaccesspointarn" => check.Resource.AccessPointArn,
            "s3:dataaccesspointaccount" => check.Resource.AccessPointArn is { } accessPoint && ArnPart(accessPoint, 4) is { Length: > 0 } account ? account : null,
            // CTX-4, STS-12.
            _ when Starts(lower, "aws:principaltag/") => Tag(caller.SessionTags, lower) ?? Tag(caller.Tags, lower),
            _ when Starts(lower, "aws:resourcetag/") => Tag(check.Resource.Tags, lower),
            _ when Starts(lower, "aws:requesttag/") => Tag(check.Request.RequestTags, lower),
            _ => (string?)null,
        };
    }

    private static ContextValue StatedValue(Check check, string key) =>
        check.Request.Context.Where(pair => LowerAscii(pair.Key) == LowerAscii(key)).Select(static pair => pair.Value).FirstOrDefault();

    // CTX-2: nothing is absent, not an empty list.
    private static ContextValue List(ImmutableArray<string> values) => values.IsEmpty ? ContextValue.Absent : ContextValue.FromList(values);

    // OQ-25: of two spellings the first in ordinal order counts.
    private static string? Tag(ImmutableDictionary<string, string> tags, string lowerKey) =>
        tags.Where(tag => LowerAscii(tag.Key) == lowerKey[(lowerKey.IndexOf('/', StringComparison.Ordinal) + 1)..])
            .OrderBy(static tag => tag.Key, StringComparer.Ordinal).Select(static tag => tag.Value).FirstOrDefault();

    private static IEnumerable<string> TagKeys(Check check) =>
        check.Request.RequestTags.Keys
            .Concat(check.Request.Context.Where(static pair => !pair.Value.IsAbsent && Starts(LowerAscii(pair.Key), "aws:requesttag/") && pair.Key.Length > "aws:requesttag/".Length)
                .Select(static pair => pair.Key["aws:requesttag/".Length..]))
            .GroupBy(LowerAscii).Select(static spellings => spellings.Order(StringComparer.Ordinal).First());

    // CTX-1: the role, not its session; nothing for services and unsigned callers.
    private static string? PrincipalArn(Check check) => check.Caller.Kind switch
    {
        PrincipalKind.User or PrincipalKind.Root or PrincipalKind.FederatedUser => check.Caller.Text,
        PrincipalKind.Role or PrincipalKind.RoleSession => $"arn:{Partition(check.Caller)}:iam::{check.Caller.AccountId}:role{check.Caller.RolePath ?? "/"}{check.Caller.Name}",
        _ => null,
    };

    // CTX-3, table 3.2.
    private static string? UserId(Check check) => check.Caller.Kind switch
    {
        PrincipalKind.User => check.Caller.UniqueId,
        PrincipalKind.RoleSession when check.Caller.UniqueId is { } id => $"{id}:{check.Caller.SessionName}",
        PrincipalKind.Root => check.Caller.AccountId,
        PrincipalKind.FederatedUser => $"{check.Caller.AccountId}:{check.Caller.Name}",
        PrincipalKind.Anonymous => "anonymous",
        _ => null,
    };

    private static bool IsSamlProvider(Principal caller) => Starts(ArnPart(caller.Text, 5), "saml-provider/");
}

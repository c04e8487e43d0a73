using System.Collections.Immutable;
using System.Text;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <summary>A request with everything that decides it.</summary>
internal sealed record Question(PolicySet Set, AccessRequest Request, EvaluationOptions Options)
{
    /// <summary>The clock of every question.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 1, 15, 0, 0, 0, TimeSpan.Zero);

    public static TimeProvider Clock => FixedClock.Instance;

    public Decision AskEngine() => Simulator.Compile(Set, Options, FixedClock.Instance).Evaluate(Request);

    public DecisionKind AskOracle() => ReferenceEvaluator.Evaluate(Set, Request, Options, Now);

    /// <summary>Every document with the place where it stands.</summary>
    public IEnumerable<(string Place, PolicyDocument Document)> Documents()
    {
        IEnumerable<(string Place, PolicyDocument? Document)> all =
        [
            .. Numbered("identity", Set.Identity),
            ("permissions boundary", Set.PermissionsBoundary),
            .. Numbered("session", Set.Session ?? []),
            ("resource", Set.Resource),
            ("access point", Set.AccessPoint),
            ("VPC endpoint", Set.VpcEndpoint),
            .. (Set.ServiceControlPolicies ?? []).SelectMany(static (level, index) => Numbered($"SCP level {index}, ", level)),
            .. (Set.ResourceControlPolicies ?? []).SelectMany(static (level, index) => Numbered($"RCP level {index}, ", level)),
        ];
        return all.Where(static pair => pair.Document is not null).Select(static pair => (pair.Place, pair.Document!));
    }

    /// <summary>The question to be read, and retyped, by a person.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"{Describe(Request.Principal)} {Request.Action}");
        foreach (RequestResource resource in Request.Resources)
        {
            text.AppendLine($"  on {Describe(resource)}");
        }

        foreach (KeyValuePair<string, ContextValue> pair in Request.Context)
        {
            text.AppendLine($"  context {pair.Key} = {(pair.Value is { IsAbsent: false, IsMultivalued: false } ? $"'{pair.Value}'" : pair.Value.ToString())}");
        }

        text.AppendLine($"  request tags {Describe(Request.RequestTags)}, time {Request.Time:O}");
        text.AppendLine($"  organization {Describe(Set.Organization)}; of the resource {Describe(Set.ResourceOrganization)}");
        text.AppendLine($"  resource policy kind {Set.ResourcePolicyKind}, endpoint type {Set.VpcEndpointType}, session {(Set.Session is null ? "absent" : "present")}, "
            + $"SCP levels {Set.ServiceControlPolicies?.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "absent"}, RCP levels {Set.ResourceControlPolicies?.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "absent"}");
        text.AppendLine($"  {Options}");
        foreach ((string place, PolicyDocument document) in Documents())
        {
            text.AppendLine($"  {place}: {document.ToJson()}");
        }

        return text.ToString();
    }

    private static IEnumerable<(string Place, PolicyDocument? Document)> Numbered(string place, ImmutableArray<PolicyDocument> documents) =>
        documents.Select((document, index) => ($"{place}[{index}]", (PolicyDocument?)document));

    private static string Describe(Principal principal) =>
        $"{principal.Kind} {principal} (role path {principal.RolePath ?? "unknown"}, id {principal.UniqueId}, canonical id {principal.CanonicalUserId}, issuer {principal.Issuer}, tags {Describe(principal.Tags)}, "
        + $"session tags {Describe(principal.SessionTags)}, source {principal.SourceArn} {principal.SourceAccount})";

    private static string Describe(RequestResource resource) =>
        $"{resource} (owner {resource.OwnerAccount ?? "not given"}, tags {Describe(resource.Tags)}, BPA {resource.BlockPublicAccess}, object owner {resource.ObjectOwner}, ACL {resource.ObjectAclAllows}, "
        + $"AWS managed key {resource.IsAwsManagedKey}, API {resource.ApiGatewayAuthorization} private {resource.IsPrivateApi}, access point {resource.AccessPointArn} BPA {resource.AccessPointBlocksPublicAccess}, "
        + $"frozen {Describe(resource.FrozenPrincipalIds)}, grants [{string.Join("; ", resource.KmsGrants.Select(Describe))}])";

    private static string Describe(KmsGrant grant) =>
        $"{grant.GranteePrincipal} {string.Join(",", grant.Operations)}, retired by {grant.RetiringPrincipal}, subset {Describe(grant.EncryptionContextSubset)}, equals {Describe(grant.EncryptionContextEquals)}";

    private static string Describe(OrganizationFacts? facts) => facts is null ? "none" : $"{facts.Id} [{string.Join(", ", facts.Paths)}] managed by {facts.ManagementAccount}";

    private static string Describe(ImmutableDictionary<string, string>? pairs) => pairs is null ? "none" : $"{{{string.Join(", ", pairs.Select(static pair => $"{pair.Key}={pair.Value}"))}}}";

    private sealed class FixedClock : TimeProvider
    {
        public static readonly FixedClock Instance = new();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

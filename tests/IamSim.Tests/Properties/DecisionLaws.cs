using System.Collections.Immutable;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Tests.Reference;

namespace IamSim.Tests.Properties;

/// <summary>Laws of AWS's logic that hold for every question, whatever the policies say.</summary>
public sealed class DecisionLaws
{
    private static readonly PolicyDocument DenyAll = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""");
    private static readonly PolicyDocument DenyAllToEveryone = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}}""");

    private static readonly PolicyDocument AllowAll = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""");
    private static readonly PolicyDocument AllowAllToEveryone = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}""");

    [Fact]
    public void An_explicit_deny_beats_every_allow() => RandomCases.Check(RandomQuestions.Strict, 500, static question =>
    {
        if (question.Request.Principal.Kind is not (PrincipalKind.User or PrincipalKind.Role or PrincipalKind.RoleSession or PrincipalKind.FederatedUser)
            || question.Request.Resources.Any(static resource => resource.ApiGatewayAuthorization is ApiGatewayAuthorization.None or ApiGatewayAuthorization.CognitoUserPool))
        {
            return null;
        }

        Decision denied = (question with { Set = question.Set with { Identity = question.Set.Identity.Add(DenyAll) } }).AskEngine();
        // STS-8, STS-9: what needs no permission cannot lose it.
        return denied.Kind == DecisionKind.ExplicitDeny || denied.Rule?.Id is "STS-8" or "STS-9" ? null : $"denied everything, yet {denied.Kind}";
    });

    [Fact]
    public void A_deny_in_any_layer_only_denies() => RandomCases.Check(RandomQuestions.Strict, 500, static question =>
    {
        PolicySet set = question.Set;
        DecisionKind before = question.AskEngine().Kind;
        PolicyDocument WithDeny(PolicyDocument? policy) => policy is null ? DenyAllToEveryone : policy with { Statements = [.. policy.Statements, .. DenyAllToEveryone.Statements] };
        // RCP-9: a resource control policy names a service.
        PolicyDocument denyAction = PolicyDocument.Parse(
            $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"{{{question.Request.Action}}}","Resource":"*"}}""");
        PolicySet[] denying =
        [
            set with { PermissionsBoundary = DenyAll },
            set with { Session = [.. set.Session ?? [], DenyAll] },
            set with { ServiceControlPolicies = [.. set.ServiceControlPolicies ?? [], [DenyAll]] },
            set with { ResourceControlPolicies = [.. set.ResourceControlPolicies ?? [], [denyAction]] },
            set with { VpcEndpoint = WithDeny(set.VpcEndpoint) },
            set with { Resource = set.ResourcePolicyKind == ResourcePolicyKind.RoleTrust ? set.Resource : WithDeny(set.Resource) },
        ];
        foreach (PolicySet denied in denying)
        {
            // A layer that does not apply to the caller changes nothing (EVAL-9).
            DecisionKind after = (question with { Set = denied }).AskEngine().Kind;
            if (after != DecisionKind.ExplicitDeny && after != before)
            {
                return $"a deny turned {before} into {after}";
            }
        }

        return null;
    });

    [Fact]
    public void Adding_a_limit_never_grants() => RandomCases.Check(RandomQuestions.Strict, 500, static question =>
    {
        if (question.AskEngine().IsAllowed)
        {
            return null;
        }

        // The widest limit is the likeliest to grant by mistake; the question's own policies are the likeliest to fit the request.
        PolicySet set = question.Set;
        List<(string Name, PolicySet Set)> limited = [];
        foreach (PolicyDocument limit in set.Identity.Take(1).Append(AllowAll))
        {
            limited.Add(("SCP level", set with { ServiceControlPolicies = [.. set.ServiceControlPolicies ?? [], [limit]] }));
            if (set.PermissionsBoundary is null)
            {
                limited.Add(("boundary", set with { PermissionsBoundary = limit }));
            }

            // EVAL-32: only a federated user gains by a session policy.
            if (set.Session is null && question.Request.Principal.Kind != PrincipalKind.FederatedUser)
            {
                limited.Add(("session policy", set with { Session = [limit] }));
            }
        }

        if (set.VpcEndpoint is null)
        {
            limited.Add(("endpoint policy", set with { VpcEndpoint = AllowAllToEveryone }));
        }

        // No level at all allows nothing, so that a first level may open the way.
        limited.RemoveAll(pair => pair.Name == "SCP level" && set.ServiceControlPolicies is { Length: 0 });
        return limited.FirstOrDefault(pair => (question with { Set = pair.Set }).AskEngine().IsAllowed).Name is { } granting ? $"a {granting} granted" : null;
    });

    [Fact]
    public void Order_never_matters() => RandomCases.Check(RandomQuestions.Strict, 1000, static question =>
    {
        PolicySet set = question.Set;
        var reversed = new PolicySet
        {
            Identity = Reverse(set.Identity),
            PermissionsBoundary = Reverse(set.PermissionsBoundary),
            Session = set.Session is { } session ? Reverse(session) : null,
            Resource = Reverse(set.Resource),
            AccessPoint = Reverse(set.AccessPoint),
            ResourcePolicyKind = set.ResourcePolicyKind,
            VpcEndpoint = Reverse(set.VpcEndpoint),
            VpcEndpointType = set.VpcEndpointType,
            ServiceControlPolicies = Reverse(set.ServiceControlPolicies),
            ResourceControlPolicies = Reverse(set.ResourceControlPolicies),
            Organization = set.Organization,
            ResourceOrganization = set.ResourceOrganization,
        };
        DecisionKind before = question.AskEngine().Kind;
        DecisionKind after = (question with { Set = reversed }).AskEngine().Kind;
        return before == after ? null : $"{before} became {after}";
    });

    [Fact]
    public void Nothing_is_allowed_without_an_allow_statement_or_a_named_rule_or_a_grant() => RandomCases.Check(RandomQuestions.Strict, 1000, static question =>
    {
        Decision decision = question.AskEngine();
        if (!decision.IsAllowed || decision.Rule is not null)
        {
            return null;
        }

        bool byGrant = question.Request.Resources.Any(static resource => resource.ObjectAclAllows || !resource.KmsGrants.IsEmpty);
        return decision.Statement is null ? (byGrant ? null : "allowed by no statement and no rule")
            : decision.Statement.Effect?.Text != "Allow" ? "allowed by a Deny"
            : Granting(question.Set).Any(policy => policy.Statements.Contains(decision.Statement)) ? null
            : "allowed by a statement of a layer that grants nothing";
    });

    [Fact]
    public void Nothing_is_allowed_when_nothing_grants() => RandomCases.Check(RandomQuestions.Strict, 500, static question =>
    {
        ImmutableArray<RequestResource> resources = [.. question.Request.Resources.Select(static resource => resource with { ObjectAclAllows = false, KmsGrants = [] })];
        var request = new AccessRequest(question.Request.Principal, question.Request.Action, resources) { Context = question.Request.Context, RequestTags = question.Request.RequestTags, Time = question.Request.Time };
        // Identity and resource policies keep their denials only.
        PolicySet set = question.Set with
        {
            Identity = [.. question.Set.Identity.Select(DenialsOf).OfType<PolicyDocument>()],
            Resource = DenialsOf(question.Set.Resource),
            AccessPoint = DenialsOf(question.Set.AccessPoint),
        };
        Decision decision = new Question(set, request, question.Options with { LegacyImplicitRoleSelfTrust = false }).AskEngine();
        return decision.IsAllowed && decision.Rule is null ? "allowed by nothing" : null;
    });

    private static IEnumerable<PolicyDocument> Granting(PolicySet set) => set.Identity.Concat(new[] { set.Resource, set.AccessPoint }.OfType<PolicyDocument>());

    private static PolicyDocument? DenialsOf(PolicyDocument? policy)
    {
        ImmutableArray<PolicyStatement> denials = policy?.Statements.RemoveAll(static statement => statement.Effect?.Text == "Allow") ?? [];
        return denials.IsEmpty ? null : policy! with { Statements = denials };
    }

    private static ImmutableArray<PolicyDocument> Reverse(ImmutableArray<PolicyDocument> list) => [.. list.Reverse().Select(static policy => Reverse(policy)!)];

    private static ImmutableArray<ImmutableArray<PolicyDocument>>? Reverse(ImmutableArray<ImmutableArray<PolicyDocument>>? levels) =>
        levels is { } present ? [.. present.Reverse().Select(Reverse)] : null;

    private static PolicyDocument? Reverse(PolicyDocument? policy) => policy is null ? null : policy with { Statements = [.. policy.Statements.Reverse()] };
}

using System.Collections.Immutable;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <summary>
/// The semantics as a slow and obvious program: one method per rule, no preparation, no tables shared with the engine. Whoever doubts an
/// answer of the engine reads this beside the specification; the properties compare the two.
/// </summary>
internal static partial class ReferenceEvaluator
{
    /// <summary>Decides a request as the reference procedure (4.9) says.</summary>
    internal static DecisionKind Evaluate(PolicySet set, AccessRequest request, EvaluationOptions options, DateTimeOffset now) =>
        // EVAL-5, step 11: several resources are several checks.
        Worst(request.Resources.SelectMany(resource => ChecksOf(set, request, resource, options, now)).Select(Decide));

    private static DecisionKind Worst(IEnumerable<DecisionKind> answers)
    {
        List<DecisionKind> all = [.. answers];
        return all.Contains(DecisionKind.ExplicitDeny) ? DecisionKind.ExplicitDeny
            : all.TrueForAll(static answer => answer == DecisionKind.Allowed) ? DecisionKind.Allowed
            : DecisionKind.ImplicitDeny;
    }

    private static IEnumerable<Check> ChecksOf(PolicySet set, AccessRequest request, RequestResource resource, EvaluationOptions options, DateTimeOffset now)
    {
        // S3-7: the access point and the bucket must both permit.
        if (resource.AccessPointArn is { } accessPoint)
        {
            string key = resource.Arn.Contains('/', StringComparison.Ordinal) ? "/object/" + resource.Arn.Split('/', 2)[1] : "";
            yield return new Check(set, request, resource, accessPoint + key, set.AccessPoint, IsAccessPoint: true, options, now);
        }

        yield return new Check(set, request, resource, resource.Arn, set.Resource, IsAccessPoint: false, options, now);
    }

    private static DecisionKind Decide(Check check)
    {
        // Step 0.
        if (SpecialOperation(check) is { } special)
        {
            return special;
        }

        // Step 1: what applies.
        PolicySet set = check.Set;
        bool ownPolicies = check.HasAccount && !check.IsOpenApiMethod;
        ImmutableArray<PolicyDocument> identity = ownPolicies && check.Caller.Kind != PrincipalKind.Root ? set.Identity : [];
        PolicyDocument? boundary = ownPolicies && check.Caller.Kind != PrincipalKind.Root ? set.PermissionsBoundary : null;
        ImmutableArray<PolicyDocument>? session = ownPolicies ? set.Session : null;
        ImmutableArray<ImmutableArray<PolicyDocument>>? scps = ownPolicies && ScpsApply(check) ? set.ServiceControlPolicies : null;
        ImmutableArray<ImmutableArray<PolicyDocument>>? rcps = RcpsApply(check) ? set.ResourceControlPolicies : null;
        PolicyDocument? resource = IgnoresResourcePolicy(check) ? null : check.ResourcePolicy;

        // Steps 2 and 3 (EVAL-1): one matching Deny anywhere.
        if (identity.Any(policy => Denies(check, policy, Layer.Identity))
            || (boundary is not null && Denies(check, boundary, Layer.Identity))
            || (session ?? []).Any(policy => Denies(check, policy, Layer.Identity))
            || (scps ?? []).Any(level => level.Any(policy => Denies(check, policy, Layer.Identity)))
            || (rcps ?? []).Any(level => level.Any(policy => Denies(check, policy, Layer.ResourceControl)))
            || (set.VpcEndpoint is not null && Denies(check, set.VpcEndpoint, Layer.VpcEndpoint))
            || (resource is not null && Denies(check, resource, Layer.Resource))
            || IsBlockedPublicAccess(check, resource))
        {
            return DecisionKind.ExplicitDeny;
        }

        if (IsImpossible(check))
        {
            return DecisionKind.ImplicitDeny;
        }

        // Steps 4 to 6: limits that stand in front of everything.
        if (!EveryLevelAllows(check, rcps, Layer.ResourceControl)
            || !EveryLevelAllows(check, scps, Layer.Identity)
            || (set.VpcEndpoint is not null && !Allows(check, set.VpcEndpoint, Layer.VpcEndpoint)))
        {
            return DecisionKind.ImplicitDeny;
        }

        if (check.IsOpenApiMethod)
        {
            // SVC-3: without authorization, or with a pool's token, the resource policy decides alone (OQ-20).
            bool open = resource is null ? !check.Resource.IsPrivateApi : Allows(check, resource, Layer.Resource);
            return open ? DecisionKind.Allowed : DecisionKind.ImplicitDeny;
        }

        // Step 7.
        Grant grant = BestGrant(check, resource);
        bool i = check.Caller.Kind == PrincipalKind.Root || identity.Any(policy => Allows(check, policy, Layer.Identity));
        bool b = boundary is null || Allows(check, boundary, Layer.Identity);
        bool s = session is not { } sessions || sessions.Any(policy => Allows(check, policy, Layer.Identity));
        if (check.Caller.Kind == PrincipalKind.FederatedUser && session is null && check.Options.FederatedUserNeedsSessionPolicy)
        {
            // EVAL-32, OQ-16: neither identity policies nor what names the issuing user reach the session.
            s = false;
        }

        // SVC-3: a private API has to have a resource policy, whatever else authorizes.
        if (Is(check, "execute-api:Invoke") && check.Resource.IsPrivateApi && resource is null)
        {
            return DecisionKind.ImplicitDeny;
        }

        bool allowed;
        if (!check.HasAccount)
        {
            // Step 8 (EVAL-26, EVAL-27, STS-5).
            allowed = grant == Grant.Direct;
        }
        else if (check.Caller.AccountId != check.EffectiveOwner || NeedsBothPolicies(check))
        {
            // Step 10 (XACC-1), which VPC Lattice and SetSourceIdentity follow in one account too (SVC-13, STS-6).
            allowed = grant != Grant.None && i && b && s;
        }
        else
        {
            // Step 9 (EVAL-20 to EVAL-25, KMS-1, STS-1).
            allowed = grant == Grant.Direct
                || (grant == Grant.Role && b && s)
                || ((!NeedsResourcePolicy(check) || grant == Grant.Account) && i && b && s);
        }

        return allowed ? DecisionKind.Allowed : DecisionKind.ImplicitDeny;
    }

    private static Grant BestGrant(Check check, PolicyDocument? resource)
    {
        // S3-2: the bucket policy grants nothing on objects that another account owns.
        IEnumerable<Grant> fromPolicy = resource is null || (!check.IsAccessPoint && check.EffectiveOwner != check.Owner)
            ? []
            : resource.Statements.Where(IsAllow).Select(statement => Match(check, resource, statement, Layer.Resource));
        return fromPolicy.Concat(GrantsWithoutPolicy(check)).DefaultIfEmpty(Grant.None).Max();
    }

    // SCP-2, RCP-1. A kind that is present and empty allows nothing.
    private static bool EveryLevelAllows(Check check, ImmutableArray<ImmutableArray<PolicyDocument>>? levels, Layer layer) =>
        levels is not { } present || (present.Length > 0 && present.All(level => level.Any(policy => Allows(check, policy, layer))));

    private static bool Denies(Check check, PolicyDocument policy, Layer layer) =>
        policy.Statements.Any(statement => !IsAllow(statement) && Match(check, policy, statement, layer) != Grant.None);

    private static bool Allows(Check check, PolicyDocument policy, Layer layer) =>
        policy.Statements.Any(statement => IsAllow(statement) && Match(check, policy, statement, layer) != Grant.None);

    // GRAM-20. Whatever is not Allow counts as Deny: the safe reading of an imported document.
    private static bool IsAllow(PolicyStatement statement) => statement.Effect?.Text == "Allow";

    /// <summary>EVAL-7: whether a statement applies, and how closely it names the caller; outside resource policies any class but None means that it does.</summary>
    private static Grant Match(Check check, PolicyDocument policy, PolicyStatement statement, Layer layer)
    {
        bool deny = !IsAllow(statement);
        // An element that is unknown, out of place, doubled or missing is a test that cannot be understood.
        bool understood = statement.UnknownElements.IsEmpty
            && (layer != Layer.Identity || (statement.Principal ?? statement.NotPrincipal) is null)
            && (layer == Layer.Resource || (statement.Resource ?? statement.NotResource) is not null)
            && (statement.Action ?? statement.NotAction) is not null
            && (statement.Action is null || statement.NotAction is null)
            && (statement.Resource is null || statement.NotResource is null)
            && (statement.Principal is null || statement.NotPrincipal is null);
        return (understood || deny)
            && ActionMatches(check, statement)
            && ResourceMatches(check, policy, statement)
            && ConditionHolds(check, policy, statement.Condition, deny)
                ? PrincipalMatches(check, statement, layer, deny)
                : Grant.None;
    }

    private static bool ActionMatches(Check check, PolicyStatement statement)
    {
        // GRAM-40 to GRAM-45.
        bool Covers(PolicyValue pattern) => Glob(ToSymbols(LowerAscii(pattern.Text)), LowerAscii(check.Request.Action.Text));
        return (statement.Action is not null && statement.NotAction is not null) || (statement.Action is { } action ? action.Values.Any(Covers)
            : statement.NotAction is not { } notAction || (notAction.Values.Length > 0 && !notAction.Values.Any(Covers)));
    }

    private static bool ResourceMatches(Check check, PolicyDocument policy, PolicyStatement statement)
    {
        bool Covers(PolicyValue value) => value.Kind != PolicyValueKind.Null && ResourceCovers(check, policy, value.Text);
        // GRAM-56, GRAM-28. GRAM-25: left out, it is the resource the policy hangs on.
        return (statement.Resource is not null && statement.NotResource is not null) || (statement.Resource is { } resource ? resource.Values.Any(Covers)
            : statement.NotResource is not { } notResource || (notResource.Values.Any(static value => value.Kind != PolicyValueKind.Null) && !notResource.Values.Any(Covers)));
    }

    /// <summary>What a statement's Principal means depends on where the policy stands.</summary>
    private enum Layer
    {
        Identity,
        Resource,
        ResourceControl,
        VpcEndpoint,
    }

    /// <summary>The grant classes of 4.2, weakest first.</summary>
    private enum Grant
    {
        None,
        Account,
        Role,
        Direct,
    }

    /// <summary>One action on one resource.</summary>
    private sealed record Check(
        PolicySet Set,
        AccessRequest Request,
        RequestResource Resource,
        string Arn,
        PolicyDocument? ResourcePolicy,
        bool IsAccessPoint,
        EvaluationOptions Options,
        DateTimeOffset Now)
    {
        public Principal Caller => Request.Principal;

        public string Service => LowerAscii(Request.Action.Text.Split(':')[0]);

        public string ActionName => LowerAscii(Request.Action.Text.Split(':')[1]);

        public bool HasAccount => Caller.AccountId.Length > 0;

        public bool IsRoleSession => Caller.Kind is PrincipalKind.Role or PrincipalKind.RoleSession;

        /// <summary>XACC-6.</summary>
        public string Owner => Resource.OwnerAccount ?? (IsAccountId(ArnPart(Resource.Arn, 4)) ? ArnPart(Resource.Arn, 4) : Caller.AccountId);

        /// <summary>S3-2: an object that its writer owns is judged by the writer's account.</summary>
        public string EffectiveOwner => Service != "s3" ? Owner
            : IsAccessPoint ? IsAccountId(ArnPart(Resource.AccessPointArn!, 4)) ? ArnPart(Resource.AccessPointArn!, 4) : Owner
            : Resource.Arn.Contains('/', StringComparison.Ordinal) ? Resource.ObjectOwner ?? Owner : Owner;

        public string ArnService => ArnPart(Arn, 2);

        public string ArnResource => ArnPart(Arn, 5);

        /// <summary>SVC-3.</summary>
        public bool IsOpenApiMethod => Service == "execute-api" && ActionName == "invoke"
            && Resource.ApiGatewayAuthorization is ApiGatewayAuthorization.None or ApiGatewayAuthorization.CognitoUserPool;
    }

    private static string ArnPart(string arn, int index) => arn.Split(':', 6) is { Length: 6 } parts && parts[0] == "arn" ? parts[index] : "";

    private static bool IsAccountId(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);

    private static bool Starts(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal);

    private static string LowerAscii(string text) => string.Concat(text.Select(static c => c is >= 'A' and <= 'Z' ? (char)(c + 32) : c));
}

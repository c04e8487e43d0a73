using IamSim.Conditions;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Evaluation;

/// <summary>Which layer and which statement a decision names. Asked and explained it is the same: the two look at statements in different ways.</summary>
public sealed class NamedStatementTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";
    private const string Session = "arn:aws:sts::111122223333:assumed-role/app/s";
    private const string Bucket = "arn:aws:s3:::b/k";

    private static readonly RequestResource Own = new(Bucket) { OwnerAccount = "111122223333" };

    [Fact]
    public void Of_several_denials_the_first_is_named_and_every_layer_that_has_one()
    {
        PolicySet set = new() { Identity = [Policy("one", Deny("A"), Deny("B"), Allow("C"))], PermissionsBoundary = Policy("two", Deny("D"), Deny("E")), ServiceControlPolicies = [[Policy("three", Allow("F"))], [Policy("four", Allow("G"))]] };

        AssertDecision(set, "ExplicitDeny Identity A Identity, PermissionsBoundary");
        AssertDecision(set with { ServiceControlPolicies = [[], [Policy("four", Conditional("Deny", "G"), Deny("H"))]] }, "ExplicitDeny ServiceControl G ServiceControl, Identity, PermissionsBoundary");
        AssertDecision(set with { ServiceControlPolicies = [[Policy("four", Conditional("Deny", "G"))], []] }, "ExplicitDeny ServiceControl G ServiceControl, Identity, PermissionsBoundary");
    }

    [Theory]
    // One level that is silent is enough, wherever it is; a Deny of any level counts all the same.
    [InlineData("A-", "ImplicitDeny ServiceControl - ServiceControl")]
    [InlineData("-A", "ImplicitDeny ServiceControl - ServiceControl")]
    [InlineData("AA", "Allowed Identity own None")]
    [InlineData("A-A", "ImplicitDeny ServiceControl - ServiceControl")]
    [InlineData("", "ImplicitDeny ServiceControl - ServiceControl")]
    [InlineData("-D", "ExplicitDeny ServiceControl D1 ServiceControl")]
    [InlineData("D-", "ExplicitDeny ServiceControl D0 ServiceControl")]
    [InlineData("DA", "ExplicitDeny ServiceControl D0 ServiceControl")]
    [InlineData("AD", "ExplicitDeny ServiceControl D1 ServiceControl")]
    [InlineData("DD", "ExplicitDeny ServiceControl D0 ServiceControl")]
    [InlineData("-AD", "ExplicitDeny ServiceControl D2 ServiceControl")]
    public void Every_level_has_to_allow_and_none_to_deny(string levels, string expected)
    {
        foreach (bool conditional in (bool[])[false, true])
        {
            string Statement(char kind, int level) => conditional ? Conditional(kind == 'A' ? "Allow" : "Deny", $"{kind}{level}") : kind == 'A' ? Allow($"A{level}") : Deny($"D{level}");
            PolicySet set = new()
            {
                Identity = [Policy("own", Allow("own"))],
                ServiceControlPolicies = [.. levels.Select((kind, level) => kind == '-' ? [] : (System.Collections.Immutable.ImmutableArray<PolicyDocument>)[Policy($"scp{level}", Statement(kind, level))])],
            };

            Explanation explanation = AssertDecision(set, expected);

            LayerExplanation layer = explanation.Checks[0].Layers.Single(static layer => layer.Kind == PolicyKind.ServiceControl);
            bool isSilent = expected.StartsWith("ImplicitDeny", StringComparison.Ordinal);
            Assert.Equal(isSilent ? LayerVerdict.Silent : expected.StartsWith('E') ? LayerVerdict.Deny : LayerVerdict.Allow, layer.Verdict);
            Assert.Equal(isSilent, layer.Statement is null);
            Assert.Equal(isSilent && levels.Length > 0 ? (int?)levels.IndexOf('-', StringComparison.Ordinal) : null, layer.SilentLevel);
        }
    }

    [Fact]
    public void Of_several_Allows_the_first_that_reaches_the_caller_best_is_named()
    {
        string account = ", \"Principal\":{\"AWS\":\"111122223333\"}";
        string role = ", \"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:role/app\"}";
        string direct = $", \"Principal\":{{\"AWS\":\"{Session}\"}}";
        PolicySet Set(params string[] statements) => new() { Resource = Policy("bucket", statements), ResourcePolicyKind = ResourcePolicyKind.S3Bucket, Identity = [Policy("own", Allow("own"))] };
        string Ask(params string[] statements)
        {
            var request = new AccessRequest(Principal.Parse(Session), "s3:GetObject", Own);
            return Told(Both(Set(statements), request).Decision);
        }

        Assert.Equal("Allowed Resource C None", Ask(Allow("A", account), Allow("B", role), Allow("C", direct), Allow("D", direct)));
        Assert.Equal("Allowed Resource B None", Ask(Allow("A", account), Allow("B", role), Allow("C", role), Allow("D", account)));
        Assert.Equal("Allowed Identity own None", Ask(Allow("A", account), Allow("B", account)));
        Assert.Equal("ExplicitDeny Resource E Resource", Ask(Allow("A", direct), Deny("E", direct), Allow("B", direct)));
    }

    [Fact]
    public void Across_accounts_the_resource_is_named_that_lets_the_account_in()
    {
        PolicySet set = new() { Resource = Policy("bucket", Allow("A", ", \"Principal\":{\"AWS\":\"111122223333\"}")), ResourcePolicyKind = ResourcePolicyKind.S3Bucket, Identity = [Policy("own", Allow("own"))] };

        Assert.Equal("Allowed Resource A None", Told(Both(set, new AccessRequest(Principal.Parse(Alice), "s3:GetObject", Own with { OwnerAccount = "444455556666" })).Decision));
        Assert.Equal("Allowed Identity own None", Told(Both(set, new AccessRequest(Principal.Parse(Alice), "s3:GetObject", Own)).Decision));
        Assert.Equal("Allowed Resource A None", Told(Both(set, new AccessRequest(Principal.Parse("arn:aws:iam::111122223333:root"), "s3:GetObject", Own)).Decision));
        Assert.Equal("Allowed NamedRule ROOT-1 None", Told(Both(set with { Resource = null }, new AccessRequest(Principal.Parse("arn:aws:iam::111122223333:root"), "s3:GetObject", Own)).Decision));
    }

    /// <summary>KMS-6: what a grant gives beyond the key policy is the key's doing, and no statement's.</summary>
    [Theory]
    [InlineData(Alice, null, "Allowed Resource - None")]
    [InlineData(Alice, "111122223333", "Allowed Resource - None")]
    [InlineData(Alice, Alice, "Allowed Resource key None")]
    [InlineData("111122223333", null, "Allowed Identity own None")]
    [InlineData("111122223333", "111122223333", "Allowed Identity own None")]
    [InlineData("arn:aws:iam::111122223333:root", null, "Allowed Identity own None")]
    [InlineData("arn:aws-cn:iam::111122223333:root", null, "ImplicitDeny Resource - Resource")]
    [InlineData("444455556666", null, "ImplicitDeny Resource - Resource")]
    public void A_grant_that_reaches_further_than_the_key_policy_decides_without_a_statement(string grantee, string? named, string expected)
    {
        PolicySet set = new()
        {
            Resource = Policy("key", Allow("key", $", \"Principal\":{{\"AWS\":\"{named ?? "arn:aws:iam::111122223333:user/nobody"}\"}}")),
            ResourcePolicyKind = ResourcePolicyKind.KmsKey,
            Identity = [Policy("own", Allow("own"))],
        };
        var key = new RequestResource("arn:aws:kms:eu-west-1:111122223333:key/k") { KmsGrants = [new KmsGrant { GranteePrincipal = "arn:aws:iam::111122223333:user/bob", Operations = ["Decrypt"] }, new KmsGrant { GranteePrincipal = grantee, Operations = ["Decrypt"] }] };

        Assert.Equal(expected, Told(Both(set, new AccessRequest(Principal.Parse(Alice), "kms:Decrypt", key)).Decision));
    }

    /// <summary>S3-2: a bucket policy grants nothing on objects of other accounts, with or without conditions; its Deny still counts.</summary>
    [Fact]
    public void What_a_bucket_policy_allows_on_foreign_objects_does_not_count()
    {
        const string Everyone = ", \"Principal\":\"*\"";
        string Ask(string? objectOwner, params string[] statements)
        {
            PolicySet set = new() { Resource = Policy("bucket", statements), ResourcePolicyKind = ResourcePolicyKind.S3Bucket };
            return Told(Both(set, new AccessRequest(Principal.Parse(Alice), "s3:GetObject", new RequestResource(Bucket) { OwnerAccount = "444455556666", ObjectOwner = objectOwner })).Decision);
        }

        Assert.Equal("ImplicitDeny None - Identity", Ask("111122223333", Allow("A", Everyone)));
        Assert.Equal("ImplicitDeny None - Identity", Ask("111122223333", Conditional("Allow", "A", Everyone)));
        Assert.Equal("ExplicitDeny Resource D Resource", Ask("111122223333", Allow("A", Everyone), Deny("D", Everyone)));
        Assert.Equal("ExplicitDeny Resource D Resource", Ask("111122223333", Conditional("Deny", "D", Everyone), Allow("A", Everyone)));
        Assert.Equal("ImplicitDeny None - Resource, Identity", Ask("777788889999", Allow("A", Everyone)));
        Assert.Equal("ImplicitDeny Identity - Identity", Ask(null, Allow("A", Everyone)));
        Assert.Equal("ImplicitDeny Identity - Identity", Ask("444455556666", Allow("A", Everyone)));
    }

    /// <summary>EVAL-5: of two resources the graver decision counts; of equally grave ones both blockers do, and the first layer in AWS's order, in whichever order they are asked.</summary>
    [Theory]
    [InlineData("identity", "scp", "ImplicitDeny ServiceControl - ServiceControl, Identity")]
    [InlineData("boundary", "scp", "ImplicitDeny ServiceControl - ServiceControl, PermissionsBoundary")]
    [InlineData("boundary", "identity", "ImplicitDeny PermissionsBoundary - Identity, PermissionsBoundary")]
    [InlineData("identity", "identity", "ImplicitDeny None - Identity")]
    [InlineData("scp", "scp", "ImplicitDeny ServiceControl - ServiceControl")]
    [InlineData("scp", "denied", "ExplicitDeny Identity D Identity")]
    [InlineData("fine", "scp", "ImplicitDeny ServiceControl - ServiceControl")]
    [InlineData("fine", "denied", "ExplicitDeny Identity D Identity")]
    [InlineData("fine", "fine", "Allowed Identity own None")]
    public void Two_resources_are_decided_together(string left, string right, string expected)
    {
        string Lets(string sid, params string[] names) => $$"""{"Sid":"{{sid}}","Effect":"Allow","Action":"s3:*","Resource":[{{string.Join(',', names.Select(static name => $"\"arn:aws:s3:::{name}/*\""))}}]}""";
        PolicySet set = new()
        {
            Identity = [Policy("own", Lets("own", "scp", "boundary", "fine", "denied"), """{"Sid":"D","Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::denied/*"}""")],
            PermissionsBoundary = Policy("boundary", Lets("b", "scp", "identity", "fine", "denied")),
            ServiceControlPolicies = [[Policy("scp", Lets("s", "boundary", "identity", "fine", "denied"))]],
        };
        RequestResource Resource(string name) => new($"arn:aws:s3:::{name}/k") { OwnerAccount = "111122223333" };
        var request = new AccessRequest(Principal.Parse(Alice), "s3:GetObject", [Resource(left), Resource(right)]);

        Assert.Equal(expected, Told(Both(set, request).Decision));
        Assert.Equal(expected, Told(Both(set, request with { Resources = [Resource(right), Resource(left)] }).Decision));
    }

    /// <summary>S3-7: a request through an access point is asked of its policy as well, whose account is compared with the caller's, and its block of public access counts.</summary>
    [Fact]
    public void Through_an_access_point_its_own_policy_and_settings_count()
    {
        const string Everyone = ", \"Principal\":\"*\"";
        const string Name = ", \"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/alice\"}";
        RequestResource through = new(Bucket) { OwnerAccount = "111122223333", AccessPointArn = "arn:aws:s3:eu-west-1:111122223333:accesspoint/a" };
        PolicySet open = new() { Resource = Policy("bucket", Allow("A", Everyone)), AccessPoint = Policy("point", Allow("P", Everyone)), ResourcePolicyKind = ResourcePolicyKind.S3Bucket };
        PolicySet silent = open with { AccessPoint = Policy("point", """{"Sid":"P","Effect":"Allow","Action":"s3:PutObject","Resource":"*","Principal":"*"}""") };
        string Ask(PolicySet set, string caller, RequestResource resource) => Told(Both(set, new AccessRequest(Principal.Parse(caller), "s3:GetObject", resource)).Decision);

        Assert.Equal("Allowed Resource A None", Ask(open, "anonymous", through));
        Assert.StartsWith("ExplicitDeny NamedRule ", Ask(open, "anonymous", through with { AccessPointBlocksPublicAccess = true }), StringComparison.Ordinal);
        Assert.Equal("Allowed Resource A None", Ask(open, "anonymous", through with { AccessPointArn = null, AccessPointBlocksPublicAccess = true }));
        Assert.StartsWith("ImplicitDeny ", Ask(silent, Alice, through), StringComparison.Ordinal);
        Assert.StartsWith("Allowed ", Ask(open with { AccessPoint = Policy("point", Allow("P", Name)) }, Alice, through), StringComparison.Ordinal);
        // The object is the caller's, the access point is not.
        RequestResource foreign = through with { OwnerAccount = "444455556666", ObjectOwner = "111122223333", AccessPointArn = "arn:aws:s3:eu-west-1:444455556666:accesspoint/a" };
        PolicySet own = new() { Identity = [Policy("own", Allow("own"))], AccessPoint = silent.AccessPoint, ResourcePolicyKind = ResourcePolicyKind.S3Bucket };
        Assert.StartsWith("ImplicitDeny ", Ask(own, Alice, foreign), StringComparison.Ordinal);
        Assert.StartsWith("Allowed ", Ask(own with { AccessPoint = Policy("point", Allow("P", Name)) }, Alice, foreign), StringComparison.Ordinal);
    }

    /// <summary>SVC-3: a method that nobody guards is open by its rule, not by a policy.</summary>
    [Fact]
    public void An_open_method_is_allowed_by_its_rule()
    {
        var method = new RequestResource("arn:aws:execute-api:eu-west-1:111122223333:api/stage/GET/x") { ApiGatewayAuthorization = ApiGatewayAuthorization.None };

        Assert.Equal("Allowed NamedRule SVC-3 None", Told(Both(new PolicySet { Identity = [Policy("own", Allow("own"))] }, new AccessRequest(Principal.Parse(Alice), "execute-api:Invoke", method)).Decision));
    }

    /// <summary>S3-6: the owner's root user reads, mends and removes the bucket policy in spite of it; nobody else does, and nothing else.</summary>
    [Theory]
    [InlineData("arn:aws:iam::111122223333:root", "s3:GetBucketPolicy", true)]
    [InlineData("arn:aws:iam::111122223333:root", "s3:PutBucketPolicy", true)]
    [InlineData("arn:aws:iam::111122223333:root", "s3:DeleteBucketPolicy", true)]
    [InlineData("arn:aws:iam::111122223333:root", "s3:GetBucketPolicyStatus", false)]
    [InlineData("arn:aws:iam::444455556666:root", "s3:GetBucketPolicy", false)]
    [InlineData(Alice, "s3:PutBucketPolicy", false)]
    public void The_owner_may_mend_a_bucket_policy_that_denies_everything(string caller, string action, bool expected)
    {
        PolicySet set = new() { Resource = Policy("bucket", Deny("D", ", \"Principal\":\"*\"")), ResourcePolicyKind = ResourcePolicyKind.S3Bucket, Identity = [Policy("own", Allow("own"))] };

        Assert.Equal(expected, Both(set, new AccessRequest(Principal.Parse(caller), action, new RequestResource("arn:aws:s3:::b") { OwnerAccount = "111122223333" })).Decision.IsAllowed);
    }

    /// <summary>IAM-2: what AWS keeps for itself only its services and service-linked roles change.</summary>
    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/alice", "ImplicitDeny NamedRule IAM-2 None")]
    [InlineData("arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX", "Allowed Identity own None")]
    public void A_service_linked_role_is_changed_by_its_own_kind(string caller, string expected)
    {
        var request = new AccessRequest(Principal.Parse(caller), "iam:DeleteRole", "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX");

        Assert.Equal(expected, Told(Both(new PolicySet { Identity = [Policy("own", Allow("own"))] }, request).Decision));
    }

    private static Explanation AssertDecision(PolicySet set, string expected)
    {
        Explanation explanation = Both(set, new AccessRequest(Principal.Parse(Alice), "s3:GetObject", Own) { Context = RequestContext.Create(("x:y", "z")) });
        Assert.Equal(expected, Told(explanation.Decision));
        return explanation;
    }

    private static Explanation Both(PolicySet set, AccessRequest request)
    {
        Simulator simulator = Simulator.Compile(set);
        AccessRequest asked = request.Context.Count == 0 ? request with { Context = RequestContext.Create(("x:y", "z")) } : request;
        Explanation explanation = simulator.Explain(asked);
        Assert.Equal(explanation.Decision, simulator.Evaluate(asked));
        return explanation;
    }

    private static string Told(Decision decision) => $"{decision.Kind} {decision.DecidedBy} {decision.Rule?.Id ?? decision.Statement?.Sid?.Text ?? "-"} {decision.BlockedBy}";

    private static PolicyDocument Policy(string name, params string[] statements) => PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""", name);

    private static string Allow(string sid, string more = "") => Statement("Allow", sid, more);

    private static string Deny(string sid, string more = "") => Statement("Deny", sid, more);

    /// <summary>A statement that has to be tested, with a condition that holds.</summary>
    private static string Conditional(string effect, string sid, string more = "") => Statement(effect, sid, more + ", \"Condition\":{\"StringEquals\":{\"x:y\":\"z\"}}");

    private static string Statement(string effect, string sid, string more) => $$"""{"Sid":"{{sid}}","Effect":"{{effect}}","Action":"*","Resource":"*"{{more}}}""";
}

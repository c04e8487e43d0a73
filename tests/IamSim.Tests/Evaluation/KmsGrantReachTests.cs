using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.PartialEvaluation;
using IamSim.Policies;

namespace IamSim.Tests.Evaluation;

/// <summary>Whom a grant on a key serves, and for what (KMS-6).</summary>
public sealed class KmsGrantReachTests
{
    private const string Key = "arn:aws:kms:eu-west-1:111122223333:key/1";
    private const string User = "arn:aws:iam::111122223333:user/alice";
    private const string Role = "arn:aws:iam::111122223333:role/app";
    private const string Session = "arn:aws:sts::111122223333:assumed-role/app/s";

    private static readonly Simulator ByGrants = Simulator.Compile(new PolicySet
    {
        Resource = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/nobody"},"Action":"kms:*","Resource":"*"}}"""),
        ResourcePolicyKind = ResourcePolicyKind.KmsKey,
    });

    [Theory]
    [InlineData(User, User, true)]
    [InlineData(User, "arn:aws:iam::111122223333:user/bob", false)]
    [InlineData(User, "arn:aws:iam::444455556666:user/alice", false)]
    [InlineData(Role, Session, true)]
    [InlineData(Role, "arn:aws:sts::111122223333:assumed-role/other/s", false)]
    [InlineData(Role, "arn:aws:sts::444455556666:assumed-role/app/s", false)]
    [InlineData(Role, "arn:aws:iam::111122223333:user/app", false)]
    [InlineData(Session, Session, true)]
    [InlineData(Session, "arn:aws:sts::111122223333:assumed-role/app/t", false)]
    [InlineData("arn:aws-cn:iam::111122223333:role/app", Session, false)]
    public void A_grantee_may_what_the_grant_holds(string grantee, string caller, bool expected)
    {
        Assert.Equal(expected, IsAllowed(new KmsGrant { GranteePrincipal = grantee, Operations = ["Decrypt"] }, caller, "kms:Decrypt"));
    }

    [Theory]
    [InlineData("kms:Decrypt", true)]
    [InlineData("KMS:DECRYPT", true)]
    [InlineData("kms:Encrypt", false)]
    [InlineData("kms:DescribeKey", true)]
    [InlineData("kms:RetireGrant", false)]
    [InlineData("kms:ScheduleKeyDeletion", false)]
    public void A_grant_serves_its_operations_only(string action, bool expected)
    {
        Assert.Equal(expected, IsAllowed(new KmsGrant { GranteePrincipal = User, Operations = ["Decrypt", "DescribeKey", "ScheduleKeyDeletion"] }, User, action));
    }

    [Theory]
    [InlineData("kms:Decrypt", true)]
    [InlineData("crypt:Decrypt", false)]
    public void A_grant_serves_operations_of_KMS_only(string action, bool expected) =>
        Assert.Equal(expected, IsAllowed(new KmsGrant { GranteePrincipal = User, Operations = ["Decrypt"] }, User, action));

    [Theory]
    [InlineData(null, null, "", true)]
    [InlineData("a=1", null, "a=1", true)]
    [InlineData("a=1", null, "A=1", true)]
    [InlineData("a=1", null, "a=1;b=2", true)]
    [InlineData("a=1", null, "a=2", false)]
    [InlineData("a=x", null, "a=X", false)]
    [InlineData("a=1", null, "", false)]
    [InlineData("a=1;b=2", null, "a=1", false)]
    [InlineData(null, "a=1", "a=1", true)]
    [InlineData(null, "a=1", "a=1;b=2", false)]
    [InlineData(null, "a=1;b=2", "a=1;b=2", true)]
    [InlineData(null, "a=1", "a=2", false)]
    [InlineData(null, "", "", true)]
    [InlineData(null, "", "a=1", false)]
    [InlineData("a=1", "a=1", "a=1", true)]
    [InlineData("b=1", "a=1", "a=1", false)]
    public void A_constraint_is_met_by_the_encryption_context(string? subset, string? equals, string stated, bool expected)
    {
        KmsGrant grant = new() { GranteePrincipal = User, Operations = ["Decrypt", "DescribeKey"], EncryptionContextSubset = Pairs(subset), EncryptionContextEquals = Pairs(equals) };
        var context = new RequestContext(Pairs(stated)!.Select(static pair => KeyValuePair.Create("kms:EncryptionContext:" + pair.Key, (ContextValue)pair.Value)));

        Assert.Equal(expected, IsAllowed(grant, User, "kms:Decrypt", context));
        Assert.True(IsAllowed(grant, User, "kms:DescribeKey", context));
    }

    [Fact]
    public void What_is_stated_to_be_absent_is_not_counted()
    {
        KmsGrant grant = new() { GranteePrincipal = User, Operations = ["Decrypt"], EncryptionContextEquals = Pairs("a=1") };

        Assert.True(IsAllowed(grant, User, "kms:Decrypt", RequestContext.Create(("kms:EncryptionContext:a", "1"), ("kms:EncryptionContext:b", ContextValue.Absent), ("kms:EncryptionContext:", "x"), ("kms:ViaService", "y"))));
        Assert.False(IsAllowed(grant, User, "kms:Decrypt", RequestContext.Create(("kms:EncryptionContext:a", ContextValue.Absent))));
    }

    [Theory]
    [InlineData("a=1", null, "", "a", PartialDecisionKind.Depends)]
    [InlineData("a=1;b=2", null, "b=2", "a", PartialDecisionKind.Depends)]
    [InlineData("a=1;b=2", null, "b=3", "a", PartialDecisionKind.Denied)]
    [InlineData("a=1", null, "a=1", "b", PartialDecisionKind.Allowed)]
    [InlineData("a=1", null, "a=2", "b", PartialDecisionKind.Denied)]
    [InlineData(null, "a=1", "a=1", "b", PartialDecisionKind.Depends)]
    [InlineData(null, "a=1", "a=1;c=3", "b", PartialDecisionKind.Denied)]
    [InlineData(null, "a=1", "c=3", "a", PartialDecisionKind.Denied)]
    [InlineData(null, "a=1", "a=2", "a", PartialDecisionKind.Depends)]
    [InlineData(null, "a=1", "a=2", "b", PartialDecisionKind.Denied)]
    [InlineData("a=1", "a=1", "a=2", "b", PartialDecisionKind.Denied)]
    [InlineData("a=1", "a=1", "", "a", PartialDecisionKind.Depends)]
    [InlineData(null, "a=1;b=2", "b=2", "a", PartialDecisionKind.Depends)]
    [InlineData(null, "a=1", "", "a", PartialDecisionKind.Depends)]
    [InlineData("b=2", "a=1", "", "a", PartialDecisionKind.Denied)]
    public void A_constraint_on_unknown_pairs_is_settled_where_it_can_be(string? subset, string? equals, string stated, string unknown, PartialDecisionKind expected)
    {
        KmsGrant grant = new() { GranteePrincipal = User, Operations = ["Decrypt"], EncryptionContextSubset = Pairs(subset), EncryptionContextEquals = Pairs(equals) };
        var context = new RequestContext([.. Pairs(stated)!.Select(static pair => KeyValuePair.Create("kms:EncryptionContext:" + pair.Key, (ContextValue)pair.Value)), KeyValuePair.Create("app:x", (ContextValue)"1")]);

        Assert.Equal(expected, ByGrants.EvaluatePartial(Request(grant, User, "kms:Decrypt", context), ["kms:EncryptionContext:" + unknown]).Kind);
    }

    [Theory]
    [InlineData("b=2", "a=1", "", "kms:EncryptionContext:*", "b a *")]
    [InlineData("b=2", "a=1;b=2", "b=2", "kms:EncryptionContext:a", "a *")]
    [InlineData("a=1", "a=1", "", "kms:EncryptionContext:a", "a *")]
    [InlineData("b=2;c=3", null, "c=3", "kms:EncryptionContext:b", "b")]
    public void The_pairs_that_a_constraint_leaves_open_are_asked_for(string? subset, string? equals, string stated, string unknown, string expected)
    {
        KmsGrant grant = new() { GranteePrincipal = User, Operations = ["Decrypt"], EncryptionContextSubset = Pairs(subset), EncryptionContextEquals = Pairs(equals) };
        var context = new RequestContext(Pairs(stated)!.Select(static pair => KeyValuePair.Create("kms:EncryptionContext:" + pair.Key, (ContextValue)pair.Value)));

        PartialDecision answer = ByGrants.EvaluatePartial(Request(grant, User, "kms:Decrypt", context), [unknown]);

        Assert.Equal(expected.Split(' ').Select(static key => "kms:EncryptionContext:" + key).Order(StringComparer.Ordinal), answer.Residual.Tests.SelectMany(static test => test.UnknownKeys).Distinct().Order(StringComparer.Ordinal));
    }

    private static bool IsAllowed(KmsGrant grant, string caller, string action, RequestContext? context = null) =>
        ByGrants.Evaluate(Request(grant, caller, action, context ?? RequestContext.Empty)).Kind == DecisionKind.Allowed;

    private static AccessRequest Request(KmsGrant grant, string caller, string action, RequestContext context) =>
        new AccessRequest(caller, action, Key) with { Context = context, Resources = [new RequestResource(Key) { KmsGrants = [grant] }] };

    private static ImmutableDictionary<string, string>? Pairs(string? text) =>
        text?.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('=')).ToImmutableDictionary(static pair => pair[0], static pair => pair[1]);
}

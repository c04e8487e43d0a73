using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Explanations;

/// <summary>AWS's sentences, word for word (semantics 4.10).</summary>
public sealed class AccessDeniedMessageTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    private static readonly RequestResource Object = new("arn:aws:s3:::b/k") { OwnerAccount = "111122223333" };

    private static readonly PolicyDocument Full = Parse("""{"Effect":"Allow","Action":"*","Resource":"*"}""");

    private static readonly PolicyDocument FullForAll = Parse("""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""");

    private static readonly PolicyDocument Other = Parse("""{"Effect":"Allow","Action":"ec2:*","Resource":"*"}""");

    private static readonly PolicyDocument OtherForAll = Parse("""{"Effect":"Allow","Principal":"*","Action":"ec2:*","Resource":"*"}""");

    private static readonly PolicyDocument Denies = Parse("""{"Effect":"Deny","Action":"s3:*","Resource":"*"}""");

    private static readonly PolicyDocument DeniesAll = Parse("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}""");

    private static readonly PolicySet Open = new() { Identity = [Full] };

    public static TheoryData<PolicySet, string> Layers() => new()
    {
        { Open with { ServiceControlPolicies = [[Other]] }, "because no service control policy allows the s3:GetObject action" },
        { Open with { ServiceControlPolicies = [[Full, Denies]] }, "with an explicit deny in a service control policy" },
        { Open with { ResourceControlPolicies = [[]] }, "because no resource control policy allows the s3:GetObject action" },
        { Open with { ResourceControlPolicies = [[FullForAll, DeniesAll]] }, "with an explicit deny in a resource control policy" },
        { Open with { VpcEndpoint = OtherForAll }, "because no VPC endpoint policy allows the s3:GetObject action" },
        { Open with { VpcEndpoint = DeniesAll }, "with an explicit deny in a VPC endpoint policy" },
        { Open with { PermissionsBoundary = Other }, "because no permissions boundary allows the s3:GetObject action" },
        { Open with { PermissionsBoundary = Denies }, "with an explicit deny in a permissions boundary" },
        { Open with { Session = [Other] }, "because no session policy allows the s3:GetObject action" },
        { Open with { Session = [Denies] }, "with an explicit deny in a session policy" },
        { new PolicySet(), "because no identity-based policy allows the s3:GetObject action" },
        { Open with { Identity = [Full, Denies] }, "with an explicit deny in an identity-based policy" },
        { Open with { Resource = DeniesAll }, "with an explicit deny in a resource-based policy" },
        // Of several layers the first in AWS's order is named.
        { Open with { ServiceControlPolicies = [[Other]], PermissionsBoundary = Other }, "because no service control policy allows the s3:GetObject action" },
        { Open with { Identity = [Denies], Resource = DeniesAll, ServiceControlPolicies = [[Denies]] }, "with an explicit deny in a service control policy" },
        { new PolicySet { PermissionsBoundary = Other, Session = [Other] }, "because no identity-based policy allows the s3:GetObject action" },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void The_first_layer_that_stands_in_the_way_is_named(PolicySet policies, string reason) =>
        Assert.Equal($"User: {Alice} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k {reason}", Message(policies, new AccessRequest(Principal.Parse(Alice), "s3:GetObject", Object)));

    [Fact]
    public void Across_accounts_the_resource_based_policy_is_missed_first()
    {
        var foreign = new AccessRequest(Principal.Parse(Alice), "s3:GetObject", Object with { OwnerAccount = "444455556666" });

        Assert.Equal($"User: {Alice} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k because no resource-based policy allows the s3:GetObject action", Message(new PolicySet(), foreign));
    }

    [Fact]
    public void A_role_trust_policy_has_words_of_its_own()
    {
        var request = new AccessRequest(Alice, "sts:AssumeRole", "arn:aws:iam::111122223333:role/app");
        var silent = new PolicySet { Identity = [Full], ResourcePolicyKind = ResourcePolicyKind.RoleTrust };
        PolicySet denying = silent with { Resource = Parse("""{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}""") };

        Assert.Equal($"User: {Alice} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/app because no role trust policy allows the sts:AssumeRole action", Message(silent, request));
        Assert.Equal($"User: {Alice} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/app with an explicit deny in the role trust policy", Message(denying, request));
    }

    [Theory]
    [InlineData("arn:aws:sts::111122223333:assumed-role/app/s1", "arn:aws:sts::111122223333:assumed-role/app/s1")]
    [InlineData("arn:aws-cn:iam::111122223333:role/team/app", "arn:aws-cn:sts::111122223333:assumed-role/app/role-session-name")]
    [InlineData("arn:aws:sts::111122223333:federated-user/f", "arn:aws:sts::111122223333:federated-user/f")]
    [InlineData("lambda.amazonaws.com", "lambda.amazonaws.com")]
    [InlineData("anonymous", "anonymous")]
    public void The_caller_is_shown_as_AWS_shows_it(string caller, string shown) =>
        Assert.StartsWith($"User: {shown} is not authorized to perform: s3:GetObject", Message(new PolicySet(), new AccessRequest(Principal.Parse(caller), "s3:GetObject", Object)), StringComparison.Ordinal);

    [Fact]
    public void The_root_user_is_shown_by_its_ARN() =>
        Assert.Equal(
            "User: arn:aws:iam::111122223333:root is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k with an explicit deny in a service control policy",
            Message(new PolicySet { ServiceControlPolicies = [[Full, Denies]] }, new AccessRequest(Principal.Parse("arn:aws:iam::111122223333:root"), "s3:GetObject", Object)));

    [Fact]
    public void Callers_of_an_identity_provider_are_not_told_who_they_are()
    {
        var request = new AccessRequest(Principal.FromFederatedProvider("accounts.google.com"), "sts:AssumeRoleWithWebIdentity", "arn:aws:iam::111122223333:role/app");

        Assert.Equal("Not authorized to perform sts:AssumeRoleWithWebIdentity", Message(new PolicySet(), request));
    }

    [Fact]
    public void A_request_without_resource_names_none() =>
        Assert.Equal($"User: {Alice} is not authorized to perform: ec2:DescribeVolumes because no identity-based policy allows the ec2:DescribeVolumes action", Message(new PolicySet(), new AccessRequest(Alice, "ec2:DescribeVolumes", "*")));

    [Fact]
    public void A_rule_without_a_policy_gives_no_reason() =>
        Assert.Equal(
            "User: arn:aws:iam::111122223333:root is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/app",
            Message(new PolicySet(), new AccessRequest("arn:aws:iam::111122223333:root", "sts:AssumeRole", "arn:aws:iam::111122223333:role/app")));

    [Fact]
    public void The_resource_that_decided_is_named()
    {
        var policies = new PolicySet { Identity = [Parse("""{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/one"}""")] };
        var request = new AccessRequest(Principal.Parse(Alice), "s3:GetObject", ["arn:aws:s3:::b/one", "arn:aws:s3:::b/two"]);

        Assert.Contains("on resource: arn:aws:s3:::b/two because", Message(policies, request), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_none_when_the_request_is_allowed() => Assert.Null(Message(Open, new AccessRequest(Principal.Parse(Alice), "s3:GetObject", Object)));

    [Fact]
    public void It_is_one_line_whatever_the_resource_is_called()
    {
        string message = Message(new PolicySet(), new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/a\n\u001b[31mb\ud800"))!;

        Assert.DoesNotContain(message, static c => char.IsControl(c) || char.IsSurrogate(c));
        Assert.Contains("arn:aws:s3:::b/a\uFFFD\uFFFD[31mb\uFFFD because", message, StringComparison.Ordinal);
    }

    private static string? Message(PolicySet policies, AccessRequest request) => Simulator.Compile(policies, new EvaluationOptions { Lenient = true }).Explain(request).ToAccessDeniedMessage();

    private static PolicyDocument Parse(string statement) => PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""");
}

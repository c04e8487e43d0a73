using IamSim.Identifiers;
using IamSim.Policies;
using static IamSim.Environments.Tests.EnvironmentSketch;

namespace IamSim.Environments.Tests;

/// <summary>What an environment tells of a request by itself, and what it must not.</summary>
public sealed class DerivedKeysTests
{
    private const string AliceTrusted = """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"sts:AssumeRole"}""";

    private static readonly Principal Alice = Principal.Parse("arn:aws:iam::111122223333:user/alice");

    /// <summary>CTX, aws:RequestedRegion: requests to IAM go to us-east-1. Those to STS go to any Region, and of iam:PassRole it is that of the service.</summary>
    [Theory]
    [InlineData("iam:GetRole", AccessState.Denied)]
    [InlineData("sts:AssumeRole", AccessState.Depends)]
    [InlineData("iam:PassRole", AccessState.Depends)]
    public void The_Region_of_a_request_about_a_role_is_known_of_IAM_only(string action, AccessState expected)
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch()
            .User(Production, "alice", """{"Effect":"Allow","Action":"*","Resource":"*"}""", """{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}}}""")
            .Role(Production, "app", AliceTrusted).Analyze();

        Assert.Equal(expected, analyzer.Can(Alice, action, "arn:aws:iam::111122223333:role/app").State);
    }

    [Theory]
    [InlineData("arn:aws:sqs:eu-west-1:111122223333:orders", AccessState.Allowed)]
    [InlineData("arn:aws:sqs:us-east-1:111122223333:orders", AccessState.Denied)]
    public void The_Region_of_a_request_is_that_of_the_resource(string queue, AccessState expected)
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch()
            .User(Production, "alice", """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}}""").Analyze();

        Assert.Equal(expected, analyzer.Can(Alice, "sqs:SendMessage", queue).State);
    }

    /// <summary>STS-12: who assumes a role may give the session tags, where the trust policy lets it.</summary>
    [Theory]
    [InlineData("sts:AssumeRole", AccessState.Denied)]
    [InlineData("sts:TagSession", AccessState.Depends)]
    [InlineData("sts:*", AccessState.Depends)]
    public void A_tag_that_a_role_lacks_is_absent_unless_its_trust_policy_lets_sessions_be_tagged(string trusted, AccessState expected)
    {
        string trust = $$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":["sts:AssumeRole","{{trusted}}"]}""";
        EnvironmentAnalyzer analyzer = new EnvironmentSketch()
            .Role(Production, "app", trust, """{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"blue"}}}""").Analyze();

        Assert.Equal(expected, analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:role/app"), "s3:GetObject", "arn:aws:s3:::reports/q1.csv").State);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_session_policy_that_AWS_would_refuse_allows_nothing_and_is_told()
    {
        PolicyDocument withoutEffect = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Action":"s3:*","Resource":"*"}}""", "session.json");
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().User(Production, "alice", """{"Effect":"Allow","Action":"*","Resource":"*"}""").Analyze();

        AccessAnswer answer = await Task.Run(() => analyzer.Can(Alice, "s3:GetObject", "arn:aws:s3:::reports/q1.csv", new AccessConditions { SessionPolicies = [withoutEffect] }), TestContext.Current.CancellationToken);

        Assert.Equal(AccessState.Depends, answer.State);
        Assert.False(answer.IsAllowed);
        Assert.Contains(answer.Gaps, static gap => gap.Kind == EnvironmentGapKind.UnreadablePolicy && gap.Message.StartsWith("session.json is no policy that AWS can hold: ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_root_user_has_no_tags()
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().User(EnvironmentSketch.Production, "alice")
            .Bucket(EnvironmentSketch.Production, "tagged", """{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalTag/team":"blue"}}}""").Analyze();

        Assert.Equal(AccessState.Denied, analyzer.Can(IamSim.Identifiers.Principal.Parse("arn:aws:iam::111122223333:root"), "s3:PutObject", "arn:aws:s3:::tagged/x").State);
    }

    [Fact]
    public void What_stands_for_a_policy_that_nobody_knows_makes_nothing_public()
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch()
            .Key(Production, "k1", new KmsGrant { GranteePrincipal = "arn:aws:iam::999988887777:role/partner", Operations = ["Decrypt"] })
            .KeyPolicyUnknown(Production, "k1")
            .RoleWithoutTrust(Production, "app").Analyze();

        Assert.Empty(analyzer.GetPublicAccess(TestContext.Current.CancellationToken));
        Assert.Equal(["arn:aws:iam::999988887777:role/partner"], analyzer.GetExternalAccess(AccessScope.Organization, TestContext.Current.CancellationToken).Select(static access => access.Subject.Name).Distinct());
    }

    [Fact]
    public void Grants_that_nobody_collected_are_told()
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().User(Production, "alice").KeyWithoutGrants(Production, "k1", """{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"}""").Analyze();

        AccessAnswer answer = analyzer.Can(Alice, "kms:Decrypt", "arn:aws:kms:eu-central-1:111122223333:key/k1");

        Assert.Equal(AccessState.Denied, answer.State);
        Assert.Contains("nothing tells which grants arn:aws:kms:eu-central-1:111122223333:key/k1 has: it is taken to have none", answer.Gaps.Select(static gap => gap.Message));
    }
}

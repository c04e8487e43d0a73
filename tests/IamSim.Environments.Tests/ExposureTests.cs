using IamSim.Identifiers;
using static IamSim.Environments.Tests.EnvironmentSketch;

namespace IamSim.Environments.Tests;

public sealed class ExposureTests
{
    private const string Objects = "arn:aws:s3:::site/*";

    [Fact]
    public void A_bucket_for_everyone_is_public_and_block_public_access_closes_it()
    {
        EnvironmentSketch Site() => new EnvironmentSketch().Bucket(Production, "site", Everyone("s3:GetObject", Objects));

        Assert.Equal(
            ["anyone of any account on arn:aws:s3:::site/*: Public for s3:GetObject", "anonymous on arn:aws:s3:::site/*: Public for s3:GetObject"],
            Public(Site()));
        Assert.Empty(Public(Site().BlockPublicAccess(Production)));
    }

    // SVC-3: nothing tells how it authorizes, and with IAM it would refuse unsigned requests.
    [Fact]
    public void A_method_of_an_API_for_everyone_is_public_if_it_does_not_authorize_by_IAM()
    {
        const string Method = "arn:aws:execute-api:eu-central-1:111122223333:abcdef1234/prod/GET/orders";

        Assert.Contains($"anonymous on {Method}: UnderConditions for execute-api:Invoke", Public(new EnvironmentSketch().Api(Production, "abcdef1234/prod/GET/orders", Everyone("execute-api:Invoke", Method))));
    }

    [Theory]
    [InlineData("""{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""")]
    [InlineData("""{"StringEquals":{"aws:SourceVpce":"vpce-0a1b2c3d"}}""")]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""")]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::444455556666:role/*"}}""")]
    [InlineData("""{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/*"}}""")]
    public void A_fixed_owner_network_or_source_makes_it_no_longer_public(string condition) =>
        Assert.Empty(Public(new EnvironmentSketch().Bucket(Production, "site", Everyone("s3:GetObject", Objects, condition))));

    [Theory]
    [InlineData("""{"Bool":{"aws:SecureTransport":"true"}}""", "aws:SecureTransport Bool true")]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"0.0.0.0/1"}}""", "aws:SourceIp IpAddress 0.0.0.0/1")]
    [InlineData("""{"StringLike":{"aws:Referer":"https://example.com/*"}}""", "aws:Referer StringLike https://example.com/*")]
    public void What_the_caller_chooses_leaves_it_public_under_conditions(string condition, string told)
    {
        ResourceAccess[] found = [.. new EnvironmentSketch().Bucket(Production, "site", Everyone("s3:GetObject", Objects, condition)).Analyze().GetPublicAccess(TestContext.Current.CancellationToken)];

        Assert.All(found, static access => Assert.Equal(PublicExposure.UnderConditions, access.Exposure));
        Assert.StartsWith(told, found[0].Condition.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_depends_says_on_what_also_where_strangers_meet_it()
    {
        const string Trust = """{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringNotEquals":{"token.actions.githubusercontent.com:sub":"repo:acme/x:ref:refs/heads/main"}}}""";
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().Role(Production, "deploy", Trust)
            .Bucket(Production, "site", Everyone("s3:PutObject", Objects, """{"StringNotEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""")).Analyze();

        ResourceAccess[] found = [.. analyzer.GetExternalAccess(AccessScope.Organization, TestContext.Current.CancellationToken), .. analyzer.GetPublicAccess(TestContext.Current.CancellationToken)];

        Assert.Contains(found, static access => access.Subject.Kind == AccessSubjectKind.AnyAccount);
        Assert.Contains(found, static access => access.Subject.Kind == AccessSubjectKind.IdentityProvider);
        Assert.All(found.Where(static access => access.State == AccessState.Depends), static access => Assert.False(access.Condition.IsAlways, access.ToString()));
    }

    [Fact]
    public void A_deny_for_all_but_the_organization_closes_what_is_allowed_to_everyone() =>
        Assert.Empty(Public(new EnvironmentSketch().Bucket(
            Production,
            "site",
            Everyone("s3:GetObject", Objects),
            """{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}""")));

    [Fact]
    public void Every_action_of_the_catalog_that_the_policy_covers_is_asked_about()
    {
        ResourceAccess queue = Assert.Single(
            new EnvironmentSketch().Queue(Production, "jobs", Everyone("sqs:*Message", "*")).Analyze().GetPublicAccess(TestContext.Current.CancellationToken),
            static access => access.Subject.Kind == AccessSubjectKind.Anonymous);

        Assert.Equal(["sqs:DeleteMessage", "sqs:ReceiveMessage", "sqs:SendMessage"], queue.Actions.Select(static action => action.ToString()));
    }

    [Fact]
    public void A_role_for_an_identity_provider_that_anyone_can_join_is_public_without_a_subject()
    {
        const string Provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
        string Trust(string subject) => $$$"""{"Effect":"Allow","Principal":{"Federated":"{{{Provider}}}"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"}{{{subject}}}}}""";

        Assert.Equal(
            [$"{Provider} on arn:aws:iam::111122223333:role/ci: UnderConditions for sts:AssumeRoleWithWebIdentity"],
            Public(new EnvironmentSketch().Role(Production, "ci", Trust(""))));
        Assert.Empty(Public(new EnvironmentSketch().Role(Production, "ci", Trust(""","StringLike":{"token.actions.githubusercontent.com:sub":"repo:acme/*"}"""))));
    }

    [Theory]
    [InlineData("gitlab.com", true)]
    [InlineData("app.terraform.io", true)]
    [InlineData("accounts.google.com", false)]
    [InlineData("oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF", false)]
    public void An_audience_keeps_strangers_out_only_where_it_names_a_client_and_a_cluster_is_nobody_elses(string issuer, bool isPublic) =>
        Assert.Equal(isPublic, Public(new EnvironmentSketch().Role(
            Production,
            "ci",
            $$$$"""{"Effect":"Allow","Principal":{"Federated":"{{{{(issuer.StartsWith("accounts", StringComparison.Ordinal) ? issuer : $"arn:aws:iam::111122223333:oidc-provider/{issuer}")}}}}"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"{{{{issuer}}}}:aud":"chosen-by-whom"}}}""")).Length > 0);

    [Fact]
    public void From_outside_the_organization_come_those_who_are_named_and_not_of_it()
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch()
            .Organization(Production, Staging)
            .Role(Staging, "reader", Trust("""{"Service":"ec2.amazonaws.com"}"""), """{"Effect":"Allow","Action":"s3:*","Resource":"*"}""")
            .Role(Production, "export", Trust("""{"AWS":"999988887777"}"""))
            .Bucket(Production, "site", Grant("""{"AWS":["arn:aws:iam::444455556666:role/reader","arn:aws:iam::999988887777:user/guest"]}""", "s3:GetObject", Objects))
            .Analyze();

        Assert.Equal(
            [
                "arn:aws:iam::999988887777:user/guest on arn:aws:s3:::site/*: Allowed for s3:GetObject",
                "anyone of account 999988887777 on arn:aws:iam::111122223333:role/export: Allowed for sts:AssumeRole",
            ],
            External(analyzer, AccessScope.Organization));
        Assert.Contains("arn:aws:iam::444455556666:role/reader on arn:aws:s3:::site/*: Allowed for s3:GetObject", External(analyzer, AccessScope.Account));
    }

    [Fact]
    public void A_service_without_a_fixed_source_is_told_from_one_with()
    {
        ResourceAccess[] services =
        [
            .. new EnvironmentSketch()
                .Queue(Production, "guarded", Grant("""{"Service":"sns.amazonaws.com"}""", "sqs:SendMessage", "*", """{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:eu-central-1:111122223333:topic"}}"""))
                .Queue(Production, "open", Grant("""{"Service":"sns.amazonaws.com"}""", "sqs:SendMessage", "*"))
                .Analyze().GetExternalAccess(AccessScope.Organization, TestContext.Current.CancellationToken),
        ];

        Assert.Equal([("arn:aws:sqs:eu-central-1:111122223333:guarded", true), ("arn:aws:sqs:eu-central-1:111122223333:open", false)], services.Select(static access => (access.Resource, access.HasSourceGuard!.Value)));
    }

    private static string[] Public(EnvironmentSketch sketch) =>
        [.. sketch.Analyze().GetPublicAccess(TestContext.Current.CancellationToken).Select(static access => $"{access.Subject} on {access.Target}: {access.Exposure} for {string.Join(", ", access.Actions)}")];

    private static string[] External(EnvironmentAnalyzer analyzer, AccessScope scope) =>
        [.. analyzer.GetExternalAccess(scope, TestContext.Current.CancellationToken).Where(static access => access.HasSourceGuard is null).Select(static access => access.ToString())];

    private static string Trust(string principal) => $$"""{"Effect":"Allow","Principal":{{principal}},"Action":"sts:AssumeRole"}""";

    private static string Everyone(string action, string resource, string? condition = null) => Grant("\"*\"", action, resource, condition);

    private static string Grant(string principal, string action, string resource, string? condition = null) =>
        $$"""{"Effect":"Allow","Principal":{{principal}},"Action":"{{action}}","Resource":"{{resource}}"{{(condition is null ? "" : $$""","Condition":{{condition}}""")}}}""";
}

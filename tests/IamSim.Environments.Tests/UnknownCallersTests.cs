using IamSim.Identifiers;
using static IamSim.Environments.Tests.EnvironmentSketch;

namespace IamSim.Environments.Tests;

public sealed class UnknownCallersTests
{
    private const string Object = "arn:aws:s3:::reports/q1.csv";
    private const string OfOrganization = """{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""";

    [Fact]
    public void Somebody_of_the_owner_can_where_its_identities_are_not_known_and_the_row_says_so()
    {
        WhoCanResult result = new EnvironmentSketch().User(Staging, "bob").Bucket(Production, "reports").Analyze().WhoCan("s3:GetObject", Object, cancellationToken: TestContext.Current.CancellationToken);

        WhoCanRow row = Assert.Single(result.Rows);
        Assert.Equal((AccessSubjectKind.Account, "anyone of account 111122223333: Allowed"), (row.Subject.Kind, row.ToString()));
        Assert.Contains("the policies of account 111122223333 are not known: it is taken to allow whoever comes from it everything", row.Gaps.Select(static gap => gap.Message));
    }

    [Fact]
    public void Accounts_of_the_organization_that_were_not_loaded_are_let_in_with_it()
    {
        WhoCanResult result = new EnvironmentSketch().Organization(Production, Staging).User(Production, "alice").Bucket(Production, "reports", Everyone(OfOrganization))
            .Analyze().WhoCan("s3:GetObject", Object, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            ["arn:aws:iam::111122223333:user/alice: Allowed", "arn:aws:iam::111122223333:root: Allowed", "anyone of account 444455556666: Allowed"],
            result.Rows.Select(static row => row.ToString()));
    }

    [Fact]
    public void A_policy_that_cannot_be_read_is_told_where_the_question_is_who_gets_in()
    {
        const string Unreadable = """{"Effect":"Maybe" """;
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().Bucket(Production, "reports", Unreadable).Role(Production, "app", Unreadable).Analyze();

        Assert.Empty(analyzer.GetPublicAccess(TestContext.Current.CancellationToken));
        Assert.Equal(
            [
                "the policy of arn:aws:s3:::reports at sketch.json:1:1 cannot be read: whom it lets in is not known",
                "the trust policy of arn:aws:iam::111122223333:role/app at sketch.json:1:1 cannot be read: whom it lets in is not known",
            ],
            analyzer.GetExposureGaps().Select(static gap => gap.Message));
        Assert.Equal("arn:aws:iam::111122223333:role/app", Assert.Single(analyzer.GetTrustGaps()).Subject);
    }

    [Theory]
    [InlineData(true, "Deny", """{"StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""", AccessState.Denied)]
    [InlineData(false, "Deny", """{"StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""", AccessState.Depends)]
    [InlineData(true, "Deny", """{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""", AccessState.Allowed)]
    [InlineData(true, "Deny", """{"StringEquals":{"aws:PrincipalOrgID":"o-partner0000"}}""", AccessState.Depends)]
    [InlineData(true, "Deny", """{"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""", AccessState.Depends)]
    [InlineData(true, "Deny", """{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/*"}}""", AccessState.Allowed)]
    public void An_account_outside_an_organization_that_is_fully_known_is_not_of_it(bool isFullyKnown, string effect, string condition, AccessState expected)
    {
        string deny = $$"""{"Effect":"{{effect}}","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::reports/*","Condition":{{condition}}}""";
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().Organization(Production).AllAccounts(isFullyKnown).User(Production, "alice")
            .Bucket(Production, "reports", """{"Effect":"Allow","Principal":{"AWS":"999988887777"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::reports/*"}""", deny).Analyze();

        Assert.Equal(expected, analyzer.Can(Principal.Parse("arn:aws:iam::999988887777:role/x"), "s3:GetObject", Object).State);
        AccessState found = analyzer.WhoCan("s3:GetObject", Object, cancellationToken: TestContext.Current.CancellationToken).Rows.FirstOrDefault(static row => row.Subject.Kind == AccessSubjectKind.Account)?.State ?? AccessState.Denied;
        Assert.Equal(expected, found);
    }

    [Fact]
    public void An_organization_of_which_only_the_id_is_known_makes_no_account_an_outsider()
    {
        const string Trust = """{"Effect":"Allow","Principal":{"AWS":["111122223333","444455556666","arn:aws:iam::444455556666:user/bob","999988887777"]},"Action":"sts:AssumeRole"}""";
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().Organization().User(Staging, "bob", """{"Effect":"Allow","Action":"*","Resource":"*"}""").Role(Production, "app", Trust).Analyze();

        Assert.Equal(["anyone of account 999988887777"], analyzer.GetExternalAccess(AccessScope.Organization, TestContext.Current.CancellationToken).Select(static access => access.Subject.Name));
        Assert.DoesNotContain("111122223333", analyzer.GetExternalAccess(AccessScope.Account, TestContext.Current.CancellationToken).Select(static access => access.Subject.AccountId));
    }

    private static string Everyone(string condition) => $$"""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::reports/*","Condition":{{condition}}}""";
}

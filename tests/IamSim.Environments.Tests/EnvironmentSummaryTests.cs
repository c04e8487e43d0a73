using System.Collections.Immutable;

namespace IamSim.Environments.Tests;

public sealed class EnvironmentSummaryTests
{
    [Fact]
    public void It_counts_what_there_is_by_account_and_by_form()
    {
        using TemporaryFolder folder = Shop();
        EnvironmentSummary summary = folder.Load().Summarize();

        AccountSummary shop = summary.Accounts.Single(static account => account.AccountId == "222233334444");
        Assert.Equal((1, 1, 1, 1, 2), (shop.Users, shop.Groups, shop.Roles, shop.ManagedPolicies, shop.PolicyVersions));
        Assert.Equal(("Shop", true, 2, 0), (shop.Name, shop.HasIdentities, shop.ServiceControlPolicyLevels, shop.ResourceControlPolicyLevels));
        Assert.Equal([KeyValuePair.Create("s3", 1)], shop.ResourcePolicies);
        Assert.Equal(2, summary.Principals);
        Assert.Equal(1, summary.Forms["aws iam get-account-authorization-details"]);
        Assert.Equal(1, summary.Forms["aws organizations list-roots, or a tree of an organization"]);
        Assert.Equal(1, summary.UnknownFiles);
    }

    [Fact]
    public void It_tells_what_is_missing_and_what_that_costs()
    {
        using TemporaryFolder folder = Shop();
        ImmutableArray<EnvironmentShortfall> missing = folder.Load().Summarize().Missing;

        EnvironmentShortfall identities = missing.Single(static item => item.Kind == EnvironmentShortfallKind.Identities);
        Assert.Equal(("333344445555", "the users, groups and roles of account 333344445555 (Bank) are not known"), (identities.AccountId, identities.Message));
        EnvironmentShortfall text = missing.Single(static item => item.Kind == EnvironmentShortfallKind.PolicyText);
        Assert.Equal(("222233334444", "arn:aws:iam::aws:policy/ReadOnlyAccess", 1), (text.AccountId, text.Subject, text.Affected));
        EnvironmentShortfall foreign = missing.Single(static item => item.Kind == EnvironmentShortfallKind.ForeignAccount);
        Assert.Equal("2 policies and grants let account 999988887777 in, of which nothing is known", foreign.Message);
        EnvironmentShortfall services = missing.Single(static item => item.Kind == EnvironmentShortfallKind.ResourcePolicies);
        Assert.StartsWith("account 222233334444 (Shop) has no resources of kms, sqs, sns, lambda, secretsmanager, ecr and ", services.Message, StringComparison.Ordinal);
        Assert.Equal(1, missing.Single(static item => item.Kind == EnvironmentShortfallKind.PublicAccessBlock).Affected);
    }

    [Fact]
    public void It_counts_the_principals_whose_answers_are_not_certain()
    {
        using TemporaryFolder folder = Shop();
        EnvironmentSummary summary = folder.Load().Summarize();

        Assert.Equal(1, summary.UnsettledPrincipals);
        Assert.Equal("1 of 2 users and roles have answers that are not certain; of 0 of 1 resources it is not known whether they have a policy", summary.ToString());
    }

    [Fact]
    public void A_level_without_policies_costs_everyone_below_it()
    {
        using TemporaryFolder folder = Shop().With("tree.json", """
            {"Id":"r-ab12","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}],"Children":[{"Id":"222233334444","Policies":[{"Id":"p-FullAWSAccess","Type":"SERVICE_CONTROL_POLICY"}]}]}
            """);

        EnvironmentSummary summary = folder.Load().Summarize();

        EnvironmentShortfall level = summary.Missing.Single(static item => item.Kind == EnvironmentShortfallKind.OrganizationLevel);
        Assert.Equal(("r-ab12", 2), (level.Subject, level.Affected));
        Assert.Equal(2, summary.UnsettledPrincipals);
    }

    [Fact]
    public void An_environment_of_nothing_lacks_nothing()
    {
        using var folder = new TemporaryFolder();

        EnvironmentSummary summary = folder.Load().Summarize();

        Assert.Empty(summary.Accounts);
        Assert.Empty(summary.Missing);
    }

    private static TemporaryFolder Shop()
    {
        const string Trust = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::999988887777:root","222233334444"]},"Action":"sts:AssumeRole"}}""";
        const string Bucket = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"999988887777"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::reports/*"}]}""";
        return new TemporaryFolder()
            .With("tree.json", """
                {"Id":"r-ab12","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}],"Policies":[{"Id":"p-FullAWSAccess","Type":"SERVICE_CONTROL_POLICY"}],"Children":[
                {"Id":"222233334444","Name":"Shop","Policies":[{"Id":"p-FullAWSAccess","Type":"SERVICE_CONTROL_POLICY"}]},{"Id":"333344445555","Name":"Bank","Policies":[{"Id":"p-FullAWSAccess","Type":"SERVICE_CONTROL_POLICY"}]}]}
                """)
            .With("accounts/222233334444/get-account-authorization-details.json", $$$$$"""
                {"UserDetailList":[{"Arn":"arn:aws:iam::222233334444:user/alice","UserName":"alice","AttachedManagedPolicies":[{"PolicyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}]}],
                "GroupDetailList":[{"Arn":"arn:aws:iam::222233334444:group/readers","GroupName":"readers"}],
                "RoleDetailList":[{"Arn":"arn:aws:iam::222233334444:role/partner","RoleName":"partner","AssumeRolePolicyDocument":{{{{{Trust}}}}}}],
                "Policies":[{"Arn":"arn:aws:iam::222233334444:policy/read","PolicyVersionList":[{"VersionId":"v1","Document":{"Version":"2012-10-17","Statement":[]}},{"VersionId":"v2","IsDefaultVersion":true,"Document":{"Version":"2012-10-17","Statement":[]}}]}]}
                """)
            .With("accounts/222233334444/s3api/get-bucket-policy/reports.json", $$$$$"""{"Policy":{{{{{Bucket}}}}}}""")
            .With("notes.json", """{"hello":"world"}""");
    }
}

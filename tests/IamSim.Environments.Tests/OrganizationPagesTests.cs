using IamSim.Diagnostics;
using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

public sealed class OrganizationPagesTests
{
    private const string Unit = "organization/list-policies-for-target/ou-ab12-11111111.SERVICE_CONTROL_POLICY";
    private const string Full = """{"Id":"p-FullAWSAccess","Name":"FullAWSAccess","Type":"SERVICE_CONTROL_POLICY"}""";
    private const string NoDeletes = """{"Id":"p-nodelete1","Name":"no-deletes","Type":"SERVICE_CONTROL_POLICY"}""";

    [Fact]
    public void A_level_of_which_a_page_is_missing_leaves_open_what_the_other_pages_allow()
    {
        using TemporaryFolder folder = OrganizationTests.Commands().With($"{Unit}.json", $$"""{"Policies":[{{Full}}],"NextToken":"more"}""");
        AwsEnvironment environment = folder.Load();
        Assert.Contains(environment.Diagnostics, static finding => finding.Id == "IAM3008");
        Assert.Equal(AccessState.Depends, Ask(environment, "s3:GetObject"));
    }

    [Fact]
    public void What_the_pages_that_are_there_deny_is_denied()
    {
        using TemporaryFolder folder = OrganizationTests.Commands().With($"{Unit}.json", $$"""{"Policies":[{{Full}},{{NoDeletes}}],"NextToken":"more"}""");
        AwsEnvironment environment = folder.Load();
        Assert.Equal(AccessState.Denied, Ask(environment, "s3:DeleteObject"));
        Assert.Equal(AccessState.Depends, Ask(environment, "s3:GetObject"));
    }

    [Fact]
    public void Files_with_numbers_are_pages_of_one_list()
    {
        using TemporaryFolder folder = OrganizationTests.Commands().With($"{Unit}-1.json", $$"""{"Policies":[{{Full}}],"NextToken":"more"}""").With($"{Unit}-2.json", $$"""{"Policies":[{{NoDeletes}}]}""");
        File.Delete(Path.Combine(folder.Path, $"{Unit}.json"));
        AwsEnvironment environment = folder.Load();
        Assert.Equal(AccessState.Denied, Ask(environment, "s3:DeleteObject"));
        Assert.Equal(AccessState.Allowed, Ask(environment, "s3:GetObject"));
    }

    [Fact]
    public void A_policy_without_id_leaves_its_level_open()
    {
        using TemporaryFolder folder = OrganizationTests.Commands().With($"{Unit}.json", $$"""{"Policies":[{{Full}},{"Name":"no-deletes"}]}""");
        AwsEnvironment environment = folder.Load();
        Assert.Equal("a policy of an organization without id", Assert.Single(environment.Diagnostics, static finding => finding.Id == "IAM3003").Message);
        Assert.Equal(AccessState.Depends, Ask(environment, "s3:GetObject"));
    }

    [Fact]
    public void A_number_behind_the_id_of_a_parent_is_that_of_a_page()
    {
        using TemporaryFolder folder = OrganizationTests.Commands();
        string accounts = Path.Combine(folder.Path, "organization/list-accounts-for-parent");
        File.Move(Path.Combine(accounts, "ou-ab12-11111111.json"), Path.Combine(accounts, "ou-ab12-11111111-1.json"));
        AwsEnvironment environment = folder.Load();
        Assert.DoesNotContain(environment.Diagnostics, static finding => finding.Severity >= DiagnosticSeverity.Warning);
        Assert.Equal(AccessState.Denied, Ask(environment, "s3:DeleteObject"));
    }

    [Fact]
    public void An_account_that_the_known_tree_lacks_may_hang_below_any_policy()
    {
        using TemporaryFolder folder = OrganizationTests.Commands().With("organization/list-accounts-for-parent/ou-ab12-11111111.json", """{"Accounts":[]}""");
        foreach (string file in Directory.GetFiles(folder.Path, "222233334444*", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }

        File.Delete(Path.Combine(folder.Path, "organization/list-delegated-administrators.json"));

        AccessAnswer answer = new EnvironmentAnalyzer(folder.Load()).Can(Principal.Parse("arn:aws:iam::222233334444:user/alice"), "s3:GetObject", "arn:aws:s3:::reports/q1.csv");
        Assert.Contains(answer.Gaps, static gap => gap.Kind == EnvironmentGapKind.OrganizationLevel && gap.Subject == "222233334444");
        Assert.Equal(AccessState.Depends, answer.State);
    }

    private static AccessState Ask(AwsEnvironment environment, string action) =>
        new EnvironmentAnalyzer(environment).Can(Principal.Parse("arn:aws:iam::222233334444:user/alice"), action, "arn:aws:s3:::reports/q1.csv").State;
}

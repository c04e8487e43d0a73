using System.Text;

namespace IamSim.Environments.Tests.Formats;

/// <summary>What <c>tests/IamSim.Fuzz</c> found, each as small as it could be made.</summary>
public sealed class FoundByFuzzingTests
{
    [Theory]
    [InlineData("{\"\u00E4\":")]
    [InlineData("{\"UserDetailList\":[],\"\u00E4\":1}")]
    [InlineData("{\"UserDetailList\":[{\"\u00E4\":1}]}")]
    public void A_name_that_is_no_UTF_8_is_a_finding(string latin1)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("other.json", "{}");
        File.WriteAllBytes(Path.Combine(folder.Path, "details.json"), Encoding.Latin1.GetBytes(latin1));

        string finding = folder.Findings(folder.Load())[0];

        Assert.StartsWith("details.json:1:", finding, StringComparison.Ordinal);
        Assert.Contains("error IAM0002: ", finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arn::::444455556666:")]
    [InlineData("arn:aws:iam::444455556666:role/alice")]
    [InlineData("arn:aws:s3::444455556666:user/alice")]
    [InlineData("arn:aws:iam::444455556666:user/")]
    [InlineData("arn:aws:iam::444455556666:user/*")]
    public void A_user_with_an_ARN_of_something_else_is_left_out(string arn)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", $$"""{"UserDetailList":[{"Arn":"{{arn}}","UserName":"alice"},{"Arn":"arn:aws:iam::444455556666:user/bob","UserName":"bob"}]}""");

        AwsEnvironment environment = folder.Load();

        Assert.Equal(["details.json:1:20: error IAM3003: a user without ARN"], folder.Findings(environment));
        Assert.Equal(["arn:aws:iam::444455556666:user/bob"], environment.Principals.Select(static principal => principal.Arn));
        Assert.Empty(new EnvironmentAnalyzer(environment).GetAssumeRoleGraph(TestContext.Current.CancellationToken).Edges);
    }

    [Fact]
    public void A_deployed_group_with_a_text_for_its_ARN_is_left_out()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("terraform.tfstate", """{"version":4,"serial":3,"lineage":"a","resources":[{"mode":"managed","type":"aws_iam_group","name":"a","instances":[{"attributes":{"arn":"a","name":"readers"}}]}]}""");

        AwsEnvironment environment = folder.Load();

        Assert.Contains(folder.Findings(environment), static finding => finding.EndsWith("error IAM3003: 'a' is no ARN of a group", StringComparison.Ordinal));
        Assert.DoesNotContain(environment.Accounts, static account => account.Id.Length != 12);
    }

    [Fact]
    public void A_text_for_an_account_of_a_deployed_block_is_no_account()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("terraform.tfstate", """{"version":4,"serial":3,"lineage":"a","resources":[{"mode":"managed","type":"aws_s3_account_public_access_block","name":"a","instances":[{"attributes":{"account_id":"a","block_public_acls":true}}]}]}""");

        AwsEnvironment environment = folder.Load(new EnvironmentLoadOptions { AccountId = "111122223333" });

        Assert.Equal(["111122223333"], environment.Accounts.Select(static account => account.Id));
    }

    [Fact]
    public void A_member_without_a_value_is_no_YAML()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("template.yaml", "\n : a");

        Assert.Equal(["template.yaml:2:5: error IAM3020: a value is missing"], folder.Findings(folder.Load()));
    }

    [Theory]
    [InlineData("arn::]:::", 0)]
    [InlineData("arn:aws:a b:::x", 0)]
    [InlineData("arn:aws:*:::x", 2)]
    public void A_resource_of_no_service_is_looked_at_all_the_same(string arn, int found)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("resources.json", $$"""[{"Resource":"{{arn}}","Account":"111122223333","Policy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}] } }]""");
        var analyzer = new EnvironmentAnalyzer(folder.Load());

        Assert.Equal(Enumerable.Repeat(arn, found), analyzer.GetPublicAccess(TestContext.Current.CancellationToken).Select(static access => access.Resource));
    }

    [Fact]
    public void A_gap_repeats_no_control_character()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("resources.json", """[{"Resource":"arn:aws:s3:::a\u001b[31m","Account":"111122223333","Policy":"none"}]""");
        var analyzer = new EnvironmentAnalyzer(folder.Load());

        EnvironmentGap gap = Assert.Single(analyzer.GetExposureGaps());

        Assert.Equal("arn:aws:s3:::a\u001b[31m", gap.Subject);
        Assert.StartsWith("the policy of arn:aws:s3:::a\uFFFD[31m at ", gap.Message, StringComparison.Ordinal);
    }
}

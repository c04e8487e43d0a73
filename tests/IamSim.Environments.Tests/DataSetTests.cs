using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

/// <summary>Authorization details of other people, where a folder of them is given.</summary>
public sealed class DataSetTests
{
    [Fact]
    public void Details_of_a_large_account_load_with_everything_in_them()
    {
        AwsEnvironment environment = AwsEnvironment.Load(Find("gaad-cloudsplaining/examples/files/example.json"), null, TestContext.Current.CancellationToken);

        Assert.Equal(["012345678901", "200611803367"], environment.Accounts.Where(static account => account.HasIdentities).Select(static account => account.Id));
        Assert.Equal((44, 5, 78), (environment.Accounts.Sum(static account => account.Users.Length), environment.Accounts.Sum(static account => account.Groups.Length), environment.Accounts.Sum(static account => account.Roles.Length)));
        Assert.Equal(84, environment.AwsManagedPolicies.Length + environment.Accounts.Sum(static account => account.ManagedPolicies.Length));
        Assert.DoesNotContain(environment.Diagnostics, static finding => finding.Severity == Diagnostics.DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("scp-basic.json", "123456789012", AccessState.Allowed)]
    [InlineData("scp-basic.json", "023456789012", AccessState.Allowed)]
    [InlineData("scp-deny-lambda.json", "123456789012", AccessState.Denied)]
    [InlineData("scp-deny-lambda.json", "023456789012", AccessState.Allowed)]
    public void Trees_of_organizations_decide_what_their_accounts_can(string tree, string account, AccessState expected)
    {
        // Their management account is 023456789012, which no policy reaches (SCP-6).
        using TemporaryFolder folder = new TemporaryFolder().With("tree.json", File.ReadAllText(Find($"gaad-iamspy/files/{tree}"))).With("details.json", $$$$$"""
            {"UserDetailList":[{"Arn":"arn:aws:iam::{{{{{account}}}}}:user/alice","UserName":"alice","UserPolicyList":[{"PolicyName":"all","PolicyDocument":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}}]}]}
            """);
        AwsEnvironment environment = folder.Load();

        AccessAnswer answer = new EnvironmentAnalyzer(environment).Can(Principal.Parse($"arn:aws:iam::{account}:user/alice"), "lambda:InvokeFunction", $"arn:aws:lambda:eu-west-1:{account}:function:shop");

        Assert.Equal("023456789012", environment.Organization!.ManagementAccountId);
        Assert.True(environment.TryGetAccount(account, out AwsAccount? found));
        Assert.All(found.Node!.Path, static node => Assert.NotNull(node.ServiceControlPolicies));
        Assert.Equal(expected, answer.State);
    }

    [Fact]
    public void Whole_folders_of_them_load_without_exception()
    {
        foreach (string folder in new[] { "gaad-cloudsplaining", "gaad-iamspy" })
        {
            AwsEnvironment environment = AwsEnvironment.Load(Find(folder), null, TestContext.Current.CancellationToken);

            Assert.NotEmpty(environment.Principals);
            Assert.NotEmpty(environment.Summarize().Forms);
        }
    }

    private static string Find(string path)
    {
        string? sets = Environment.GetEnvironmentVariable("IAMSIM_DATASETS");
        Assert.SkipWhen(string.IsNullOrEmpty(sets), "IAMSIM_DATASETS names no folder of data sets");
        string found = Path.Combine(sets!, path);
        Assert.SkipUnless(Path.Exists(found), $"{path} is not among the data sets");
        return found;
    }
}

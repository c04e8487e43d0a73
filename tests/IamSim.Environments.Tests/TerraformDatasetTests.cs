namespace IamSim.Environments.Tests;

/// <summary>Plans of other people, in the folder that IAMSIM_DATASETS names.</summary>
public sealed class TerraformDatasetTests
{
    [Theory]
    [InlineData("plan.json", 4, 9, "IAM3005 IAM3030")]
    [InlineData("plan_with_iam_policies.json", 2, 0, "IAM3030 IAM3031")]
    [InlineData("plan_with_iam_data_block.json", 0, 1, "IAM3031")]
    [InlineData("modules_edges_tfplan.json", 0, 2, "IAM3030")]
    [InlineData("example_GithubActionsOIDCTrustPolicy.json", 4, 0, "IAM3031")]
    public void A_plan_loads(string name, int principals, int resources, string findings)
    {
        AwsEnvironment environment = Load(name);
        Assert.Equal((principals, resources), (environment.Principals.Length, environment.Resources.Length));
        Assert.Equal(findings, string.Join(' ', environment.Diagnostics.Select(static finding => finding.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
    }

    private static AwsEnvironment Load(string name)
    {
        string? folder = Environment.GetEnvironmentVariable("IAMSIM_DATASETS");
        if (folder is null)
        {
            Assert.Skip("IAMSIM_DATASETS names no folder");
        }

        return AwsEnvironment.Load(Path.Combine(folder, "tfplan-checkov", name), null, TestContext.Current.CancellationToken);
    }
}

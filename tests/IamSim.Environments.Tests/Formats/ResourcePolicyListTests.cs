using IamSim.Policies;

namespace IamSim.Environments.Tests.Formats;

public sealed class ResourcePolicyListTests
{
    [Fact]
    public void A_list_gives_policies_and_owners()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("resources.json", """
            [
                { "Resource": "arn:aws:s3:::reports", "Policy": { "Version": "2012-10-17", "Statement": [] }, "Account": "111122223333" },
                { "Resource": "arn:aws:lambda:eu-central-1:111122223333:function:charge", "Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[]}" },
                { "Resource": "arn:aws:sqs:eu-central-1:111122223333:jobs", "Policy": null }
            ]
            """);
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        Assert.All(environment.Resources, static resource => Assert.Equal("111122223333", resource.OwnerAccountId));
        Assert.All(environment.Resources, static resource => Assert.True(resource.IsPolicyKnown));
        EnvironmentResource bucket = environment.Resource("arn:aws:s3:::reports");
        Assert.Equal(ResourcePolicyKind.S3Bucket, bucket.PolicyKind);
        Assert.Equal((2, 53, true), (bucket.Policy!.Place.Line, bucket.Policy.Place.Column, bucket.Policy.IsVerbatim));
        Assert.Null(environment.Resource("arn:aws:sqs:eu-central-1:111122223333:jobs").Policy);
    }

    [Fact]
    public void Wrong_items_are_findings_and_the_rest_is_read()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("resources.json", """
            [
                { "Resource": "arn:aws:s3:::reports", "Policy": { "Version": "2012-10-17", "Statement": [] } },
                { "Resource": "reports", "Policy": {} },
                { "Policy": {} },
                { "Resource": "arn:aws:s3:::other", "Policy": 7, "Account": "1111" }
            ]
            """);
        AwsEnvironment environment = folder.Load();

        Assert.Equal(
            [
                "resources.json:2:5: warning IAM3006: nothing says which account owns 'arn:aws:s3:::reports'",
                "resources.json:3:5: error IAM3003: a resource without ARN, but 'reports'",
                "resources.json:4:5: error IAM3003: a resource without ARN",
                "resources.json:5:51: error IAM3004: the policy 'policy of arn:aws:s3:::other' is the number 7",
                "resources.json:5:65: error IAM3003: '1111' is no account id",
            ],
            folder.Findings(environment));
    }

    [Fact]
    public void Lists_of_other_tools_load()
    {
        string? datasets = Environment.GetEnvironmentVariable("IAMSIM_DATASETS");
        Assert.SkipWhen(datasets is null, "needs IAMSIM_DATASETS");
        string files = Path.Combine(datasets!, "gaad-iamspy", "files");
        Assert.SkipUnless(Directory.Exists(files), "needs gaad-iamspy");

        AwsEnvironment batch = AwsEnvironment.Load(Path.Combine(files, "batch-resource.json"), null, TestContext.Current.CancellationToken);
        Assert.Empty(batch.Diagnostics);
        Assert.Equal(["arn:aws:s3:::bucket1", "arn:aws:s3:::bucket2", "arn:aws:s3:::bucket3", "arn:aws:s3:::bucket4"], batch.Resources.Select(static resource => resource.Arn));
        Assert.All(batch.Resources, static resource => Assert.Equal("123456789012", resource.OwnerAccountId));
        Assert.All(batch.Resources, static resource => Assert.NotNull(resource.Policy!.Document));

        foreach (string name in (string[])["resource-s3-allow-testing.json", "resource-s3-deny-testing2.json", "resource-s3-allow-all.json", "cross-account-rp.json"])
        {
            AwsEnvironment environment = AwsEnvironment.Load(Path.Combine(files, name), null, TestContext.Current.CancellationToken);
            Assert.Empty(environment.Diagnostics);
            EnvironmentResource resource = Assert.Single(environment.Resources);
            Assert.Equal("111111111111", resource.OwnerAccountId);
            Assert.NotNull(resource.Policy!.Document);
        }
    }
}

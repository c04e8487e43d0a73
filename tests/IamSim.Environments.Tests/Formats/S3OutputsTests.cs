using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Tests.Formats;

public sealed class S3OutputsTests
{
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::reports/*"}]}""";
    private const string Account = "accounts/111122223333/";

    private static string AsString(string policy) => $$"""{ "Policy": {{System.Text.Json.JsonSerializer.Serialize(policy)}} }""";

    [Fact]
    public void A_bucket_is_put_together_from_the_outputs_of_six_commands()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Account + "s3api/list-buckets.json", """{ "Buckets": [{ "Name": "reports" }, { "Name": "quiet" }] }""")
            .With(Account + "s3api/get-bucket-policy/reports.json", AsString(Policy))
            .With(Account + "s3api/get-bucket-tagging/reports.json", """{ "TagSet": [{ "Key": "team", "Value": "blue" }] }""")
            .With(Account + "s3api/get-public-access-block/reports.json", """{ "PublicAccessBlockConfiguration": { "BlockPublicAcls": true, "IgnorePublicAcls": false, "BlockPublicPolicy": true, "RestrictPublicBuckets": false } }""")
            .With(Account + "s3api/get-bucket-ownership-controls/reports.json", """{ "OwnershipControls": { "Rules": [{ "ObjectOwnership": "BucketOwnerEnforced" }] } }""")
            .With(Account + "s3api/get-bucket-location/reports.json", """{ "LocationConstraint": null }""");
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        Assert.Equal(["arn:aws:s3:::quiet", "arn:aws:s3:::reports"], environment.Resources.Select(static resource => resource.Arn));
        EnvironmentResource reports = environment.Resource("arn:aws:s3:::reports");
        Assert.Equal("111122223333", reports.OwnerAccountId);
        Assert.Equal(Policy, reports.Policy!.Text);
        Assert.Equal("policy of bucket reports", reports.Policy.Name);
        Assert.Equal(ResourcePolicyKind.S3Bucket, reports.PolicyKind);
        Assert.Equal("blue", reports.Tags!["team"]);
        Assert.Equal(new S3PublicAccessBlock(true, false, true, false), reports.PublicAccessBlock);
        Assert.False(reports.HasAccessControlLists);
        Assert.Equal("us-east-1", reports.Region);
        Assert.Null(environment.Resource("arn:aws:s3:::quiet").Region);
        Assert.Equal(1, reports.Place.Line);
        Assert.EndsWith("s3api/list-buckets.json", reports.Place.File, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_object_says_that_a_bucket_has_no_policy_and_a_missing_file_says_nothing()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Account + "s3api/list-buckets.json", """{ "Buckets": [{ "Name": "quiet" }, { "Name": "refused" }] }""")
            .With(Account + "s3api/get-bucket-policy/reports.json", AsString(Policy))
            .With(Account + "s3api/get-bucket-policy/quiet.json", "{}");
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        EnvironmentResource none = environment.Resource("arn:aws:s3:::quiet");
        Assert.True(none.IsPolicyKnown);
        Assert.Null(none.Policy);
        Assert.False(environment.Resource("arn:aws:s3:::refused").IsPolicyKnown);
        var analyzer = new EnvironmentAnalyzer(environment);
        Assert.DoesNotContain(analyzer.Can(Principal.Anonymous, "s3:GetObject", "arn:aws:s3:::quiet/q1.csv").Gaps, static gap => gap.Kind == EnvironmentGapKind.ResourcePolicy);
        Assert.Contains(analyzer.Can(Principal.Anonymous, "s3:GetObject", "arn:aws:s3:::refused/q1.csv").Gaps, static gap => gap is { Kind: EnvironmentGapKind.ResourcePolicy, Subject: "arn:aws:s3:::refused" });
    }

    [Fact]
    public void Empty_objects_say_that_a_bucket_has_no_tags_and_no_settings()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Account + "s3api/get-bucket-tagging/reports.json", "{}\n")
            .With(Account + "s3api/get-public-access-block/reports.json", "{}\n")
            .With(Account + "s3api/get-bucket-ownership-controls/reports.json", "{}\n")
            .With(Account + "s3api/get-bucket-location/reports.json", "{}\n")
            .With(Account + "s3control/get-public-access-block.json", "{}\n")
            .With(Account + "eu-central-1/s3control/get-access-point-policy/partners.json", "{}\n");
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        EnvironmentResource bucket = environment.Resource("arn:aws:s3:::reports");
        Assert.Empty(bucket.Tags!);
        Assert.Equal(new S3PublicAccessBlock(false, false, false, false), bucket.PublicAccessBlock);
        Assert.True(bucket.HasAccessControlLists);
        Assert.Equal("us-east-1", bucket.Region);
        Assert.False(bucket.IsPolicyKnown);
        Assert.Equal(new S3PublicAccessBlock(false, false, false, false), Assert.Single(environment.Accounts).PublicAccessBlock);
        EnvironmentResource point = environment.Resource("arn:aws:s3:eu-central-1:111122223333:accesspoint/partners");
        Assert.Equal((true, "eu-central-1"), (point.IsPolicyKnown, point.Region));
        Assert.Null(point.Policy);
    }

    [Fact]
    public void Empty_objects_out_of_place_and_of_commands_that_never_answer_so_are_of_no_form()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Account + "s3api/get-bucket-polic/reports.json", "{}")
            .With(Account + "eu-central-1/kms/get-key-policy/1234.json", "{}")
            .With("get-public-access-block.json", "{}");
        AwsEnvironment environment = folder.Load();

        Assert.All(environment.Diagnostics, static finding => Assert.Equal("IAM3001", finding.Id));
        Assert.Equal(3, environment.UnknownFiles);
        Assert.Empty(environment.Resources);
    }

    [Theory]
    [InlineData("get-bucket-location/reports.json", """{ "LocationConstraint": "EU" }""", "eu-west-1")]
    [InlineData("get-bucket-location/reports.json", """{ "LocationConstraint": "ap-south-1" }""", "ap-south-1")]
    [InlineData("list-buckets.json", """{ "Buckets": [{ "Name": "reports", "BucketRegion": "eu-north-1" }] }""", "eu-north-1")]
    public void The_Region_of_a_bucket_is_told_by_its_location_or_by_the_list(string file, string text, string region)
    {
        using TemporaryFolder folder = new TemporaryFolder().With(Account + "s3api/" + file, text);

        Assert.Equal(region, folder.Load().Resource("arn:aws:s3:::reports").Region);
    }

    [Fact]
    public void A_bucket_policy_decides_questions()
    {
        using TemporaryFolder folder = new TemporaryFolder().With(Account + "s3api/get-bucket-policy/reports.json", AsString(Policy)).With(Account + "s3api/get-public-access-block/reports.json", "{}").With(Account + "s3control/get-public-access-block.json", "{}");
        var analyzer = new EnvironmentAnalyzer(folder.Load());

        Assert.Equal(AccessState.Allowed, analyzer.Can(Principal.Anonymous, "s3:GetObject", "arn:aws:s3:::reports/q1.csv").State);
        Assert.Equal(AccessState.Denied, analyzer.Can(Principal.Anonymous, "s3:PutObject", "arn:aws:s3:::reports/q1.csv").State);
    }

    [Fact]
    public void All_three_encodings_of_a_policy_are_one_text()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Account + "s3api/get-bucket-policy/a.json", $$"""{ "Policy": {{Policy}} }""")
            .With(Account + "s3api/get-bucket-policy/b.json", AsString(Policy))
            .With(Account + "s3api/get-bucket-policy/c.json", AsString(Uri.EscapeDataString(Policy)));
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        Assert.Equal([Policy, Policy, Policy], environment.Resources.Select(static resource => resource.Policy!.Text));
        Assert.Single(environment.Resources.Select(static resource => resource.Policy!.Content.Id).Distinct());
    }

    [Fact]
    public void Block_public_access_of_the_account_comes_from_s3control()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Account + "s3control/get-public-access-block.json", """{ "PublicAccessBlockConfiguration": { "BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true, "RestrictPublicBuckets": true } }""")
            .With(Account + "s3api/get-bucket-policy/reports.json", AsString(Policy));
        AwsEnvironment environment = folder.Load();

        Assert.Equal(new S3PublicAccessBlock(true, true, true, true), Assert.Single(environment.Accounts).PublicAccessBlock);
        Assert.Equal(AccessState.Denied, new EnvironmentAnalyzer(environment).Can(Principal.Anonymous, "s3:GetObject", "arn:aws:s3:::reports/q1.csv").State);
    }

    [Theory]
    [InlineData("cn-north-1", "aws-cn")]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    [InlineData("eu-central-1", "aws")]
    public void The_partition_of_a_bucket_follows_from_its_region(string region, string partition)
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Account + "s3api/get-bucket-location/reports.json", $$"""{ "LocationConstraint": "{{region}}" }""")
            .With(Account + "s3api/get-bucket-tagging/reports.json", """{ "TagSet": [] }""");
        AwsEnvironment environment = folder.Load();

        Assert.Equal($"arn:{partition}:s3:::reports", Assert.Single(environment.Resources).Arn);
        Assert.Empty(environment.Resources[0].Tags!);
    }

    [Fact]
    public void Access_points_have_policies_of_their_own()
    {
        const string OfPoint = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"s3:GetObject","Resource":"arn:aws:s3:eu-central-1:111122223333:accesspoint/partners/object/*"}]}""";
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Account + "eu-central-1/s3control/list-access-points.json", """{ "AccessPointList": [{ "Name": "partners", "Bucket": "reports", "AccessPointArn": "arn:aws:s3:eu-central-1:111122223333:accesspoint/partners" }, { "Name": "other" }] }""")
            .With(Account + "eu-central-1/s3control/get-access-point-policy/partners.json", AsString(OfPoint))
            .With(Account + "eu-central-1/s3control/get-access-point/partners.json", """{ "Name": "partners", "AccessPointArn": "arn:aws:s3:eu-central-1:111122223333:accesspoint/partners", "PublicAccessBlockConfiguration": { "RestrictPublicBuckets": true } }""");
        AwsEnvironment environment = folder.Load();

        EnvironmentResource point = Assert.Single(environment.Resources);
        Assert.Equal(OfPoint, point.Policy!.Text);
        Assert.Equal(ResourcePolicyKind.General, point.PolicyKind);
        Assert.Equal("111122223333", point.OwnerAccountId);
        Assert.Equal(new S3PublicAccessBlock(false, false, false, true), point.PublicAccessBlock);
        Assert.Equal(["accounts/111122223333/eu-central-1/s3control/list-access-points.json:1:147: error IAM3003: an access point without ARN"], folder.Findings(environment));
    }

    [Fact]
    public void Block_public_access_of_an_access_point_or_its_account_keeps_a_public_policy_from_serving_anyone()
    {
        const string Open = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:eu-central-1:111122223333:accesspoint/open/object/*"}]}""";
        const string Point = "arn:aws:s3:eu-central-1:111122223333:accesspoint/open";
        static TemporaryFolder With(bool ofPoint, bool ofAccount) => new TemporaryFolder()
            .With(Account + "eu-central-1/s3control/get-access-point-policy/open.json", AsString(Open))
            .With(Account + "eu-central-1/s3control/get-access-point/open.json", $$"""{ "AccessPointArn": "{{Point}}", "PublicAccessBlockConfiguration": { "RestrictPublicBuckets": {{(ofPoint ? "true" : "false")}} } }""")
            .With(Account + "s3control/get-public-access-block.json", $$"""{ "PublicAccessBlockConfiguration": { "RestrictPublicBuckets": {{(ofAccount ? "true" : "false")}} } }""");
        static AccessState State(TemporaryFolder folder) => new EnvironmentAnalyzer(folder.Load()).Can(Principal.Anonymous, "s3:GetObject", Point + "/object/q1.csv").State;
        using TemporaryFolder open = With(ofPoint: false, ofAccount: false);
        using TemporaryFolder closed = With(ofPoint: true, ofAccount: false);
        using TemporaryFolder closedByAccount = With(ofPoint: false, ofAccount: true);

        Assert.Equal(AccessState.Allowed, State(open));
        Assert.Equal(AccessState.Denied, State(closed));
        Assert.Equal(AccessState.Denied, State(closedByAccount));
    }

    [Fact]
    public void Outputs_out_of_place_say_where_they_belong()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("block.json", """{ "PublicAccessBlockConfiguration": {} }""")
            .With("buckets.json", """{ "Buckets": [{ "Name": "reports" }, {}] }""")
            .With("controls.json", """{ "OwnershipControls": {} }""");
        AwsEnvironment environment = folder.Load();

        Assert.Equal(
            [
                "block.json:1:37: warning IAM3006: nothing says of which bucket or account these settings are",
                "buckets.json:1:1: warning IAM3006: nothing says which account owns 'arn:aws:s3:::reports'",
                "buckets.json:1:38: error IAM3003: a bucket without name",
                "controls.json:1:24: warning IAM3006: nothing says which bucket this is about",
            ],
            folder.Findings(environment));
        Assert.Equal("save it as accounts/ACCOUNT/s3api/get-bucket-ownership-controls/BUCKET.json", environment.Helps()[3]);
        Assert.Null(environment.Resource("arn:aws:s3:::reports").OwnerAccountId);
    }

    [Fact]
    public void Wrong_shapes_are_findings_at_their_places()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Account + "s3api/get-bucket-ownership-controls/reports.json", """{ "OwnershipControls": { "Rules": [{ "ObjectOwnership": "Nobody" }] } }""")
            .With(Account + "s3api/get-bucket-policy/list.json", """{ "Policy": [] }""")
            .With(Account + "s3api/get-bucket-policy/none.json", """{ "Policy": "" }""")
            .With(Account + "s3api/get-bucket-policy/text.json", """{ "Policy": "allow it" }""");
        AwsEnvironment environment = folder.Load();

        Assert.Equal(
            [
                "accounts/111122223333/s3api/get-bucket-ownership-controls/reports.json:1:24: error IAM3003: ownership controls with the object ownership 'Nobody'",
                "accounts/111122223333/s3api/get-bucket-policy/list.json:1:13: error IAM3004: the policy 'policy of bucket list' is an array",
            ],
            folder.Findings(environment)[..2]);
        Assert.StartsWith("accounts/111122223333/s3api/get-bucket-policy/text.json:1:13: error IAM3004: the policy 'policy of bucket text' cannot be read: ", folder.Findings(environment)[2], StringComparison.Ordinal);
        Assert.Null(environment.Resource("arn:aws:s3:::list").Policy!.Document);
        Assert.True(environment.Resource("arn:aws:s3:::none").IsPolicyKnown);
        Assert.NotNull(environment.Resource("arn:aws:s3:::text").Policy);
    }

    [Fact]
    public void Two_owners_and_two_policies_contradict_each_other()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Account + "s3api/get-bucket-policy/reports.json", AsString(Policy))
            .With("accounts/444455556666/s3api/get-bucket-policy/reports.json", AsString("""{"Version":"2012-10-17","Statement":[]}"""));
        AwsEnvironment environment = folder.Load();

        Assert.Equal(
            [
                $"accounts/444455556666/s3api/get-bucket-policy/reports.json:1:1: warning IAM3007: 'arn:aws:s3:::reports' is owned by 444455556666 here, but by 111122223333 at {Account}s3api/get-bucket-policy/reports.json:1:1",
                $"accounts/444455556666/s3api/get-bucket-policy/reports.json:1:13: warning IAM3007: 'arn:aws:s3:::reports' has another policy at {Account}s3api/get-bucket-policy/reports.json:1:13",
            ],
            folder.Findings(environment));
        Assert.Equal("111122223333", environment.Resource("arn:aws:s3:::reports").OwnerAccountId);
    }

    [Fact]
    public void A_policy_alone_is_known_by_the_bucket_it_names()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("saved.json", AsString(Policy)).With("unknown.json", """{ "Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }""");
        AwsEnvironment environment = folder.Load();

        Assert.Equal(Policy, Assert.Single(environment.Resources).Policy!.Text);
        Assert.Equal("arn:aws:s3:::reports", environment.Resources[0].Arn);
        Assert.Equal(
            [
                "saved.json:1:1: warning IAM3006: nothing says which account owns 'arn:aws:s3:::reports'",
                "unknown.json:1:13: warning IAM3006: nothing says which resource this is about",
            ],
            folder.Findings(environment));
    }

    [Fact]
    public void An_output_that_goes_on_is_told()
    {
        using TemporaryFolder folder = new TemporaryFolder().With(Account + "s3api/list-buckets.json", """{ "Buckets": [], "NextToken": "abc" }""");

        Assert.Equal(["accounts/111122223333/s3api/list-buckets.json:1:31: warning IAM3008: the output says that there are more pages"], folder.Findings(folder.Load()));
    }
}

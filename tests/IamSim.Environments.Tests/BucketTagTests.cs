using IamSim.Environments.Tests.Formats;
using IamSim.Identifiers;
using static IamSim.Environments.Tests.EnvironmentSketch;

namespace IamSim.Environments.Tests;

/// <summary>S3 User Guide, "Enabling ABAC in general purpose buckets": conditions see the tags of a bucket only where that is enabled.</summary>
public sealed class BucketTagTests
{
    private const string Account = "accounts/111122223333/s3api/";

    private static readonly Principal Alice = Principal.Parse("arn:aws:iam::111122223333:user/alice");

    [Theory]
    [InlineData(true, "aws:ResourceTag/class", "internal", AccessState.Allowed)]
    [InlineData(false, "aws:ResourceTag/class", "internal", AccessState.Denied)]
    [InlineData(null, "aws:ResourceTag/class", "internal", AccessState.Depends)]
    [InlineData(true, "aws:ResourceTag/class", "public", AccessState.Denied)]
    [InlineData(null, "aws:ResourceTag/team", "blue", AccessState.Denied)]
    [InlineData(true, "s3:BucketTag/class", "internal", AccessState.Allowed)]
    [InlineData(false, "s3:BucketTag/class", "internal", AccessState.Denied)]
    [InlineData(null, "s3:BucketTag/class", "internal", AccessState.Depends)]
    public void Conditions_see_the_tags_of_a_bucket_where_that_is_enabled(bool? enabled, string key, string value, AccessState expected)
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch()
            .User(Production, "alice", $$$"""{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"{{{key}}}":"{{{value}}}" } } }""")
            .TaggedBucket(Production, "reports", enabled, ("class", "internal")).Analyze();

        Assert.Equal(expected, analyzer.Can(Alice, "s3:ListBucket", "arn:aws:s3:::reports").State);
        AccessAnswer answer = analyzer.Can(Alice, "s3:GetObject", "arn:aws:s3:::reports/q1.csv");
        Assert.Equal(expected, answer.State);
        Assert.Equal(
            expected == AccessState.Depends ? ["nothing tells whether attribute-based access control is enabled for arn:aws:s3:::reports: without it no condition sees its tags"] : Array.Empty<string>(),
            answer.Gaps.Where(static gap => gap.Kind == EnvironmentGapKind.BucketTags).Select(static gap => gap.Message));
    }

    [Theory]
    [InlineData("""{ "AbacStatus": { "Status": "Enabled" } }""", true)]
    [InlineData("""{ "AbacStatus": { "Status": "Disabled" } }""", false)]
    [InlineData("{}", null)]
    public void An_output_says_whether_it_is_enabled(string output, bool? expected)
    {
        using TemporaryFolder folder = new TemporaryFolder().With(Account + "get-bucket-abac/reports.json", output);
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        Assert.Equal(expected, environment.Resource("arn:aws:s3:::reports").HasAttributeBasedAccess);
        Assert.Equal("111122223333", environment.Resource("arn:aws:s3:::reports").OwnerAccountId);
    }

    [Fact]
    public void Another_status_is_a_finding_and_leaves_it_open()
    {
        using TemporaryFolder folder = new TemporaryFolder().With(Account + "get-bucket-abac/reports.json", """{ "AbacStatus": { "Status": "On" } }""");
        AwsEnvironment environment = folder.Load();

        Assert.Equal([Account + "get-bucket-abac/reports.json:1:17: error IAM3003: attribute-based access control with the status 'On'"], folder.Findings(environment));
        Assert.Null(environment.Resource("arn:aws:s3:::reports").HasAttributeBasedAccess);
    }

    [Theory]
    [InlineData("    attributeBasedAccess: true\n", true)]
    [InlineData("    attributeBasedAccess: false\n", false)]
    [InlineData("", null)]
    public void The_notation_says_it(string member, bool? expected)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("environment.yaml", $"resources:\n  - arn: arn:aws:s3:::reports\n    owner: 111122223333\n    tags: {{ class: internal }}\n{member}");
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        Assert.Equal(expected, environment.Resource("arn:aws:s3:::reports").HasAttributeBasedAccess);
    }

    [Fact]
    public void Templates_and_plans_say_it()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("template.yaml", """
                Resources:
                  Reports:
                    Type: AWS::S3::Bucket
                    Properties: { BucketName: reports, AbacStatus: Enabled }
                  Quiet:
                    Type: AWS::S3::Bucket
                    Properties: { BucketName: quiet }
                """)
            .With("state.json", """
                {"format_version":"1.0","values":{"root_module":{"resources":[
                  {"address":"aws_s3_bucket.a","mode":"managed","type":"aws_s3_bucket","name":"a","values":{"bucket":"archive","arn":"arn:aws:s3:::archive"}},
                  {"address":"aws_s3_bucket_abac.a","mode":"managed","type":"aws_s3_bucket_abac","name":"a","values":{"bucket":"archive","abac_status":[{"status":"Disabled"}]}}]}}}
                """);
        AwsEnvironment environment = folder.Load();

        Assert.True(environment.Resource("arn:aws:s3:::reports").HasAttributeBasedAccess);
        Assert.Null(environment.Resource("arn:aws:s3:::quiet").HasAttributeBasedAccess);
        Assert.False(environment.Resource("arn:aws:s3:::archive").HasAttributeBasedAccess);
    }
}

using IamSim.Environments.Tests.Formats;
using IamSim.Identifiers;
using static IamSim.Environments.Tests.EnvironmentSketch;

namespace IamSim.Environments.Tests;

/// <summary>S3-4: settings that nobody knows could keep out whom only a public policy lets in.</summary>
public sealed class PublicAccessBlockTests
{
    private const string ForEverybody = """{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::site/*"}""";
    private static IEnumerable<string> Told(AccessAnswer answer) => answer.Gaps.Where(static gap => gap.Kind == EnvironmentGapKind.PublicAccessBlock).Select(static gap => gap.Message);

    private const string Page = "arn:aws:s3:::site/index.html";

    [Fact]
    public void What_only_a_public_policy_allows_depends_on_settings_that_are_not_known()
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().Bucket(Production, "site", ForEverybody).PublicAccessUnknown(Production).PublicAccessUnknown(Production, "site").Analyze();

        AccessAnswer answer = analyzer.Can(Principal.Anonymous, "s3:GetObject", Page);

        Assert.Equal(AccessState.Depends, answer.State);
        Assert.False(answer.IsAllowed);
        Assert.Equal(
            ["the S3 block public access settings of arn:aws:s3:::site and of account 111122223333 are not known: they could keep out whom only a public policy lets in"],
            Told(answer));
    }

    [Theory]
    [InlineData(null, "account 111122223333")]
    [InlineData("site", "arn:aws:s3:::site")]
    public void The_settings_that_are_missing_are_named(string? bucket, string expected)
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().Bucket(Production, "site", ForEverybody).PublicAccessUnknown(Production, bucket).Analyze();

        Assert.Equal(
            $"the S3 block public access settings of {expected} are not known: they could keep out whom only a public policy lets in",
            Assert.Single(Told(analyzer.Can(Principal.Anonymous, "s3:GetObject", Page))));
    }

    [Fact]
    public void What_a_policy_allows_otherwise_does_not_depend_on_them()
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch()
            .User(Production, "alice", """{"Effect":"Allow","Action":"s3:*","Resource":"*"}""")
            .Bucket(Production, "site", ForEverybody).PublicAccessUnknown(Production).Analyze();

        AccessAnswer owner = analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:user/alice"), "s3:GetObject", Page);
        AccessAnswer denied = analyzer.Can(Principal.Anonymous, "s3:PutObject", Page);

        Assert.Equal((AccessState.Allowed, AccessState.Denied), (owner.State, denied.State));
        Assert.DoesNotContain(owner.Gaps.Concat(denied.Gaps), static gap => gap.Kind == EnvironmentGapKind.PublicAccessBlock);
    }

    [Fact]
    public void Settings_of_the_account_that_restrict_public_buckets_settle_it()
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().Bucket(Production, "site", ForEverybody).PublicAccessUnknown(Production, "site").BlockPublicAccess(Production).Analyze();

        AccessAnswer answer = analyzer.Can(Principal.Anonymous, "s3:GetObject", Page);

        Assert.Equal(AccessState.Denied, answer.State);
        Assert.Empty(Told(answer));
    }

    [Fact]
    public void Who_can_and_public_access_say_so()
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().Bucket(Production, "site", ForEverybody).PublicAccessUnknown(Production).Analyze();

        WhoCanResult found = analyzer.WhoCan("s3:GetObject", Page, cancellationToken: TestContext.Current.CancellationToken);
        ResourceAccess[] reached = [.. analyzer.GetPublicAccess(TestContext.Current.CancellationToken)];

        Assert.Contains(found.Gaps, static gap => gap.Kind == EnvironmentGapKind.PublicAccessBlock);
        Assert.All(found.Rows.Where(static row => row.Subject.Kind is AccessSubjectKind.Anonymous or AccessSubjectKind.AnyAccount), static row => Assert.Equal(AccessState.Depends, row.State));
        Assert.NotEmpty(reached);
        Assert.All(reached, static access => Assert.Equal((AccessState.Depends, PublicExposure.UnderConditions), (access.State, access.Exposure)));
        Assert.All(reached, static access => Assert.Contains(access.Gaps, static gap => gap.Kind == EnvironmentGapKind.PublicAccessBlock));
    }

    [Fact]
    public void An_open_value_of_a_template_or_a_plan_is_not_known()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("template.yaml", """
                Parameters: { Block: { Type: String } }
                Resources:
                  Reports:
                    Type: AWS::S3::Bucket
                    Properties: { BucketName: reports, PublicAccessBlockConfiguration: { RestrictPublicBuckets: !Ref Block } }
                """)
            .With("plan.json", """
                {"format_version":"1.2","planned_values":{"root_module":{"resources":[
                  {"address":"aws_s3_bucket.b","mode":"managed","type":"aws_s3_bucket","name":"b","values":{"bucket":"archive"}},
                  {"address":"aws_s3_bucket_public_access_block.b","mode":"managed","type":"aws_s3_bucket_public_access_block","name":"b","values":{"bucket":"archive","block_public_acls":true}}]}},
                 "resource_changes":[
                  {"address":"aws_s3_bucket_public_access_block.b","mode":"managed","type":"aws_s3_bucket_public_access_block","name":"b","change":{"actions":["create"],"before":null,"after":{"bucket":"archive","block_public_acls":true},"after_unknown":{"restrict_public_buckets":true}}}]}
                """);
        AwsEnvironment environment = folder.Load();

        Assert.Null(environment.Resource("arn:aws:s3:::reports").PublicAccessBlock);
        Assert.Null(environment.Resource("arn:aws:s3:::archive").PublicAccessBlock);
    }
}

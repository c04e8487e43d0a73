using IamSim.Identifiers;
using static IamSim.Environments.Tests.EnvironmentSketch;

namespace IamSim.Environments.Tests;

/// <summary>S3-2 and S3-3: where access control lists are on, the policies of a bucket are not all there is.</summary>
public sealed class AccessControlListTests
{
    private const string PartnerReads = """{"Effect":"Allow","Principal":{"AWS":"999988887777"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::drop/in/*"}""";

    private static readonly Principal Pat = Principal.Parse("arn:aws:iam::999988887777:user/pat");

    private static EnvironmentSketch Sketch() => new EnvironmentSketch()
        .User(Production, "alice", """{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::drop/*"}""")
        .User(Partner, "pat", """{"Effect":"Allow","Action":"s3:*","Resource":"*"}""")
        .Bucket(Production, "drop", PartnerReads, """{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::drop/secret/*"}""");

    [Theory]
    [InlineData("s3:GetObject", "arn:aws:s3:::drop/out/1.csv", "access control lists are on for arn:aws:s3:::drop: a list could let the caller in")]
    [InlineData("s3:ListBucket", "arn:aws:s3:::drop", "access control lists are on for arn:aws:s3:::drop: a list could let the caller in")]
    [InlineData("s3:GetObject", "arn:aws:s3:::drop/in/1.csv", "access control lists are on for arn:aws:s3:::drop: its policy lets nobody in to an object that another account owns")]
    public void A_list_or_the_owner_of_an_object_decides_for_another_account(string action, string resource, string expected)
    {
        AccessAnswer answer = Sketch().WithLists("drop").Analyze().Can(Pat, action, resource);

        Assert.Equal(AccessState.Depends, answer.State);
        Assert.Contains(expected, answer.Gaps.Select(static gap => gap.Message));
    }

    [Theory]
    [InlineData("s3:GetObject", "arn:aws:s3:::drop/secret/1.csv")]
    [InlineData("s3:PutBucketPolicy", "arn:aws:s3:::drop")]
    [InlineData("s3:GetObjectTagging", "arn:aws:s3:::drop/out/1.csv")]
    public void What_is_denied_explicitly_or_stands_in_no_list_stays_denied(string action, string resource)
    {
        AccessAnswer answer = Sketch().WithLists("drop").Analyze().Can(Pat, action, resource);

        Assert.Equal(AccessState.Denied, answer.State);
        Assert.Empty(answer.Gaps.Where(static gap => gap.Kind == EnvironmentGapKind.AccessControlLists));
    }

    [Fact]
    public void Without_lists_nothing_depends_on_them()
    {
        EnvironmentAnalyzer analyzer = Sketch().Analyze();

        Assert.Equal(AccessState.Allowed, analyzer.Can(Pat, "s3:GetObject", "arn:aws:s3:::drop/in/1.csv").State);
        Assert.Equal(AccessState.Denied, analyzer.Can(Pat, "s3:GetObject", "arn:aws:s3:::drop/out/1.csv").State);
    }

    [Fact]
    public void A_change_of_it_is_a_difference()
    {
        EnvironmentAnalyzer before = Sketch().Analyze();
        EnvironmentAnalyzer after = Sketch().WithLists("drop").Analyze();

        AccessDiff diff = before.Diff(after, new AccessDiffOptions { Actions = ["s3:GetObject"] }, TestContext.Current.CancellationToken);

        Assert.False(diff.IsEmpty);
        Assert.NotEmpty(diff.Resources);
    }
}

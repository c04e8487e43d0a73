using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Identifiers;
using IamSim.Policies;
using static IamSim.Environments.Tests.EnvironmentSketch;

namespace IamSim.Environments.Tests;

/// <summary>What is not known of an environment with some policies away is asked for as of the environment as it is.</summary>
public sealed class EnvironmentVariationTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";
    private const string Role = "arn:aws:iam::111122223333:role/app";
    private const string Everything = """{"Effect":"Allow","Action":"*","Resource":"*"}""";
    private const string Trust = """{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}""";

    [Theory]
    [InlineData("anonymous", "s3:GetObject", "arn:aws:s3:::open/x", EnvironmentGapKind.PublicAccessBlock)]
    [InlineData(Role, "s3:PutObject", "arn:aws:s3:::lets/x", EnvironmentGapKind.SessionName)]
    [InlineData(Alice, "s3:ListBucket", "arn:aws:s3:::tagged", EnvironmentGapKind.BucketTags)]
    [InlineData("arn:aws:iam::999988887777:user/eve", "s3:GetObject", "arn:aws:s3:::lists/x", EnvironmentGapKind.AccessControlLists)]
    public void A_change_of_something_else_leaves_open_what_is_open(string caller, string action, string resource, EnvironmentGapKind kind)
    {
        EnvironmentAnalyzer analyzer = Sketch();
        PreparedQuestion asIs = analyzer.Prepare(Principal.Parse(caller), action, resource, AccessConditions.None);
        PreparedQuestion changed = analyzer.Prepare(Principal.Parse(caller), action, resource, AccessConditions.None, Without("something else"));
        Assert.Contains(asIs.Gaps, gap => gap.Kind == kind);
        Assert.Equal(asIs.Gaps, changed.Gaps);
    }

    [Fact]
    public void A_policy_that_is_not_known_and_could_change_nothing_is_no_doubt_until_what_denies_is_away()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("environment.yaml", """
            accounts:
              - id: 111122223333
                managedPolicies: [{ name: Limit, policy: { Version: 2012-10-17, Statement: { Effect: Allow, Action: "s3:*", Resource: "*" } } }]
                users: [{ name: unk, permissionsBoundary: Limit, managedPolicies: ["arn:aws:iam::111122223333:policy/Gone"] }]
            resources: [{ arn: "arn:aws:sqs:eu-central-1:111122223333:jobs" }]
            """);
        var analyzer = new EnvironmentAnalyzer(folder.Load());
        Assert.DoesNotContain(GapsWithout("something else"), static gap => gap.Kind == EnvironmentGapKind.MissingPolicy);
        Assert.Contains(GapsWithout("Limit"), static gap => gap.Kind == EnvironmentGapKind.MissingPolicy);

        ImmutableArray<EnvironmentGap> GapsWithout(string name) =>
            analyzer.Prepare(Principal.Parse("arn:aws:iam::111122223333:user/unk"), "sqs:SendMessage", "arn:aws:sqs:eu-central-1:111122223333:jobs", AccessConditions.None, Without(name)).Gaps;
    }

    [Fact]
    public void The_alias_that_a_question_names_stays()
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch()
            .User(Production, "alice", """{"Effect":"Allow","Action":"kms:Encrypt","Resource":"*","Condition":{"StringEquals":{"kms:RequestAlias":"alias/main"}}}""")
            .KeyWithoutGrants(Production, "k1", """{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"}""")
            .Alias(Production, "k1", "main")
            .Analyze();
        PreparedQuestion question = analyzer.Prepare(Principal.Parse(Alice), "kms:Encrypt", "arn:aws:kms:eu-central-1:111122223333:alias/main", AccessConditions.None, Without("something else"));
        Assert.True(Simulator.Compile(question.Policies, SimulatorCache.Lenient).Evaluate(question.Request).IsAllowed);
    }

    private static EnvironmentVariation Without(string name) => new(policy => policy.Name == name, [name], static set => set);

    private static EnvironmentAnalyzer Sketch() => new EnvironmentSketch()
        .User(Production, "alice", """{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/team":"blue"}}}""")
        .User(Partner, "eve", Everything)
        .Role(Production, "app", Trust)
        .Bucket(Production, "open", """{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::open/*"}""")
        .PublicAccessUnknown(Production, "open")
        .Bucket(Production, "lets", """{"Effect":"Allow","Principal":{"AWS":"arn:aws:sts::111122223333:assumed-role/app/jim"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::lets/*"}""")
        .TaggedBucket(Production, "tagged", null, ("team", "blue"))
        .Bucket(Production, "lists")
        .WithLists("lists")
        .Analyze();
}

using System.Collections.Immutable;
using IamSim.Identifiers;

namespace IamSim.Testing.Tests;

/// <summary>The cases of a suite as a theory of xunit.</summary>
public sealed class SuiteMemberDataTests
{
    private static readonly PolicyTestSuite Suite = Load();

    public static ImmutableArray<PolicyTestCase> Cases => Suite.Cases;

    public static TheoryData<PolicyTestCase> Theory => [.. Suite.Cases];

    [Theory]
    [MemberData(nameof(Theory))]
    public void Every_case_is_answered_as_meant(PolicyTestCase one)
    {
        PolicyTestResult result = Suite.Run(one);

        Assert.True(result.Verdict == PolicyTestVerdict.Passed, result.Explain().ToString());
    }

    [Fact]
    public void There_are_cases_and_each_reads_as_a_line() =>
        Assert.Equal(["arn:aws:iam::111122223333:user/alice s3:GetObject arn:aws:s3:::reports/example (office)", "arn:aws:iam::111122223333:user/alice s3:PutObject arn:aws:s3:::reports/example (office)"], Cases.Select(static one => one.ToString()));

    [Fact]
    public void A_changed_case_can_be_asked_too() =>
        Assert.Equal(PolicyTestVerdict.Failed, Suite.Run(Cases[0] with { Principal = Principal.Anonymous }).Verdict);

    private static PolicyTestSuite Load()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("suite.iamtest.yaml", """
            policies: { identity: [ { Version: 2012-10-17, Statement: [ { Effect: Allow, Action: s3:GetObject, Resource: "*" } ] } ] }
            contexts: { office: { aws:SourceIp: 203.0.113.7 } }
            tests:
              - principal: arn:aws:iam::111122223333:user/alice
                context: office
                allow: { s3:GetObject: "arn:aws:s3:::reports/*" }
                deny: { s3:PutObject: "arn:aws:s3:::reports/*" }
            """);
        return PolicyTestSuite.Load(Path.Combine(folder.Path, "suite.iamtest.yaml"));
    }
}

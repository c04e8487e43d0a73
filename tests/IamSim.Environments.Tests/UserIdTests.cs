using IamSim.Identifiers;
using static IamSim.Environments.Tests.EnvironmentSketch;

namespace IamSim.Environments.Tests;

/// <summary>CTX-3: the ids of users and roles are known, or how they begin; only the names of sessions are not.</summary>
public sealed class UserIdTests
{
    private const string Trust = """{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}""";
    private const string Id = "AROAEXAMPLEID1234567";

    [Theory]
    [InlineData("StringLike", "aws:userid", "AROAEXAMPLEID1234567:*", AccessState.Allowed)]
    [InlineData("StringLike", "aws:userid", "*:*", AccessState.Allowed)]
    [InlineData("StringLike", "aws:userid", "AROAEXAMPLEID1234567:*:*", AccessState.Depends)]
    [InlineData("StringLike", "aws:userid", "*:*:*", AccessState.Depends)]
    [InlineData("StringLike", "aws:userid", "AROA*", AccessState.Allowed)]
    [InlineData("StringLike", "aws:userid", "AROAOTHERID123456789:*", AccessState.Denied)]
    [InlineData("StringLike", "aws:userid", "AROAEXAMPLEID1234567:deploy*", AccessState.Depends)]
    [InlineData("StringLike", "aws:userid", "AROAEXAMPLEID1234567", AccessState.Denied)]
    [InlineData("StringEquals", "aws:userid", "AROAEXAMPLEID1234567:deploy", AccessState.Depends)]
    [InlineData("StringEquals", "aws:userid", "AIDAEXAMPLEID1234567", AccessState.Denied)]
    [InlineData("StringNotLike", "aws:userid", "AROAOTHERID123456789:*", AccessState.Allowed)]
    [InlineData("StringNotLike", "aws:userid", "AROAEXAMPLEID1234567:*", AccessState.Denied)]
    [InlineData("StringNotEquals", "aws:userid", "AROAEXAMPLEID1234567:deploy", AccessState.Depends)]
    [InlineData("StringLikeIfExists", "aws:userid", "AIDA*", AccessState.Denied)]
    [InlineData("Null", "aws:userid", "false", AccessState.Allowed)]
    [InlineData("Null", "aws:TokenIssueTime", "true", AccessState.Denied)]
    [InlineData("Null", "aws:TokenIssueTime", "false", AccessState.Allowed)]
    [InlineData("DateGreaterThan", "aws:TokenIssueTime", "2026-01-01T00:00:00Z", AccessState.Depends)]
    public void A_session_of_a_role_has_the_id_of_the_role_and_a_time_of_issue(string condition, string key, string value, AccessState expected)
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch()
            .Role(Production, "app", Trust, Allow(condition, key, value)).UniqueId(Production, "role/app", Id).Analyze();

        AccessAnswer answer = analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:role/app"), "s3:GetObject", "arn:aws:s3:::reports/q1.csv");

        Assert.Equal(expected, answer.State);
        Assert.Equal(expected == AccessState.Allowed, answer.IsAllowed && answer.State != AccessState.Depends);
        Assert.Equal(expected == AccessState.Allowed ? "allowed by" : "", answer.State == AccessState.Allowed ? answer.DecisionText[..10] : "");
    }

    [Theory]
    [InlineData("AROA*:*", AccessState.Allowed)]
    [InlineData("*:*", AccessState.Allowed)]
    [InlineData("AROA*:deploy", AccessState.Depends)]
    [InlineData("AROAOTHER*:*", AccessState.Depends)]
    [InlineData("AIDA*:*", AccessState.Denied)]
    public void The_id_of_a_role_that_is_not_known_begins_with_AROA_and_a_colon_parts_it_from_the_session(string pattern, AccessState expected)
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().Role(Production, "app", Trust, Allow("StringLike", "aws:userid", pattern)).Analyze();

        AccessAnswer answer = analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:role/app"), "s3:GetObject", "arn:aws:s3:::reports/q1.csv");

        Assert.Equal((expected, expected == AccessState.Allowed), (answer.State, answer.IsAllowed));
    }

    [Theory]
    [InlineData("AIDA*", AccessState.Allowed)]
    [InlineData("AROAEXAMPLEID1234567:*", AccessState.Denied)]
    [InlineData("AIDAEXAMPLEID1234567", AccessState.Depends)]
    public void The_id_of_a_user_that_is_not_known_begins_with_AIDA(string pattern, AccessState expected)
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().User(Production, "alice", Allow("StringLike", "aws:userid", pattern)).Analyze();

        Assert.Equal(expected, analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:user/alice"), "s3:GetObject", "arn:aws:s3:::reports/q1.csv").State);
    }

    [Fact]
    public void Roles_of_the_same_policies_are_told_apart_by_their_ids()
    {
        string own = Allow("StringLike", "aws:userid", Id + ":*");
        EnvironmentAnalyzer analyzer = new EnvironmentSketch()
            .Role(Production, "app", Trust, own).Role(Production, "other", Trust, own).Role(Production, "unnamed", Trust, own)
            .UniqueId(Production, "role/app", Id).UniqueId(Production, "role/other", "AROAOTHERID123456789").Analyze();

        WhoCanResult found = analyzer.WhoCan("s3:GetObject", "arn:aws:s3:::reports/q1.csv", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            ["arn:aws:iam::111122223333:role/app Allowed", "arn:aws:iam::111122223333:role/unnamed Depends"],
            found.Rows.Where(static row => row.Subject.Kind == AccessSubjectKind.Role).Select(static row => $"{row.Subject.Name} {row.State}"));
        AccessMatrix matrix = analyzer.Matrix(new AccessMatrixOptions { Actions = ["s3:GetObject"] }, TestContext.Current.CancellationToken);
        Assert.Equal([AccessState.Allowed, AccessState.Denied, AccessState.Depends], Enumerable.Range(0, 3).Select(principal => matrix[principal, 0]));
    }

    private static string Allow(string condition, string key, string value) =>
        $$$"""{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"{{{condition}}}":{"{{{key}}}":"{{{value}}}" } } }""";
}

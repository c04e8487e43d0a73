using IamSim.Identifiers;
using static IamSim.Environments.Tests.EnvironmentSketch;

namespace IamSim.Environments.Tests;

/// <summary>PRIN-6, EVAL-22: a role that is asked about without a session may have the session that a policy names, or another.</summary>
public sealed class NamedSessionTests
{
    private const string Role = "arn:aws:iam::111122223333:role/app";
    private const string Jim = "arn:aws:sts::111122223333:assumed-role/app/jim";
    private const string Trust = """{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}""";
    private const string Everything = """{"Effect":"Allow","Action":"*","Resource":"*"}""";

    [Theory]
    [InlineData("s3:PutObject", "arn:aws:s3:::lets/x", "allowed for jim")]
    [InlineData("sts:AssumeRole", "arn:aws:iam::111122223333:role/top", "allowed for jim")]
    [InlineData("kms:Decrypt", "arn:aws:kms:eu-central-1:111122223333:key/k1", "allowed for jim")]
    public void What_a_policy_lets_one_session_do_depends_on_its_name(string action, string resource, string told)
    {
        EnvironmentAnalyzer analyzer = Sketch().Analyze();

        AccessAnswer answer = analyzer.Can(Principal.Parse(Role), action, resource);

        Assert.Equal(AccessState.Depends, answer.State);
        Assert.False(answer.IsAllowed);
        EnvironmentGap gap = Assert.Single(answer.Gaps, static gap => gap.Kind == EnvironmentGapKind.SessionName);
        Assert.Equal((Role, $"whoever assumes {Role} chooses the name of the session, and policies name sessions: {told}"), (gap.Subject, gap.Message));
        Assert.Equal(AccessState.Allowed, analyzer.Can(Principal.Parse(Jim), action, resource).State);
        WhoCanRow row = Assert.Single(analyzer.WhoCan(action, resource, cancellationToken: TestContext.Current.CancellationToken).Rows, static row => row.Subject.Name == Role);
        Assert.Equal((AccessState.Depends, gap), (row.State, Assert.Single(row.Gaps, static each => each.Kind == EnvironmentGapKind.SessionName)));
    }

    [Fact]
    public void What_is_denied_to_one_session_is_not_denied_to_the_role()
    {
        EnvironmentAnalyzer analyzer = Sketch().Analyze();

        AccessAnswer answer = analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:role/admin"), "s3:DeleteObject", "arn:aws:s3:::lets/x");

        Assert.Equal(AccessState.Depends, answer.State);
        Assert.Contains(answer.Gaps, static gap => gap.Message.EndsWith("denied for night, allowed for another", StringComparison.Ordinal));
        Assert.DoesNotContain(analyzer.Can(Principal.Parse(Role), "s3:DeleteObject", "arn:aws:s3:::lets/x").Gaps, static gap => gap.Kind == EnvironmentGapKind.SessionName);
    }

    [Fact]
    public void What_can_tells_what_a_policy_lets_one_session_do() => Assert.Contains(
        "arn:aws:s3:::lets/*: s3:PutObject: Denied without its policy, Depends with it",
        Sketch().Analyze().WhatCan(Principal.Parse(Role), new WhatCanOptions { Actions = ["s3:PutObject"] }, TestContext.Current.CancellationToken).ResourcePolicies.Select(static effect => effect.ToString()));

    private static EnvironmentSketch Sketch() => new EnvironmentSketch()
        .Role(Production, "app", Trust)
        .Role(Production, "admin", Trust, Everything)
        .Role(Production, "top", $$"""{"Effect":"Allow","Principal":{"AWS":"{{Jim}}"},"Action":"sts:AssumeRole"}""")
        .Bucket(
            Production,
            "lets",
            $$"""{"Effect":"Allow","Principal":{"AWS":"{{Jim}}"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::lets/*"}""",
            """{"Effect":"Deny","Principal":{"AWS":"arn:aws:sts::111122223333:assumed-role/admin/night"},"Action":"s3:DeleteObject","Resource":"arn:aws:s3:::lets/*"}""")
        .Key(Production, "k1", new KmsGrant { GranteePrincipal = Jim, Operations = ["Decrypt"] });
}

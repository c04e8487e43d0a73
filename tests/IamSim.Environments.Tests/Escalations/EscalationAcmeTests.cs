using IamSim.Environments.Escalations;

namespace IamSim.Environments.Tests.Escalations;

/// <summary>The example organization has the ways that its README tells of, and no others.</summary>
public sealed class EscalationAcmeTests
{
    [Fact]
    public void Acme_has_the_ways_to_administrators_that_were_put_into_it()
    {
        EscalationReport report = Find(new EscalationOptions { OnlyToAdministrators = true });
        string[] certain = [.. report.Open.Where(static finding => finding.State == AccessState.Allowed).Select(Tell)];
        Assert.Equal(
        [
            "OrganizationAutomation: sts-assume-role to 555566667777 OrganizationAccountAccessRole",
            "OrganizationAutomation: sts-assume-role to 777788889999 OrganizationAccountAccessRole",
            "dana: lambda-create-invoke to 444455556666 PlatformAutomation",
            "dana: lambda-update-code to 444455556666 PlatformAutomation",
            "erik: iam-create-policy-version to 555566667777 erik",
            "erik: iam-create-role-put-policy to 555566667777 x",
            "gus: iam-create-policy-version to 555566667777 gus",
            "gus: iam-create-role-put-policy to 555566667777 x",
        ], certain);
    }

    [Fact]
    public void Who_is_an_administrator_with_mfa_is_counted_as_one_under_conditions()
    {
        EscalationReport report = Find(EscalationOptions.Default);
        Assert.Equal(["break-glass-1", "break-glass-2"], report.ConditionalAdministrators.Select(static principal => principal.Name));
        Assert.DoesNotContain(report.Open, static finding => finding.Principal.Name.StartsWith("break-glass", StringComparison.Ordinal));
        AccessConditions withMfa = AccessConditions.None with { Context = Conditions.RequestContext.Create(("aws:MultiFactorAuthPresent", true)) };
        EscalationReport stated = Find(new EscalationOptions { Conditions = withMfa });
        Assert.Empty(stated.ConditionalAdministrators);
        Assert.Contains(stated.Administrators, static principal => principal.Name == "break-glass-1");
    }

    [Fact]
    public void What_only_looks_open_is_told_with_the_layer_that_closes_it()
    {
        EscalationReport report = Find(new EscalationOptions { IncludesClosed = true });
        Assert.Equal(DecisionSources.Identity, Closed(report, "mateo", "lambda-create-invoke").ClosedBy);
        Assert.Equal(DecisionSources.ServiceControl, Closed(report, "legacy-etl", "iam-attach-user-policy").ClosedBy);
        Assert.Equal(DecisionSources.PermissionsBoundary, Closed(report, "frida", "iam-create-policy-version").ClosedBy);
        Assert.DoesNotContain(report.Open, static finding => finding.Principal.Name is "mateo" or "legacy-etl");
    }

    private static EscalationStep Closed(EscalationReport report, string principal, string path) =>
        report.Closed.First(finding => finding.Principal.Name == principal && finding.Steps[0].Path.Id == path).Steps[0];

    private static string Tell(EscalationFinding finding) =>
        $"{finding.Principal.Name}: {string.Join(", ", finding.Steps.Select(static step => step.Path.Id))} to {finding.Gained.AccountId} {finding.Gained.Name}";

    private static EscalationReport Find(EscalationOptions options) =>
        new EnvironmentAnalyzer(AwsEnvironment.Load(Path.Combine(RepositoryFolder.Location, "examples", "acme"), null, TestContext.Current.CancellationToken)).FindEscalations(options, TestContext.Current.CancellationToken);
}

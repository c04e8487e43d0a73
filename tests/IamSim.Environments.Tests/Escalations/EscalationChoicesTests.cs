using IamSim.Environments.Escalations;

namespace IamSim.Environments.Tests.Escalations;

public sealed class EscalationChoicesTests
{
    [Fact]
    public void A_policy_that_locks_Regions_hides_no_way_in_the_Region_that_is_left()
    {
        const string Locked = """[FullAWSAccess, { name: Lock, policy: { Version: 2012-10-17, Statement: { Effect: Deny, Action: "ec2:RunInstances", Resource: "*", Condition: { StringNotEquals: { "aws:RequestedRegion": eu-west-1 } } } } }]""";
        EscalationFinding found = Assert.Single(Find(Locked, """["iam:PassRole","ec2:RunInstances"]""", ""));

        Assert.Equal(("ruler", AccessState.Allowed), (found.Gained.Name, found.State));
        Assert.True(found.IsAdministrator);
    }

    [Theory]
    [InlineData("", "iam-attach-user-policy")]
    [InlineData(""", Condition: { ArnNotEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess" } }""", "iam-attach-user-policy")]
    [InlineData(""", Condition: { ArnEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess" } }""", null)]
    public void Who_may_not_attach_AdministratorAccess_may_attach_what_leads_to_it(string condition, string? first)
    {
        EscalationFinding? found = Find("[FullAWSAccess]", "\"iam:AttachUserPolicy\"", condition).FirstOrDefault(static finding => finding.IsAdministrator);

        Assert.Equal(first, found?.Steps[0].Path.Id);
    }

    private static IEnumerable<EscalationFinding> Find(string policies, string actions, string condition)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("environment.yaml", $$"""
            organization:
              id: o-a1b2c3d4e5
              managementAccount: 999999999999
              root:
                id: r-ab12
                accounts: [999999999999, { id: 111122223333, serviceControlPolicies: {{policies}} }]
            accounts:
              - id: 111122223333
                users:
                  - { name: eve, inlinePolicies: [{ name: p, policy: { Version: 2012-10-17, Statement: { Effect: Allow, Action: {{actions}}, Resource: "*"{{condition}} } } }] }
                roles:
                  - name: ruler
                    trustPolicy: { Version: 2012-10-17, Statement: { Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: "sts:AssumeRole" } }
                    inlinePolicies: [{ name: p, policy: { Version: 2012-10-17, Statement: { Effect: Allow, Action: "*", Resource: "*" } } }]
                    instanceProfiles: [ruler]
            """);
        return new EnvironmentAnalyzer(folder.Load()).FindEscalations(new EscalationOptions { From = ["arn:aws:iam::111122223333:user/eve"] }, TestContext.Current.CancellationToken).Open.Where(static finding => finding.Principal.Name == "eve");
    }
}

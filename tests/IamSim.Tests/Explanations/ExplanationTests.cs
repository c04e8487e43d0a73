using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Explanations;

public sealed class ExplanationTests
{
    private static readonly PolicyDocument Full = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Sid":"All","Effect":"Allow","Action":"*","Resource":"*"}]}""", "full.json");

    private static readonly PolicyDocument Silent = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:*","Resource":"*"}]}""", "ec2-only.json");

    [Fact]
    public void Every_layer_is_told_with_its_statement_and_every_missing_one_is_named()
    {
        var set = new PolicySet
        {
            Identity = [PolicyDocument.Parse("{\n \"Version\":\"2012-10-17\",\n \"Statement\":[\n  {\"Sid\":\"Own\",\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b/${aws:username}/*\"}]}", "alice.json")],
            PermissionsBoundary = Silent,
            ServiceControlPolicies = [[Full], [Silent]],
            ResourceControlPolicies = [[Full]],
            Organization = new OrganizationFacts { ManagementAccount = "444455556666" },
        };
        var request = new AccessRequest(Principal.Parse("arn:aws:iam::111122223333:user/alice"), "s3:GetObject", new RequestResource("arn:aws:s3:::b/alice/x") { OwnerAccount = "444455556666" });

        Explanation explanation = Simulator.Compile(set, new EvaluationOptions { Lenient = true }).Explain(request);

        Assert.Equal(
            """
            DENIED (implicitly): service control policy does not allow it
              arn:aws:iam::111122223333:user/alice asks for s3:GetObject
              on arn:aws:s3:::b/alice/x, owned by 444455556666 (not the caller's account)
                resource control policies exempt    the resource is in the management account
                service control policies  SILENT    no Allow at level 2 of 2
                resource policy           MISSING   there is none
                identity policies         allows    alice.json:4:3 (Own)
                permissions boundary      SILENT    no statement of ec2-only.json allows it
              across accounts both sides have to allow it: the caller's policies and the resource's
              an Allow is missing in: service control policy, resource policy, permissions boundary
              it would be allowed
                - if the SCP level 2 allowed s3:GetObject,
                  and a resource policy allowed s3:GetObject to arn:aws:iam::111122223333:user/alice,
                  and the permissions boundary ec2-only.json allowed s3:GetObject
              derived context keys
                aws:username = alice, from the caller

            """,
            explanation.ToString());
        Assert.Equal(DecisionSources.ServiceControl | DecisionSources.Resource | DecisionSources.PermissionsBoundary, explanation.Decision.BlockedBy);
        LayerExplanation identity = explanation.Checks[0].Layers.Single(static layer => layer.Kind == PolicyKind.Identity);
        Assert.Equal(StatementOutcome.Matched, Assert.Single(identity.Statements).Outcome);
    }

    [Fact]
    public void An_explicit_deny_shows_the_line_that_decided_and_every_layer_that_denies()
    {
        PolicyDocument deny = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Sid":"No","Effect":"Deny","Action":"s3:Get*","Resource":"*"}]}""", "deny.json");
        Explanation explanation = Simulator.Compile(new PolicySet { Identity = [Full, deny], PermissionsBoundary = deny, ServiceControlPolicies = [[Full, deny]] })
            .Explain(new AccessRequest("arn:aws:iam::111122223333:user/alice", "s3:GetObject", "arn:aws:s3:::b/k"));

        Assert.Equal(
            """
            DENIED (explicitly) by service control policy at deny.json:1:38 (No)
              arn:aws:iam::111122223333:user/alice asks for s3:GetObject
              on arn:aws:s3:::b/k, owned by 111122223333
                service control policies  DENIES    deny.json:1:38 (No)
                identity policies         DENIES    deny.json:1:38 (No)
                permissions boundary      DENIES    deny.json:1:38 (No)
              denied by deny.json:1:38 (No)
                1 | {"Version":"2012-10-17","Statement":[{"Sid":"No","Effect":"Deny","Action":"s3:Get*","Resource":"*"}]}
                  |                                                                           ^^^^^^^^^ covers s3:GetObject
              it would be allowed
                - if the service control policy deny.json were removed, whose only statement is the Deny at deny.json:1:38 (No)
              assumed: the resource belongs to the caller's account, since neither the request nor the ARN says whose it is

            """,
            explanation.ToString());
        Assert.Equal(DecisionSources.ServiceControl | DecisionSources.Identity | DecisionSources.PermissionsBoundary, explanation.Decision.BlockedBy);
    }

    [Fact]
    public void Blockers_of_several_resources_are_united_and_the_first_layer_is_named()
    {
        var set = new PolicySet
        {
            Identity = [PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/two"}]}""")],
            ServiceControlPolicies = [[PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/one"}]}""")]],
        };
        var request = new AccessRequest(Principal.Parse("arn:aws:iam::111122223333:user/alice"), "s3:GetObject", ["arn:aws:s3:::b/one", "arn:aws:s3:::b/two"]);

        Decision decision = Simulator.Compile(set).Evaluate(request);

        Assert.Equal(DecisionSource.ServiceControl, decision.DecidedBy);
        Assert.Equal(DecisionSources.ServiceControl | DecisionSources.Identity, decision.BlockedBy);
    }

    [Fact]
    public void Assumptions_that_mattered_are_said()
    {
        PolicyDocument byArn = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/*"}}}]}""");
        DecisionAssumptions Of(PolicyDocument policy, string principal) => Simulator.Compile(new PolicySet { Identity = [policy] }).Evaluate(new AccessRequest(principal, "s3:GetObject", "*")).Assumptions;

        Assert.Equal(DecisionAssumptions.RolePath, Of(byArn, "arn:aws:sts::111122223333:assumed-role/app/s"));
        Assert.Equal(DecisionAssumptions.None, Of(Full, "arn:aws:sts::111122223333:assumed-role/app/s"));
        Assert.Equal(DecisionAssumptions.RolePath, Of(Full, "arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForX/s"));
        Assert.Equal(DecisionAssumptions.SessionName, Of(byArn, "arn:aws:iam::111122223333:role/app"));
        Assert.Equal(DecisionAssumptions.Issuer, Of(Full, "arn:aws:sts::111122223333:federated-user/f"));
    }

    [Fact]
    public void A_named_rule_is_told_by_its_id()
    {
        Explanation explanation = Simulator.Compile(new PolicySet()).Explain(new AccessRequest("arn:aws:iam::111122223333:root", "s3:GetObject", "arn:aws:s3:::b/k"));

        Assert.True(explanation.Decision.IsAllowed);
        Assert.StartsWith("ALLOWED by rule ROOT-1: The root user of the account that owns the resource needs no policy.\n", explanation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_sees_the_statements_that_evaluate_skips_and_decides_the_same()
    {
        PolicyDocument many = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"},{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Allow","Action":"ec2:*","Resource":"*"},{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::c"},{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}""");
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [many] });
        var request = new AccessRequest("arn:aws:iam::111122223333:user/alice", "s3:GetObject", "arn:aws:s3:::b/k");

        Explanation explanation = simulator.Explain(request);

        Assert.Equal(simulator.Evaluate(request), explanation.Decision);
        Assert.Equal(
            [StatementOutcome.Matched, StatementOutcome.Matched, StatementOutcome.ActionDiffers, StatementOutcome.ResourceDiffers, StatementOutcome.ConditionFails],
            explanation.Checks[0].Layers.Single(static layer => layer.Kind == PolicyKind.Identity).Statements.Select(static statement => statement.Outcome));
    }
}

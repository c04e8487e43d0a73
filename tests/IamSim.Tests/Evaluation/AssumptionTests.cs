using IamSim.PartialEvaluation;
using IamSim.Policies;

namespace IamSim.Tests.Evaluation;

/// <summary>What a decision had to assume because the request left it open.</summary>
public sealed class AssumptionTests
{
    private static readonly Simulator Everything = Simulator.Compile(new PolicySet
    {
        Identity = [PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")],
    });

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/alice", "arn:aws:sqs:eu-west-1:111122223333:q", DecisionAssumptions.None)]
    [InlineData("arn:aws:iam::111122223333:user/alice", "*", DecisionAssumptions.None)]
    [InlineData("arn:aws:iam::111122223333:user/alice", "arn:aws:s3:::b", DecisionAssumptions.ResourceOwner)]
    [InlineData("anonymous", "arn:aws:s3:::b", DecisionAssumptions.None)]
    [InlineData("arn:aws:iam::111122223333:role/app", "*", DecisionAssumptions.SessionName)]
    [InlineData("arn:aws:sts::111122223333:assumed-role/app/s", "*", DecisionAssumptions.None)]
    [InlineData("arn:aws:sts::111122223333:federated-user/fed", "*", DecisionAssumptions.Issuer)]
    [InlineData("arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForX/s", "*", DecisionAssumptions.RolePath)]
    [InlineData("arn:aws:iam::111122223333:role/app", "arn:aws:s3:::b", DecisionAssumptions.SessionName | DecisionAssumptions.ResourceOwner)]
    public void It_is_told_with_the_decision(string principal, string resource, DecisionAssumptions expected)
    {
        var request = new AccessRequest(principal, "sqs:SendMessage", resource);

        Assert.Equal(expected, Everything.Evaluate(request).Assumptions);
    }

    [Fact]
    public void An_issuer_and_an_owner_that_are_stated_are_not_assumed()
    {
        AccessRequest request = new("arn:aws:sts::111122223333:federated-user/fed", "s3:ListBucket", "arn:aws:s3:::b");
        AccessRequest stated = request with
        {
            Principal = request.Principal with { Issuer = "arn:aws:iam::111122223333:user/alice" },
            Resources = [new RequestResource("arn:aws:s3:::b") { OwnerAccount = "111122223333" }],
        };

        Assert.Equal(DecisionAssumptions.Issuer | DecisionAssumptions.ResourceOwner, Everything.Evaluate(request).Assumptions);
        Assert.Equal(DecisionAssumptions.None, Everything.Evaluate(stated).Assumptions);
    }

    [Fact]
    public void Of_several_resources_each_adds_what_it_assumes()
    {
        AccessRequest request = new("arn:aws:iam::111122223333:user/alice", "s3:ListBucket", "arn:aws:s3:::b");
        RequestResource open = new("arn:aws:s3:::b");
        RequestResource owned = open with { OwnerAccount = "111122223333" };

        Assert.Equal(DecisionAssumptions.None, Everything.Evaluate(request with { Resources = [owned, owned] }).Assumptions);
        Assert.Equal(DecisionAssumptions.ResourceOwner, Everything.Evaluate(request with { Resources = [owned, open] }).Assumptions);
        Assert.Equal(DecisionAssumptions.ResourceOwner, Everything.Evaluate(request with { Resources = [open, owned] }).Assumptions);
        Assert.Equal(DecisionAssumptions.ResourceOwner, Everything.Evaluate(request with { Resources = [open, open] }).Assumptions);
    }

    [Fact]
    public void The_path_of_a_role_is_assumed_once_a_policy_asks_for_it()
    {
        var simulator = Simulator.Compile(new PolicySet
        {
            Identity = [PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/*"}}}}""")],
        });
        AccessRequest request = new("arn:aws:sts::111122223333:assumed-role/app/s", "sqs:ListQueues", "*");

        Assert.Equal(DecisionAssumptions.RolePath, simulator.Evaluate(request).Assumptions);
        Assert.Equal(DecisionAssumptions.RolePath, simulator.Evaluate(request with { Resources = [request.Resources[0], request.Resources[0]] }).Assumptions);
        Assert.Equal(DecisionAssumptions.None, Everything.Evaluate(request).Assumptions);
    }

    [Theory]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/*"},"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/x*"}}""", DecisionAssumptions.RolePath)]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":["arn:aws:iam::111122223333:role/a*","arn:aws:iam::111122223333:role/b*"]}}""", DecisionAssumptions.RolePath)]
    [InlineData("""{"StringEquals":{"aws:PrincipalAccount":"111122223333"}}""", DecisionAssumptions.None)]
    public void Asked_for_twice_the_path_is_assumed_still(string condition, DecisionAssumptions expected)
    {
        Simulator simulator = Simulator.Compile(new PolicySet
        {
            Identity = [PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":""" + condition + "}}")],
        });

        Assert.Equal(expected, simulator.Evaluate(new AccessRequest("arn:aws:sts::111122223333:assumed-role/app/s", "sqs:ListQueues", "*")).Assumptions);
    }

    /// <summary>An unknown test counts as met in a Deny and as not met in an Allow: what stands behind it is asked, or not.</summary>
    [Theory]
    [InlineData("Deny", "role/none", DecisionAssumptions.RolePath)]
    [InlineData("Allow", "role/app", DecisionAssumptions.None)]
    public void Behind_a_test_that_is_open_the_path_is_assumed_in_a_Deny_only(string effect, string role, DecisionAssumptions expected)
    {
        PolicyDocument open = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"EFFECT","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"},"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:ROLE"}}}}"""
            .Replace("EFFECT", effect, StringComparison.Ordinal).Replace("ROLE", role, StringComparison.Ordinal));
        Simulator simulator = Simulator.Compile(new PolicySet
        {
            Identity = [open, PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sqs:ListQueues","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalAccount":"111122223333"}}}}""")],
        });

        PartialDecision answer = simulator.EvaluatePartial(new AccessRequest("arn:aws:sts::111122223333:assumed-role/app/s", "sqs:ListQueues", "*"));

        Assert.Equal(PartialDecisionKind.Allowed, answer.Kind);
        Assert.Equal(expected, answer.Decision!.Value.Assumptions);
    }
}

using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Evaluation;

/// <summary>What is made of a caller once belongs to that caller, and is no part of what it is.</summary>
public sealed class PrincipalTextsTests
{
    private static readonly Simulator Simulator = Simulator.Compile(new PolicySet
    {
        Identity =
        [
            PolicyDocument.Parse("""
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/team/deployer"}}},
                  {"Effect":"Allow","Action":"sqs:*","Resource":"*","Condition":{"StringEquals":{"aws:userid":"AROAEXAMPLE:alice"}}}
                ]}
                """),
        ],
    });

    [Fact]
    public void A_variation_of_a_caller_that_was_asked_about_has_texts_of_its_own()
    {
        var first = Principal.Parse("arn:aws:sts::111122223333:assumed-role/deployer/alice");
        Assert.False(Ask(first, "s3:GetObject"));
        Assert.False(Ask(first, "sqs:SendMessage"));

        Principal inTeam = first with { RolePath = "/team/" };
        Assert.True(Ask(inTeam, "s3:GetObject"));
        Assert.False(Ask(inTeam, "sqs:SendMessage"));

        Principal known = inTeam with { UniqueId = "AROAEXAMPLE" };
        Assert.True(Ask(known, "sqs:SendMessage"));
        Assert.False(Ask(known with { UniqueId = "AROAOTHER" }, "sqs:SendMessage"));
        Assert.False(Ask(first, "s3:GetObject"));
    }

    [Fact]
    public void A_caller_that_was_asked_about_equals_one_that_was_not()
    {
        var asked = Principal.Parse("arn:aws:sts::111122223333:assumed-role/deployer/alice");
        int hash = asked.GetHashCode();
        Ask(asked, "s3:GetObject");

        Assert.Equal(Principal.Parse("arn:aws:sts::111122223333:assumed-role/deployer/alice"), asked);
        Assert.Equal(hash, asked.GetHashCode());
    }

    private static bool Ask(Principal principal, string action) =>
        Simulator.Evaluate(new AccessRequest(principal, ActionName.Parse(action), [new RequestResource("*")])).IsAllowed;
}

using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Evaluation;

/// <summary>S3-2: with access control lists on, a bucket policy grants nothing on objects of other accounts, and denies them still.</summary>
public sealed class ForeignObjectTests
{
    private const string Owner = "444455556666";
    private const string Other = "777788889999";

    // Statements that need no looking at a request, and such that do.
    [Theory]
    [InlineData("Allow", "\"*\"", "*", "*", Owner, DecisionKind.Allowed)]
    [InlineData("Allow", "\"*\"", "*", "*", Other, DecisionKind.ImplicitDeny)]
    [InlineData("Deny", "\"*\"", "*", "*", Other, DecisionKind.ExplicitDeny)]
    [InlineData("Allow", "\"*\"", "s3:GetObject", "arn:aws:s3:::b/*", Owner, DecisionKind.Allowed)]
    [InlineData("Allow", "\"*\"", "s3:GetObject", "arn:aws:s3:::b/*", Other, DecisionKind.ImplicitDeny)]
    [InlineData("Deny", "\"*\"", "s3:GetObject", "arn:aws:s3:::b/*", Other, DecisionKind.ExplicitDeny)]
    [InlineData("Allow", "{\"AWS\":\"111122223333\"}", "*", "*", Owner, DecisionKind.Allowed)]
    [InlineData("Allow", "{\"AWS\":\"111122223333\"}", "*", "*", Other, DecisionKind.ImplicitDeny)]
    [InlineData("Deny", "{\"AWS\":\"111122223333\"}", "*", "*", Other, DecisionKind.ExplicitDeny)]
    public void The_policy_of_the_bucket_opens_the_objects_of_its_owner_only(string effect, string principal, string action, string resource, string objectOwner, DecisionKind expected)
    {
        Simulator simulator = Simulator.Compile(new PolicySet
        {
            Identity = [PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")],
            Resource = PolicyDocument.Parse($$$"""{"Version":"2012-10-17","Statement":{"Effect":"{{{effect}}}","Principal":{{{principal}}},"Action":"{{{action}}}","Resource":"{{{resource}}}"}}"""),
        });
        AccessRequest request = new(Principal.Parse("arn:aws:iam::111122223333:user/alice"), "s3:GetObject", new RequestResource("arn:aws:s3:::b/k") { OwnerAccount = Owner, ObjectOwner = objectOwner });

        Assert.Equal(expected, simulator.Evaluate(request).Kind);
        Assert.Equal(expected, simulator.Explain(request).Decision.Kind);
    }
}

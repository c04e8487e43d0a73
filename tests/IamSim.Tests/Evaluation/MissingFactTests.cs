using IamSim.Policies;

namespace IamSim.Tests.Evaluation;

/// <summary>A key that follows from nothing is missing, not empty: a star would match the empty text (CTX-1, CTX-5, CTX-6).</summary>
public sealed class MissingFactTests
{
    private const string Service = "s3.amazonaws.com";
    private const string User = "arn:aws:iam::111122223333:user/alice";

    private static readonly OrganizationFacts Organization = new() { Id = "o-1", ManagementAccount = "999999999999", Paths = ["o-1/r-1/ou-1/"] };

    [Theory]
    [InlineData("anonymous", "StringLike", "aws:ResourceAccount", "*", false)]
    [InlineData(User, "StringLike", "aws:ResourceAccount", "*", true)]
    [InlineData("anonymous", "StringLike", "aws:ResourceOrgID", "*", false)]
    [InlineData(User, "StringLike", "aws:ResourceOrgID", "*", true)]
    [InlineData("anonymous", "ForAnyValue:StringLike", "aws:ResourceOrgPaths", "*", false)]
    [InlineData(User, "ForAnyValue:StringLike", "aws:ResourceOrgPaths", "*", true)]
    [InlineData(Service, "StringLike", "aws:PrincipalAccount", "*", false)]
    [InlineData("anonymous", "StringEquals", "aws:PrincipalAccount", "anonymous", true)]
    [InlineData(User, "StringLike", "aws:PrincipalAccount", "*", true)]
    [InlineData(Service, "StringLike", "aws:PrincipalOrgID", "*", false)]
    [InlineData(User, "StringLike", "aws:PrincipalOrgID", "o-1", true)]
    [InlineData(Service, "ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "*", false)]
    [InlineData(User, "ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "*", true)]
    [InlineData(Service, "StringLike", "aws:SourceArn", "*", false)]
    [InlineData(Service, "StringLike", "aws:PrincipalServiceName", "*", true)]
    [InlineData(User, "StringLike", "aws:PrincipalServiceName", "*", false)]
    public void A_star_does_not_match_what_is_missing(string principal, string name, string key, string value, bool expected)
    {
        PolicyDocument bucket = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*","Condition":""" + $"{{\"{name}\":{{\"{key}\":\"{value}\"}}}}" + "}}");
        var simulator = Simulator.Compile(new PolicySet { Resource = bucket, Organization = Organization });

        Assert.Equal(expected, simulator.Evaluate(new AccessRequest(principal, "s3:GetObject", "arn:aws:s3:::b/k")).Kind == DecisionKind.Allowed);
    }
}

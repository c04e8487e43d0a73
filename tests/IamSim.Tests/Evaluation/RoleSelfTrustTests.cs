using IamSim.Policies;

namespace IamSim.Tests.Evaluation;

/// <summary>STS-4: before September 2022 a role trusted itself.</summary>
public sealed class RoleSelfTrustTests
{
    private const string Session = "arn:aws:sts::111122223333:assumed-role/app/s";
    private const string Role = "arn:aws:iam::111122223333:role/app";

    private static readonly PolicySet Set = new()
    {
        Identity = [PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")],
        Resource = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/nobody"},"Action":"sts:*"}}"""),
    };

    [Theory]
    [InlineData(Session, "sts:AssumeRole", Role, true)]
    [InlineData(Role, "sts:AssumeRole", Role, true)]
    [InlineData(Session, "sts:AssumeRole", "arn:aws:iam::111122223333:role/path/app", true)]
    [InlineData(Session, "sts:TagSession", Role, false)]
    [InlineData(Session, "sts:SetSourceIdentity", Role, false)]
    [InlineData(Session, "sts:AssumeRole", "arn:aws:iam::111122223333:role/App", false)]
    [InlineData(Session, "sts:AssumeRole", "arn:aws:iam::444455556666:role/app", false)]
    [InlineData(Session, "sts:AssumeRole", "arn:aws-cn:iam::111122223333:role/app", false)]
    [InlineData("arn:aws:iam::111122223333:user/app", "sts:AssumeRole", Role, false)]
    [InlineData("arn:aws:sts::111122223333:federated-user/app", "sts:AssumeRole", Role, false)]
    public void A_role_trusts_its_own_sessions_to_assume_it_and_nobody_else(string caller, string action, string resource, bool expected)
    {
        AccessRequest request = new(caller, action, resource);

        Assert.Equal(expected, Simulator.Compile(Set, new EvaluationOptions { LegacyImplicitRoleSelfTrust = true }).Evaluate(request).IsAllowed);
        Assert.False(Simulator.Compile(Set).Evaluate(request).IsAllowed);
    }
}

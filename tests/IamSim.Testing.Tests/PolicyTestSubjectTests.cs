using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Testing.Tests;

public sealed class PolicyTestSubjectTests
{
    private static readonly Principal Alice = Principal.Parse("arn:aws:iam::111122223333:user/alice");

    private static readonly PolicyDocument Reader = PolicyDocument.Parse(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"},{"Effect":"Deny","Action":"s3:GetObjectAcl","Resource":"*"}]}""", "reader.json");

    [Theory]
    [InlineData("s3:GetObject", ExpectedDecision.Allow, PolicyTestVerdict.Passed)]
    [InlineData("s3:GetObject", ExpectedDecision.Deny, PolicyTestVerdict.Failed)]
    [InlineData("s3:GetObjectAcl", ExpectedDecision.Deny, PolicyTestVerdict.Passed)]
    [InlineData("s3:GetObjectAcl", ExpectedDecision.ExplicitDeny, PolicyTestVerdict.Passed)]
    [InlineData("s3:GetObjectAcl", ExpectedDecision.ImplicitDeny, PolicyTestVerdict.Failed)]
    [InlineData("s3:PutObject", ExpectedDecision.Deny, PolicyTestVerdict.Passed)]
    [InlineData("s3:PutObject", ExpectedDecision.ImplicitDeny, PolicyTestVerdict.Passed)]
    [InlineData("s3:PutObject", ExpectedDecision.ExplicitDeny, PolicyTestVerdict.Failed)]
    public void A_case_passes_when_the_decision_is_the_one_that_was_meant(string action, ExpectedDecision expected, PolicyTestVerdict verdict)
    {
        PreparedCase prepared = new PolicyTestSubject(new PolicySet { Identity = [Reader] }).Prepare(new PolicyTestCase(Alice, action, "arn:aws:s3:::reports/a", expected));

        Assert.Equal(verdict, new PolicyTestRunner().Run(prepared).Verdict);
    }

    [Fact]
    public void An_answer_that_a_missing_policy_could_change_is_uncertain_whatever_was_meant()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", """
            {"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/alice","UserName":"alice","UserPolicyList":[],"GroupList":[],
            "AttachedManagedPolicies":[{"PolicyName":"gone","PolicyArn":"arn:aws:iam::111122223333:policy/gone"}]}],"GroupDetailList":[],"RoleDetailList":[],"Policies":[]}
            """);
        var subject = new PolicyTestSubject(new EnvironmentAnalyzer(folder.Load()));

        PolicyTestResult result = new PolicyTestRunner().Run(subject.Prepare(new PolicyTestCase(Alice, "s3:GetObject", "arn:aws:s3:::reports/a", ExpectedDecision.Deny)));

        Assert.Equal(PolicyTestVerdict.Uncertain, result.Verdict);
        Assert.Contains(result.Gaps, static gap => gap.Message == "the text of arn:aws:iam::111122223333:policy/gone was not found: what it allows or denies is not known");
    }
}

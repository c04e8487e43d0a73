using IamSim.Testing;
using NUnit.Framework;

namespace Acme.Policies;

[Parallelizable(ParallelScope.All)]
public sealed class SharedServicesTests
{
    private static readonly Iam Acme = Iam.Load("examples/acme").When("aws:SecureTransport", true);

    private static readonly PolicyTestSuite Suite = Iam.Suite("examples/acme/tests/shared-services.iamtest.yaml");

    private static IEnumerable<TestCaseData> Cases => Suite.Cases.Select(static (one, i) => new TestCaseData(one).SetName($"{i + 1} {one.TestName}: {one}"));

    [Test]
    public void Mateo_makes_no_functions()
    {
        Acme.User("mateo").Should().BeExplicitlyDenied("lambda:CreateFunction").On("arn:aws:lambda:eu-west-1:444455556666:function:*");
        Acme.User("mateo").Without("NoFunctions").Should().BeAllowed("lambda:CreateFunction").On("arn:aws:lambda:eu-west-1:444455556666:function:*");
    }

    [Test]
    public void Everybody_manages_his_own_keys_with_MFA()
    {
        TestedPrincipal dana = Acme.User("dana").When("aws:MultiFactorAuthPresent", true);

        dana.Should().BeAllowedAllOf("iam:CreateAccessKey", "iam:DeleteAccessKey", "iam:UpdateAccessKey").On("shared/user/dana");
        dana.Should().NotBeAllowedAnyOf("iam:*AccessKey").On("shared/user/mateo");
    }

    [Test]
    public void Only_the_shop_deploys() => Acme.Role("GitHubActionsBuild").Should().NotBeAllowed("sts:AssumeRole").On("arn:aws:iam::*:role/ShopDeployer");

    [TestCaseSource(nameof(Cases))]
    public void The_suite_holds(PolicyTestCase one) => Suite.Check(one);
}

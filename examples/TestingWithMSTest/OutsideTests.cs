using System.Reflection;
using IamSim.Testing;
using Microsoft.VisualStudio.TestTools.UnitTesting;

[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]

namespace Acme.Policies;

[TestClass]
public sealed class OutsideTests
{
    private static readonly Iam Acme = Iam.Load("examples/acme").When("aws:SecureTransport", true);

    private static readonly PolicyTestSuite Suite = Iam.Suite("examples/acme/tests/outside.iamtest.yaml");

    public static IEnumerable<object[]> Cases => Suite.Cases.Select(static one => new object[] { one });

    public static string NameOf(MethodInfo method, object[] values) => $"{((PolicyTestCase)values[0]).TestName}: {values[0]}";

    [TestMethod]
    public void Everyone_reads_the_website_and_nothing_else()
    {
        TestedPrincipal anyone = Acme.Principal("anonymous");

        anyone.Should().BeAllowed("s3:GetObject").On("acme-www/index.html");
        anyone.Should().NotBeAllowed("s3:GetObject").On("acme-orders/*", "acme-team-data/*", "acme-trail-logs/*");
        anyone.Should().NotBeAllowedAnyOf("s3:Put*", "s3:Delete*");
    }

    [TestMethod]
    public void The_contractor_of_old_is_kept_out_by_the_perimeter_alone()
    {
        TestedPrincipal contractor = Acme.Principal("arn:aws:iam::888877776666:root");

        contractor.Should().BeExplicitlyDenied("s3:GetObject").On("acme-staging-fixtures/orders.json");
        contractor.Without("IdentityPerimeter").Should().BeAllowed("s3:GetObject").On("acme-staging-fixtures/orders.json");
    }

    [TestMethod]
    [DynamicData(nameof(Cases), DynamicDataDisplayName = nameof(NameOf))]
    public void The_suite_holds(PolicyTestCase one) => Suite.Check(one);
}

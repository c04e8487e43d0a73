using IamSim.Testing;

namespace Acme.Policies;

/// <summary>One test for each case of a suite file.</summary>
public sealed class SuiteTests
{
    private static readonly PolicyTestSuite Suite = Iam.Suite("examples/acme/tests/sandbox.iamtest.yaml");

    public static IEnumerable<TheoryDataRow<PolicyTestCase>> Cases =>
        Suite.Cases.Select(static one => new TheoryDataRow<PolicyTestCase>(one) { TestDisplayName = $"{one.TestName}: {one}" });

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void The_suite_holds(PolicyTestCase one) => Suite.Check(one);
}

using IamSim.Tests.Shared;

namespace IamSim.Testing.Tests;

/// <summary>The suites of the example organization hold.</summary>
public sealed class AcmeSuiteTests
{
    [Fact]
    public void Every_suite_of_the_example_holds()
    {
        var environments = new PolicyTestEnvironments();
        var rows = new List<PolicyTestRowResult>();
        var faults = new List<string>();
        foreach (string path in PolicyTestSuite.Discover(RepositoryFolder.Of("examples", "acme", "tests")))
        {
            PolicyTestSuite.TryLoad(path, out PolicyTestSuite suite, environments);
            faults.AddRange(suite.Diagnostics.Select(static finding => finding.ToString()));
            PolicyTestRun run = suite.Run(cancellationToken: TestContext.Current.CancellationToken);
            rows.AddRange(run.Rows);
            faults.AddRange(run.Results.Where(static result => result.Verdict != PolicyTestVerdict.Passed).Select(static result => $"{result.Case.Place}: {result.Case.TestName}: expected {result.Case.Expected}: {result}{string.Concat(result.Gaps.Select(static gap => $"; {gap}"))}"));
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(rows.Count >= 80, $"{rows.Count} rows");
    }
}

using IamSim.Environments;
using IamSim.Tests.Shared;

namespace IamSim.Testing.Tests;

/// <summary>The suites of the example organization hold, and look at every statement.</summary>
public sealed class AcmeSuiteTests
{
    private static readonly string Folder = RepositoryFolder.Of("examples", "acme");

    [Fact]
    public void Every_suite_of_the_example_holds()
    {
        var rows = new List<PolicyTestRowResult>();
        var faults = new List<string>();
        foreach (PolicyTestSuite suite in Load())
        {
            faults.AddRange(suite.Diagnostics.Select(static finding => finding.ToString()));
            PolicyTestRun run = suite.Run(cancellationToken: TestContext.Current.CancellationToken);
            rows.AddRange(run.Rows);
            faults.AddRange(run.Results.Where(static result => result.Verdict != PolicyTestVerdict.Passed).Select(static result => $"{result.Case.Place}: {result.Case.TestName}: expected {result.Case.Expected}: {result}{string.Concat(result.Gaps.Select(static gap => $"; {gap}"))}"));
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(rows.Count > 1000, $"{rows.Count} rows");
    }

    [Fact]
    public void Every_statement_decides()
    {
        PolicyCoverage coverage = PolicyCoverage.Measure(new EnvironmentAnalyzer(AwsEnvironment.Load(Folder, cancellationToken: TestContext.Current.CancellationToken)), Load().SelectMany(static suite => suite.Cases), TestContext.Current.CancellationToken);

        Assert.Empty(coverage.Statements.Where(static statement => !statement.IsCovered).Select(static statement => statement.Statement.Sid?.Text));
        Assert.Equal(100, coverage.ConditionPercent);
    }

    [Fact]
    public void The_suites_notice_every_mutant_that_can_be_noticed()
    {
        PolicyMutantRun run = PolicyMutantRun.Run(new EnvironmentAnalyzer(AwsEnvironment.Load(Folder, cancellationToken: TestContext.Current.CancellationToken)), Load().SelectMany(static suite => suite.Cases), PolicyMutantOptions.Default with { FindTellingCases = false }, TestContext.Current.CancellationToken);

        Assert.True(run.Killed >= 1660, $"{run.Killed} of {run.Mutants.Length} are noticed");
        Assert.Empty(run.Survivors.Select(static mutant => $"{mutant.Operator.Name} {mutant.Description}"));
    }

    private static List<PolicyTestSuite> Load()
    {
        var environments = new PolicyTestEnvironments();
        var suites = new List<PolicyTestSuite>();
        foreach (string path in PolicyTestSuite.Discover(Path.Combine(Folder, "tests")))
        {
            PolicyTestSuite.TryLoad(path, out PolicyTestSuite suite, environments);
            suites.Add(suite);
        }

        return suites;
    }
}

using System.Collections.Immutable;
using IamSim.Testing;

namespace IamSim.Tool.Testing;

/// <summary>What a run over suites gave. Immutable.</summary>
/// <param name="Runs">The suites, in the order of their paths.</param>
/// <param name="Faults">What of the command line names no suite, fit for a terminal.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record TestReport(ImmutableArray<PolicyTestRun> Runs, ImmutableArray<string> Faults, TimeSpan Elapsed)
{
    /// <summary>The files that changed since the last run, for a watched one.</summary>
    public ImmutableArray<string> Changed { get; init; } = [];

    /// <summary>What of the policies decided something; <c>null</c> when nobody asked.</summary>
    public PolicyCoverage? Coverage { get; init; }

    /// <summary>What of spoiled policies is noticed; <c>null</c> when nobody asked.</summary>
    public PolicyMutantRun? Mutants { get; init; }

    /// <summary>What the suites fall short of.</summary>
    public ImmutableArray<string> Shortfalls { get; init; } = [];

    public int Rows => Runs.Sum(static run => run.Rows.Length);

    public int Cases => Runs.Sum(static run => run.Cases);

    public int Passed => Runs.Sum(static run => run.Passed);

    public int Failed => Runs.Sum(static run => run.Failed);

    public int Uncertain => Runs.Sum(static run => run.Uncertain);

    public int Errors => Runs.Sum(static run => run.Errors);

    /// <summary>The exit code: a fault weighs more than a failure.</summary>
    public int ExitCode => Errors > 0 || !Faults.IsEmpty ? Tool.ExitCode.CannotAnswer : Failed + Uncertain > 0 || !Shortfalls.IsEmpty ? Tool.ExitCode.No : Tool.ExitCode.Yes;
}

using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Testing;

/// <summary>The answers to a suite. Immutable and thread-safe.</summary>
public sealed class PolicyTestRun
{
    internal PolicyTestRun(PolicyTestSuite suite, ImmutableArray<PolicyTestRowResult> rows)
    {
        (Suite, Rows) = (suite, rows);
        foreach (PolicyTestRowResult row in rows)
        {
            foreach (PolicyTestResult result in row.Results)
            {
                Passed += result.Verdict == PolicyTestVerdict.Passed ? 1 : 0;
                Failed += result.Verdict == PolicyTestVerdict.Failed ? 1 : 0;
                Uncertain += result.Verdict == PolicyTestVerdict.Uncertain ? 1 : 0;
            }
        }
    }

    /// <summary>The suite.</summary>
    public PolicyTestSuite Suite { get; }

    /// <summary>The rows that were chosen, in the order of the suite.</summary>
    public ImmutableArray<PolicyTestRowResult> Rows { get; }

    /// <summary>The answers to all cases of <see cref="Rows"/>, in order.</summary>
    public IEnumerable<PolicyTestResult> Results => Rows.SelectMany(static row => row.Results);

    /// <summary>How many cases were asked.</summary>
    public int Cases => Passed + Failed + Uncertain;

    /// <summary>How many cases were answered as meant.</summary>
    public int Passed { get; }

    /// <summary>How many cases were answered otherwise.</summary>
    public int Failed { get; }

    /// <summary>How many cases have no certain answer.</summary>
    public int Uncertain { get; }

    /// <summary>How many errors the suite has, because of which tests of it were not run.</summary>
    public int Errors => Suite.Diagnostics.Count(static finding => finding.Severity == DiagnosticSeverity.Error);

    /// <summary>Whether the suite has no error and every case was answered as meant.</summary>
    public bool IsSuccess => Errors == 0 && Failed == 0 && Uncertain == 0;

    /// <summary>The counts.</summary>
    public override string ToString() => $"{Passed} passed, {Failed} failed, {Uncertain} uncertain, {Errors} errors";
}

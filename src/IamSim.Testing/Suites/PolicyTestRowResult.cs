using System.Collections.Immutable;

namespace IamSim.Testing;

/// <summary>A row with the answers to its cases. Immutable and thread-safe.</summary>
public sealed class PolicyTestRowResult
{
    internal PolicyTestRowResult(PolicyTest test, PolicyTestRow row, ImmutableArray<PolicyTestResult> results)
    {
        (Test, Row, Results) = (test, row, results);
        Verdict = results.Any(static result => result.Verdict == PolicyTestVerdict.Failed) ? PolicyTestVerdict.Failed
            : results.Any(static result => result.Verdict == PolicyTestVerdict.Uncertain) ? PolicyTestVerdict.Uncertain
            : PolicyTestVerdict.Passed;
    }

    /// <summary>The test that the row belongs to.</summary>
    public PolicyTest Test { get; }

    /// <summary>The row.</summary>
    public PolicyTestRow Row { get; }

    /// <summary>The answers, in the order of the cases.</summary>
    public ImmutableArray<PolicyTestResult> Results { get; }

    /// <summary>Failed when a case failed; else uncertain when one is; else passed.</summary>
    public PolicyTestVerdict Verdict { get; }

    /// <summary>The row and how it ended.</summary>
    public override string ToString() => $"{Verdict}: {Test}: {Row}";
}

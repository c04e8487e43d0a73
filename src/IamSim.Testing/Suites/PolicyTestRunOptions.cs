using System.Collections.Immutable;

namespace IamSim.Testing;

/// <summary>Switches of <see cref="PolicyTestSuite.Run(PolicyTestRunOptions?, CancellationToken)"/>. Immutable.</summary>
public sealed record PolicyTestRunOptions
{
    /// <summary>Nothing switched.</summary>
    public static PolicyTestRunOptions Default { get; } = new();

    /// <summary>Which cases are asked: those that every filter takes. Rows of which none is left are not part of the run.</summary>
    public ImmutableArray<PolicyTestFilter> Filters { get; init; } = [];

    /// <summary>How many threads; -1 for all cores.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;
}

using System.Collections.Immutable;
using IamSim.Environments;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>How mutants are made and judged. Immutable.</summary>
public sealed record PolicyMutantOptions
{
    /// <summary>All operators, on all cores.</summary>
    public static PolicyMutantOptions Default { get; } = new();

    /// <summary>The operators.</summary>
    public ImmutableArray<PolicyMutationOperator> Operators { get; init; } = PolicyMutationOperator.All;

    /// <summary>The policies to spoil, by reference; <c>default</c> means all that decide a case, but for those of AWS itself.</summary>
    public ImmutableArray<PolicyDocument> Documents { get; init; }

    /// <summary>Whether survivors are looked at for a request that tells them. Takes most of the time where many survive.</summary>
    public bool FindTellingCases { get; init; } = true;

    /// <summary>How many threads; -1 for all cores.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;

    /// <summary>Told now and then how many mutants are judged; <c>null</c> for nobody. Called from several threads.</summary>
    public IProgress<AnalysisProgress>? Progress { get; init; }
}

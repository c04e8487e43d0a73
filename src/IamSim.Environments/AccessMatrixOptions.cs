using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>What a matrix is about, and how it is computed. Immutable.</summary>
public sealed record AccessMatrixOptions
{
    /// <summary>Every principal and every action.</summary>
    public static AccessMatrixOptions Default { get; } = new();

    /// <summary>The principals; <c>null</c> means all of the environment.</summary>
    public ImmutableArray<IamPrincipal>? Principals { get; init; }

    /// <summary>The actions: entries as Action takes them, such as <c>s3:Get*</c>; <c>null</c> means the whole catalog. A whole name need not be in the catalog.</summary>
    public ImmutableArray<string>? Actions { get; init; }

    /// <summary>Most threads at work; 1 uses the caller's only, -1 as many as there are processors.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;

    /// <summary>Told now and then; <c>null</c> for nobody. Called on the threads at work.</summary>
    public IProgress<AnalysisProgress>? Progress { get; init; }
}

using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>What a matrix of principals by resources is about, and how it is computed. Immutable.</summary>
public sealed record ResourceMatrixOptions
{
    /// <summary>The actions: entries as Action takes them, such as <c>s3:GetObject</c>.</summary>
    public required ImmutableArray<string> Actions { get; init; }

    /// <summary>The ARNs of the resources; <c>null</c> means all that the environment knows.</summary>
    public ImmutableArray<string>? Resources { get; init; }

    /// <summary>The principals; <c>null</c> means all of the environment.</summary>
    public ImmutableArray<IamPrincipal>? Principals { get; init; }

    /// <summary>What else is stated.</summary>
    public AccessConditions Conditions { get; init; } = AccessConditions.None;

    /// <summary>Most threads at work; 1 uses the caller's only, -1 as many as there are processors.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;

    /// <summary>Told after each resource; <c>null</c> for nobody.</summary>
    public IProgress<AnalysisProgress>? Progress { get; init; }
}

using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>What a comparison of two environments is about, and how it is made. Immutable.</summary>
public sealed record AccessDiffOptions
{
    /// <summary>Every action, every principal and every known resource.</summary>
    public static AccessDiffOptions Default { get; } = new();

    /// <summary>The actions: entries as Action takes them; <c>null</c> means the whole catalog.</summary>
    public ImmutableArray<string>? Actions { get; init; }

    /// <summary>Whether access to known resources is compared too. That takes a decision for each class of changed principals, resource and class of actions.</summary>
    public bool IncludesResources { get; init; } = true;

    /// <summary>Most threads at work; 1 uses the caller's only, -1 as many as there are processors.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;

    /// <summary>Told after each resource; <c>null</c> for nobody.</summary>
    public IProgress<AnalysisProgress>? Progress { get; init; }
}

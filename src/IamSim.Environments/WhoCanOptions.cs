namespace IamSim.Environments;

/// <summary>How <see cref="EnvironmentAnalyzer.WhoCan"/> looks. Immutable.</summary>
public sealed record WhoCanOptions
{
    /// <summary>Direct access only, on all cores.</summary>
    public static WhoCanOptions Default { get; } = new();

    /// <summary>Whether to look also for those who get there by assuming roles.</summary>
    public bool ThroughRoles { get; init; }

    /// <summary>How many roles a way may lead through; at least 1.</summary>
    public int MaximumDepth { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "a way leads through one role at least"); } = 5;

    /// <summary>How many threads work; -1 for as many as there are cores.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;
}

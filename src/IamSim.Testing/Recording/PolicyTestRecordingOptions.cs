using System.Collections.Immutable;

namespace IamSim.Testing;

/// <summary>What a recording is about. Immutable.</summary>
public sealed record PolicyTestRecordingOptions
{
    /// <summary>Everything that is recorded unless something else is said.</summary>
    public static PolicyTestRecordingOptions Default { get; } = new();

    /// <summary>Which users and roles: names or ARNs, in which a star stands for anything. None means all.</summary>
    public ImmutableArray<string> Principals { get; init; } = [];

    /// <summary>Which actions: entries as Action takes them. None means all actions of the services of which the environment has resources or that its policies name.</summary>
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>Which resources: <c>*</c>, and names or ARNs of known ones, in which a star stands for anything. None means all known ones and <c>*</c>.</summary>
    public ImmutableArray<string> Resources { get; init; } = [];
}

using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>Switches of <see cref="AwsEnvironment.Load"/>. Immutable.</summary>
public sealed record EnvironmentLoadOptions
{
    /// <summary>Nothing switched.</summary>
    public static EnvironmentLoadOptions Default { get; } = new();

    /// <summary>The account that plans, templates and states are for where they do not say it; <c>null</c> for none: a made-up one then stands for it.</summary>
    public string? AccountId { get; init; }

    /// <summary>The Region for the same; <c>null</c> for a made-up one.</summary>
    public string? Region { get; init; }

    /// <summary>Values of the parameters of CloudFormation templates, by name. They win over the defaults of the template.</summary>
    public ImmutableDictionary<string, string> Parameters { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Told after each file; <c>null</c> for nobody. Called on the loading threads.</summary>
    public IProgress<EnvironmentLoadProgress>? Progress { get; init; }
}

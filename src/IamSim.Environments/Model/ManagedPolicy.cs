using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>A managed policy with its versions. Immutable and thread-safe.</summary>
public sealed class ManagedPolicy
{
    internal ManagedPolicy(string arn, string name)
    {
        Arn = arn;
        Name = name;
    }

    /// <summary>The ARN, with path. Policies of AWS have <c>aws</c> for an account.</summary>
    public string Arn { get; }

    /// <summary>The name, without path.</summary>
    public string Name { get; }

    /// <summary>Whether AWS wrote it.</summary>
    public bool IsAwsManaged => Arn.Contains("::aws:policy/", StringComparison.Ordinal);

    /// <summary>The version in force, such as <c>v3</c>; <c>null</c> when not known.</summary>
    public string? DefaultVersionId { get; internal init; }

    /// <summary>The versions by id, as far as the environment holds them.</summary>
    public ImmutableDictionary<string, EnvironmentPolicy> Versions { get; internal init; } = ImmutableDictionary<string, EnvironmentPolicy>.Empty;

    /// <summary>The text in force; <c>null</c> when the environment does not hold it.</summary>
    public EnvironmentPolicy? DefaultVersion { get; internal init; }

    /// <summary>Where it was found.</summary>
    public SourcePlace Place { get; internal init; }

    /// <summary>The ARN.</summary>
    public override string ToString() => Arn;
}

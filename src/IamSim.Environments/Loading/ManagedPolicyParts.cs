namespace IamSim.Environments.Loading;

/// <summary>A managed policy while it is put together.</summary>
internal sealed class ManagedPolicyParts(string arn, string name)
{
    public string Arn { get; } = arn;

    public string Name { get; } = name;

    public string? DefaultVersionId { get; set; }

    public Dictionary<string, EnvironmentPolicy> Versions { get; } = new(StringComparer.Ordinal);

    /// <summary>The text in force.</summary>
    public EnvironmentPolicy? DefaultVersion { get; set; }

    public SourcePlace Place { get; set; }
}

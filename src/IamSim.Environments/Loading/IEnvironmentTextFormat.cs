using IamSim.Diagnostics;

namespace IamSim.Environments.Loading;

/// <summary>One kind of file that is no JSON, told by its name. Stateless.</summary>
internal interface IEnvironmentTextFormat
{
    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>Whether a file has this form, by its name.</summary>
    public bool CanRead(EnvironmentFile file);

    /// <summary>Reads it. What is wrong becomes a finding; the rest is read.</summary>
    public void Read(EnvironmentFile file, SourceText source, EnvironmentBuilder builder);
}

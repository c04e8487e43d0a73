using IamSim.Environments;

namespace IamSim.Tests.Shared;

/// <summary>A folder of files for one test; gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("iamsim-environment-").FullName;

    /// <summary>Writes a file below the folder.</summary>
    public TemporaryFolder With(string relativePath, string text)
    {
        string path = System.IO.Path.Combine(Path, relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public AwsEnvironment Load(EnvironmentLoadOptions? options = null) => AwsEnvironment.Load(Path, options, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

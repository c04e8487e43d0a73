namespace IamSim.Extensions.DependencyInjection.Tests;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Location { get; } = Directory.CreateTempSubdirectory("iamsim-").FullName;

    public string PathOf(string name) => Path.Combine(Location, name);

    public string Write(string name, string text)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a file as careful editors do: beside the old one, and then in its place.</summary>
    public void Replace(string name, string text)
    {
        string draft = Write($"{name}.draft", text);
        File.Move(draft, PathOf(name), overwrite: true);
    }

    public void Dispose() => Directory.Delete(Location, recursive: true);
}

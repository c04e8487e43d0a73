namespace IamSim.Fuzz.Targets;

/// <summary>A folder for what can only be read from files; in memory where the system has such a place.</summary>
internal static class WorkFolder
{
    private static readonly Lazy<string> Folder = new(Create);

    /// <summary>Writes a file. It is there until the next one of this name.</summary>
    /// <param name="name">The name, with folders.</param>
    /// <param name="content">What stands in it.</param>
    /// <returns>The full path.</returns>
    public static string Write(string name, ReadOnlySpan<byte> content)
    {
        string path = Path.Combine(Folder.Value, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static string Create()
    {
        const string Memory = "/dev/shm";
        string folder = Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), $"iamsim-fuzz-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}

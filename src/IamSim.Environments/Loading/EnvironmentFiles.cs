using System.IO.Enumeration;

namespace IamSim.Environments.Loading;

/// <summary>Finds the files of an environment.</summary>
internal static class EnvironmentFiles
{
    private const int MaximumDepth = 20;

    private static readonly string[] Extensions = [".json", ".ndjson", ".jsonl", ".yaml", ".yml", ".template", ".tfstate"];

    /// <summary>The files of a folder and its subfolders by path in ordinal order, or the one file.</summary>
    public static List<EnvironmentFile> Find(string path)
    {
        if (File.Exists(path))
        {
            return [new EnvironmentFile(Path.GetFullPath(path), path, [Path.GetFileName(path)], new FileInfo(path).Length)];
        }

        // Links are not followed: a folder of other people may link anywhere, or to itself.
        var enumeration = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, MaxRecursionDepth = MaximumDepth, IgnoreInaccessible = true };
        var files = new FileSystemEnumerable<EnvironmentFile>(path, (ref entry) => ToFile(path, ref entry), enumeration)
        {
            ShouldIncludePredicate = static (ref entry) => HasKnownExtension(entry.FileName) && (!entry.IsDirectory || IsLink(ref entry)),
            // Such a folder belongs to a program, such as .git, or is half written.
            ShouldRecursePredicate = static (ref entry) => !IsLink(ref entry) && !entry.FileName.StartsWith('.'),
        };
        return [.. files.OrderBy(static file => file.FullPath, StringComparer.Ordinal)];
    }

    private static EnvironmentFile ToFile(string folder, ref FileSystemEntry entry)
    {
        string full = entry.ToFullPath();
        string relative = Path.GetRelativePath(folder, full);
        return new EnvironmentFile(full, Path.Combine(folder, relative), relative.Split(Path.DirectorySeparatorChar), IsLink(ref entry) ? 0 : entry.Length) { IsLink = IsLink(ref entry) };
    }

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private static bool HasKnownExtension(ReadOnlySpan<char> name)
    {
        ReadOnlySpan<char> extension = Path.GetExtension(name);
        foreach (string known in Extensions)
        {
            if (extension.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

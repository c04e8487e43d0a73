using System.IO.Enumeration;
using IamSim.Diagnostics;

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

        var closed = new List<EnvironmentFile>();
        // Links are not followed: a folder of other people may link anywhere, or to itself.
        var enumeration = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };
        var files = new FileSystemEnumerable<EnvironmentFile>(path, (ref entry) => ToFile(path, ref entry), enumeration)
        {
            ShouldIncludePredicate = static (ref entry) => HasKnownExtension(entry.FileName) && (!entry.IsDirectory || IsLink(ref entry)),
            // Such a folder belongs to a program, such as .git, or is half written.
            ShouldRecursePredicate = (ref entry) => !IsLink(ref entry) && !entry.FileName.StartsWith('.') && IsOpen(path, entry.ToFullPath(), closed),
        };
        return [.. files.ToList().Concat(closed).OrderBy(static file => file.FullPath, StringComparer.Ordinal)];
    }

    private static bool IsOpen(string root, string folder, List<EnvironmentFile> closed)
    {
        string relative = Path.GetRelativePath(root, folder);
        string[] segments = relative.Split(Path.DirectorySeparatorChar);
        string? obstacle = segments.Length > MaximumDepth ? $"a folder more than {MaximumDepth} levels deep, which is not looked into" : WhyClosed(folder);
        if (obstacle is not null)
        {
            closed.Add(new EnvironmentFile(folder, Path.Combine(root, relative), segments, 0) { Obstacle = obstacle });
        }

        return obstacle is null;
    }

    private static string? WhyClosed(string folder)
    {
        try
        {
            using IEnumerator<string> entries = Directory.EnumerateFileSystemEntries(folder).GetEnumerator();
            entries.MoveNext();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"the folder cannot be read: {PrintableText.Line(exception.Message)}";
        }
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
        // A suite of tests may lie in the folder that it tests, of which it says nothing.
        if (name.EndsWith($".iamtest{extension}", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

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

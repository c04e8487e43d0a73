using IamSim.Linting;

namespace IamSim.Tool.Validation;

/// <summary>Turns the files and folders of a command line into files, each once, in a fixed order.</summary>
internal static class PolicyFiles
{
    private const string Extension = ".json";

    /// <summary>The files: those named, and every <c>*.json</c> in and below the folders named, sorted by name; settings are no policies.</summary>
    /// <param name="arguments">Files, folders, or <c>-</c>.</param>
    /// <returns>Each file once, or what is wrong with a folder.</returns>
    public static IEnumerable<(string Path, string? Fault)> Find(IEnumerable<string> arguments)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string argument in arguments)
        {
            IEnumerable<(string Path, string? Fault)> found = argument != InputFile.StandardInput && Directory.Exists(argument) ? InFolder(argument) : [(argument, null)];
            foreach ((string path, string? fault) in found)
            {
                if (fault is not null || seen.Add(path == InputFile.StandardInput ? path : ArtifactPath.FullPath(path) ?? path))
                {
                    yield return (path, fault);
                }
            }
        }
    }

    private static IEnumerable<(string Path, string? Fault)> InFolder(string root)
    {
        int found = 0;
        bool faulty = false;
        var open = new Stack<string>([root]);
        while (open.TryPop(out string? path))
        {
            if (path != root && !Directory.Exists(path))
            {
                found++;
                yield return (path, null);
                continue;
            }

            string[] entries = Entries(path, out string? fault);
            if (fault is not null)
            {
                faulty = true;
                yield return (path, fault);
            }

            // The last one pushed is the first one popped.
            foreach (string entry in entries.OrderDescending(StringComparer.Ordinal))
            {
                open.Push(entry);
            }
        }

        // To have looked at nothing is no success: a misspelled folder in a pipeline would pass forever.
        if (found == 0 && !faulty)
        {
            yield return (root, $"no {Extension} file in the folder {Diagnostics.PrintableText.Line(root)}");
        }
    }

    private static string[] Entries(string folder, out string? fault)
    {
        fault = null;
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(IsWanted).Select(entry => Path.Join(folder, entry.Name))];
        }
        catch (Exception exception) when (InputFile.IsFault(exception))
        {
            fault = InputFile.Describe(folder, exception);
            return [];
        }
    }

    // A link to a folder is not followed: it may lead back up, or out of what was asked for.
    private static bool IsWanted(FileSystemInfo entry)
    {
        bool isLink = entry.LinkTarget is not null;
        bool isFolder = entry is DirectoryInfo || entry.Attributes.HasFlag(FileAttributes.Directory);
        return isFolder ? !isLink : entry.Name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && entry.Name != LintSettings.FileName;
    }
}

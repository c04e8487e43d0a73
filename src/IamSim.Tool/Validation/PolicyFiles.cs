using IamSim.Diagnostics;
using IamSim.Linting;
using IamSim.Scenarios;

namespace IamSim.Tool.Validation;

/// <summary>Turns the files and folders of a command line into files, each once, in a fixed order.</summary>
internal static class PolicyFiles
{
    private const string Extension = ".json";

    /// <summary>The files: those named, and every <c>*.json</c> in and below the folders named, sorted by name; settings are no policies.</summary>
    /// <param name="arguments">Files, folders, or <c>-</c>.</param>
    /// <returns>Each file once, or what is wrong with a folder. Links in a folder are followed unless they lead out of it; those that are named are followed anywhere.</returns>
    public static IEnumerable<PolicyFile> Find(IEnumerable<string> arguments)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string argument in arguments)
        {
            IEnumerable<PolicyFile> found = argument != InputFile.StandardInput && Directory.Exists(argument) ? InFolder(argument) : [new PolicyFile(argument)];
            foreach (PolicyFile file in found)
            {
                if (file.Fault is not null || seen.Add(file.Path == InputFile.StandardInput ? file.Path : ArtifactPath.FullPath(file.Path) ?? file.Path))
                {
                    yield return file;
                }
            }
        }
    }

    private static IEnumerable<PolicyFile> InFolder(string root)
    {
        int found = 0;
        bool faulty = false;
        var open = new Stack<string>([root]);
        while (open.TryPop(out string? path))
        {
            if (path != root && !Directory.Exists(path))
            {
                found++;
                yield return new PolicyFile(path, FaultOfLink(root, path)) { IsFound = true };
                continue;
            }

            string[] entries = Entries(path, out string? fault);
            if (fault is not null)
            {
                faulty = true;
                yield return new PolicyFile(path, fault);
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
            yield return new PolicyFile(root, $"no {Extension} file in the folder {PrintableText.Line(root)}");
        }
    }

    // Whoever wrote the folder must not have a line of another file shown, or another file mended. The message tells nothing of where the link leads.
    private static string? FaultOfLink(string root, string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget is null || LinkedPath.ResolveBelow(Path.GetFullPath(root), Path.GetFullPath(path)) is not null
                ? null
                : $"cannot read {PrintableText.Line(path)}: a link that leads out of the folder {PrintableText.Line(root)}, or round in a circle, is not followed: name the file itself to validate it";
        }
        catch (Exception exception) when (InputFile.IsFault(exception))
        {
            return InputFile.Describe(path, exception);
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

    // A link to a folder is not followed: what it leads to in the folder is found there, and anything else was not asked for.
    private static bool IsWanted(FileSystemInfo entry)
    {
        bool isLink = entry.LinkTarget is not null;
        bool isFolder = entry is DirectoryInfo || entry.Attributes.HasFlag(FileAttributes.Directory);
        return isFolder ? !isLink : entry.Name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && entry.Name != LintSettings.FileName;
    }
}

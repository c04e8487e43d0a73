namespace IamSim.Scenarios;

/// <summary>Opens the policy files that a scenario names. A scenario may come from somebody else: it reads nothing outside its own folder, and no device.</summary>
internal static class ScenarioPolicyFiles
{
    // As many as Linux follows.
    private const int MaximumLinks = 40;

    /// <summary>The bytes of a file.</summary>
    /// <param name="folder">The folder of the scenario; <c>null</c> for none.</param>
    /// <param name="file">The path that the scenario names.</param>
    /// <param name="maximumBytes">The most that is read.</param>
    /// <param name="reason">Why it is not read. It tells nothing of the folders outside.</param>
    /// <returns>The bytes, or <c>null</c>.</returns>
    public static byte[]? Read(string? folder, string file, int maximumBytes, out string? reason)
    {
        try
        {
            if (WithinFolder(folder, file, out reason) is not { } path)
            {
                return null;
            }

            var found = new FileInfo(path);
            reason = Directory.Exists(path) ? "it is a folder" : !found.Exists ? "there is no such file" : found.Length > maximumBytes ? $"it is larger than {maximumBytes} bytes" : null;
            // What has no length is empty, or a pipe or device that might never end.
            return reason is not null ? null : found.Length == 0 ? [] : File.ReadAllBytes(path);
        }
        // Their messages name full paths.
        catch (UnauthorizedAccessException)
        {
            reason = "access is denied";
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or NotSupportedException)
        {
            reason = "it cannot be opened";
        }

        return null;
    }

    private static string? WithinFolder(string? folder, string file, out string? reason)
    {
        reason = "expected a relative path inside the scenario's folder";
        if (folder is null || file.Length == 0 || Path.IsPathRooted(file) || file.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        string path = Path.GetFullPath(Path.Combine(root, file));
        if (!path.StartsWith(root, StringComparison.Ordinal))
        {
            return null;
        }

        reason = "a link leads out of the scenario's folder";
        return Resolve(path) is { } target && Resolve(root) is { } within && target.StartsWith(within + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? target : null;
    }

    /// <summary>The path behind all links; <c>null</c> where they go round in a circle.</summary>
    private static string? Resolve(string fullPath)
    {
        string at = Path.GetPathRoot(fullPath)!;
        var rest = new Stack<string>();
        Push(rest, fullPath[at.Length..]);
        int links = 0;
        while (rest.TryPop(out string? segment))
        {
            string next = Path.GetFullPath(Path.Combine(at, segment));
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                at = next;
                continue;
            }

            if (++links > MaximumLinks)
            {
                return null;
            }

            at = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : at;
            Push(rest, Path.IsPathRooted(target) ? target[at.Length..] : target);
        }

        return at;
    }

    private static void Push(Stack<string> rest, string path)
    {
        foreach (string segment in path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            rest.Push(segment);
        }
    }
}

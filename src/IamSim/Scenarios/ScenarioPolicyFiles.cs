namespace IamSim.Scenarios;

/// <summary>Opens the policy files that a scenario names. A scenario may come from somebody else: it reads nothing outside its own folder, and no device.</summary>
internal static class ScenarioPolicyFiles
{
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

        string root = Path.GetFullPath(folder);
        string path = Path.GetFullPath(Path.Combine(root, file));
        if (!LinkedPath.IsBelow(root, path))
        {
            return null;
        }

        reason = "a link leads out of the scenario's folder";
        return LinkedPath.ResolveBelow(root, path);
    }
}

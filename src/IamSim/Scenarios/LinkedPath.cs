namespace IamSim.Scenarios;

/// <summary>Where paths lead once every link on the way is followed, so that nobody reads out of a folder through a link in it.</summary>
internal static class LinkedPath
{
    // As many as Linux follows.
    private const int MaximumLinks = 40;

    /// <summary>Where a path leads, if that is below a folder.</summary>
    /// <param name="folder">The folder as a full path; links to it are followed, too.</param>
    /// <param name="path">A full path.</param>
    /// <returns>The path without links; <c>null</c> where it leads elsewhere or round in a circle.</returns>
    public static string? ResolveBelow(string folder, string path) =>
        Resolve(path) is { } target && Resolve(folder) is { } within && IsBelow(within, target) ? target : null;

    /// <summary>Whether a full path lies below a folder by its text.</summary>
    public static bool IsBelow(string folder, string path)
    {
        string start = Path.TrimEndingDirectorySeparator(folder);
        return path.StartsWith(start.EndsWith(Path.DirectorySeparatorChar) ? start : start + Path.DirectorySeparatorChar, StringComparison.Ordinal);
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

namespace IamSim.Tool.Validation;

/// <summary>Names files for other programs: relative to the root of the repository, with slashes.</summary>
internal static class ArtifactPath
{
    // Where a GitHub workflow keeps the repository; steps may run in a folder below.
    private const string Workspace = "GITHUB_WORKSPACE";

    private static readonly string[] Roots = [.. new[] { Environment.GetEnvironmentVariable(Workspace), FullPath(".") }.OfType<string>().Where(Path.IsPathRooted)];

    /// <summary>The path relative to the workspace of GitHub or to the current folder, whichever holds it; <c>null</c> when neither does.</summary>
    public static string? Relative(string path) =>
        FullPath(path) is { } full
            ? Roots.Select(root => Path.GetRelativePath(root, full)).FirstOrDefault(IsInside)?.Replace(Path.DirectorySeparatorChar, '/')
            : null;

    /// <summary>A URI reference: relative where it can be, percent-encoded (RFC 3986).</summary>
    public static string ToUri(string path)
    {
        string? relative = Relative(path);
        string slashed = relative ?? (FullPath(path) ?? path).Replace(Path.DirectorySeparatorChar, '/');
        string encoded = string.Join('/', slashed.Split('/').Select(Uri.EscapeDataString));
        return relative is not null ? encoded : encoded.StartsWith('/') ? "file://" + encoded : "file:///" + encoded;
    }

    /// <summary>The path from the root of the file system; <c>null</c> where there can be none, as for an empty name.</summary>
    public static string? FullPath(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception exception) when (InputFile.IsFault(exception))
        {
            return null;
        }
    }

    /// <summary>Whether a relative path leads to something below where it starts.</summary>
    public static bool IsInside(string relative) =>
        !Path.IsPathRooted(relative) && relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}

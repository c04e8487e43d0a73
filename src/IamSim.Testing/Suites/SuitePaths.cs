using IamSim.Diagnostics;

namespace IamSim.Testing.Suites;

/// <summary>Paths that stand in suites.</summary>
internal static class SuitePaths
{
    // Nobody reads a folder of more names than that to correct a mistake.
    private const int MaximumNames = 1000;

    /// <summary>Whether an exception means that a path cannot be used, rather than a mistake of ours.</summary>
    public static bool IsFault(Exception exception) => exception is ArgumentException or IOException or NotSupportedException or UnauthorizedAccessException;

    /// <summary>The full path; the text itself where it cannot be one.</summary>
    public static string Full(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or NotSupportedException)
        {
            return path;
        }
    }

    /// <summary>The path for messages: short where the file that names it was given by a short one.</summary>
    public static string Shown(string fullPath, string suite) => Path.IsPathRooted(suite) ? fullPath : Path.GetRelativePath(Directory.GetCurrentDirectory(), fullPath);

    /// <summary>A name in the same folder that was probably meant; <c>null</c> for none.</summary>
    public static string? Nearest(string path)
    {
        try
        {
            string? folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
            return folder is not null && Directory.Exists(folder)
                ? Suggestion.DidYouMean(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), Directory.EnumerateFileSystemEntries(folder).Take(MaximumNames).Select(static entry => Path.GetFileName(entry)))
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}

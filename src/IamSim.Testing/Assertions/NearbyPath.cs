using IamSim.Json;

namespace IamSim.Testing;

/// <summary>Finds what a test names by a relative path, wherever the test runner was started.</summary>
internal static class NearbyPath
{
    /// <summary>The path that exists.</summary>
    /// <param name="path">The path as it was given.</param>
    /// <param name="currentDirectory">Where it is looked for first.</param>
    /// <param name="baseDirectory">Where it is looked for next, and above.</param>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static string Find(string path, string currentDirectory, string baseDirectory)
    {
        if (Exists(Path.GetFullPath(path, currentDirectory)))
        {
            // As it was given, so that messages name files as the test does.
            return path;
        }

        for (string? folder = Path.TrimEndingDirectorySeparator(baseDirectory); folder is not null && !Path.IsPathFullyQualified(path); folder = Path.GetDirectoryName(folder))
        {
            string candidate = Path.GetFullPath(path, folder);
            if (Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException($"there is no {JsonNode.Quote(path)}: it was looked for in {currentDirectory}, in {baseDirectory} and in every directory above that");
    }

    private static bool Exists(string path) => Directory.Exists(path) || File.Exists(path);
}

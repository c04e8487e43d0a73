namespace IamSim.Tests.Shared;

/// <summary>The folder of the project, which the tests run from inside of. Paths of source files do not lead to it where a build maps them.</summary>
internal static class RepositoryFolder
{
    public static string Location { get; } = Find();

    /// <summary>A path below it.</summary>
    public static string Of(params ReadOnlySpan<string> parts) => Path.Combine([Location, .. parts]);

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "IamSim.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("the tests run from inside the repository");
    }
}

namespace IamSim.Tests;

/// <summary>The checkout that the tests run from.</summary>
internal static class RepositoryFolder
{
    /// <summary>The path of a file or folder of the repository.</summary>
    public static string PathOf(string relative)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IamSim.sln")))
            {
                return Path.Combine(folder.FullName, relative);
            }
        }

        throw new InvalidOperationException("the tests run from inside the repository");
    }
}

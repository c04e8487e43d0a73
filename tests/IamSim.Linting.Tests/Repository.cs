namespace IamSim.Linting.Tests;

/// <summary>Finds the folders of the repository.</summary>
internal static class Repository
{
    public static string Folder(string name)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "IamSim.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? throw new InvalidOperationException("the tests run from inside the repository"), name);
    }
}

namespace IamSim.Environments.Tests.Formats;

/// <summary>The folder of the project.</summary>
internal static class Repository
{
    public static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "IamSim.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("the folder of IamSim.sln was not found");
    }
}

using System.Reflection;
using IamSim.Environments;

namespace IamSim.Tool.Demo;

/// <summary>The example organization, which travels in the tool; its files stand in a temporary folder until it is disposed.</summary>
internal sealed class ExampleOrganization : IDisposable
{
    private const string Prefix = "acme/";

    private readonly string _folder = Directory.CreateTempSubdirectory("iamsim-demo-").FullName;

    public ExampleOrganization()
    {
        try
        {
            WriteTo(_folder);
            Analyzer = new EnvironmentAnalyzer(AwsEnvironment.Load(_folder));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public EnvironmentAnalyzer Analyzer { get; }

    /// <summary>Writes the files.</summary>
    /// <param name="folder">A folder, which is made where it is not there.</param>
    /// <returns>How many there are.</returns>
    public static int WriteTo(string folder)
    {
        Assembly assembly = typeof(ExampleOrganization).Assembly;
        int count = 0;
        foreach (string name in assembly.GetManifestResourceNames())
        {
            // The build writes folders with the separator of the machine that it runs on.
            string path = name.Replace('\\', '/');
            if (!path.StartsWith(Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            string file = Path.Combine([folder, .. path[Prefix.Length..].Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using Stream from = assembly.GetManifestResourceStream(name)!;
            using FileStream to = File.Create(file);
            from.CopyTo(to);
            count++;
        }

        return count;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

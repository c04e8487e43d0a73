using System.Text;
using IamSim.Diagnostics;
using IamSim.Environments;

namespace IamSim.Tool.Testing;

/// <summary>What commands that write a suite have in common; faults go to standard error.</summary>
internal static class SuiteOutput
{
    /// <summary>Whether the file is there and must not be replaced: said before the work, not after it.</summary>
    public static bool Refuses(string path, bool force)
    {
        if (force || !Path.Exists(path))
        {
            return false;
        }

        Console.Error.WriteLine($"iamsim: {InputFile.DescribeWrite(path, "the file exists: give --force to replace it")}");
        return true;
    }

    /// <summary>Writes the suite at once.</summary>
    public static bool TryWrite(string path, string text, bool force)
    {
        if (WholeFile.TryWrite(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)), force, out string? fault))
        {
            return true;
        }

        Console.Error.WriteLine($"iamsim: {fault}");
        return false;
    }

    /// <summary>The path of an environment as a suite names it: from its own folder on, with slashes.</summary>
    public static string PathFrom(string suite, string environment) =>
        Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(suite)) ?? "", Path.GetFullPath(environment)).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Loads an environment; <c>null</c> when it cannot be.</summary>
    public static AwsEnvironment? LoadEnvironment(string path, CancellationToken cancellation)
    {
        try
        {
            return AwsEnvironment.Load(path, null, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"iamsim: cannot load {PrintableText.Line(path)}: {PrintableText.Line(exception.Message)}");
            return null;
        }
    }
}

using System.Security.Cryptography;

namespace IamSim.Fuzz;

/// <summary>Inputs in files: one folder for each target.</summary>
internal static class CorpusFolder
{
    private const string Ending = ".input";
    private const int NameBytes = 6;

    /// <summary>The corpus of the repository that the program was built in.</summary>
    public static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IamSim.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "IamSim.Fuzz", "corpus");
            }
        }

        return "corpus";
    }

    /// <summary>The inputs of a target by name in ordinal order; none where there is no folder.</summary>
    public static IEnumerable<(string Path, byte[] Input)> Read(string folder, string target)
    {
        string path = Path.Combine(folder, target);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*" + Ending).Order(StringComparer.Ordinal).Select(static file => (file, File.ReadAllBytes(file)))
            : [];
    }

    /// <summary>Writes an input under a name that only depends on it.</summary>
    /// <param name="folder">The folder of all targets.</param>
    /// <param name="target">The name of the target.</param>
    /// <param name="input">The input.</param>
    /// <param name="prefix">What the name begins with, and a hyphen; empty for nothing.</param>
    public static string Write(string folder, string target, ReadOnlySpan<byte> input, string prefix = "")
    {
        string directory = Path.Combine(folder, target);
        Directory.CreateDirectory(directory);
        string path = Path.Combine(directory, $"{prefix}{Convert.ToHexStringLower(SHA256.HashData(input).AsSpan(0, NameBytes))}{Ending}");
        File.WriteAllBytes(path, input);
        return path;
    }

    /// <summary>Replaces the inputs of a target. Those that once were findings, whose name begins so, stay.</summary>
    public static void Replace(string folder, string target, IEnumerable<byte[]> inputs)
    {
        byte[][] kept = [.. inputs];
        foreach ((string path, _) in Read(folder, target).ToList())
        {
            if (!Path.GetFileName(path).StartsWith(Finding.Prefix, StringComparison.Ordinal))
            {
                File.Delete(path);
            }
        }

        foreach (byte[] input in kept)
        {
            Write(folder, target, input);
        }
    }
}

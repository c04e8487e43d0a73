using System.Collections.Immutable;
using System.IO.Enumeration;

namespace IamSim.Testing.Suites;

/// <summary>Finds suites by the endings of their names.</summary>
internal static class SuiteFiles
{
    private static readonly string[] Endings = [".iamtest.yaml", ".iamtest.yml", ".iamtest.json"];

    public static ImmutableArray<string> Find(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        var files = new FileSystemEnumerable<string>(path, static (ref entry) => entry.ToSpecifiedFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true })
        {
            ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory && IsSuite(entry.FileName),
            // Such a folder belongs to a program, and a link may lead to itself.
            ShouldRecursePredicate = static (ref entry) => !entry.FileName.StartsWith('.') && (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        return [.. files.Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether a file is a suite by its name.</summary>
    public static bool IsSuite(ReadOnlySpan<char> name)
    {
        foreach (string ending in Endings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name of a file without folder and ending.</summary>
    public static string NameOf(string path)
    {
        string file = Path.GetFileName(path);
        string? ending = Array.Find(Endings, known => file.EndsWith(known, StringComparison.OrdinalIgnoreCase));
        return ending is null || ending.Length == file.Length ? file : file[..^ending.Length];
    }
}

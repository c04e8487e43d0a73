using System.IO.Compression;
using System.Xml.Linq;

namespace IamSim.Packages.Tests;

/// <summary>A packed package with all its files in memory.</summary>
public sealed class Package
{
    private Package(string path, Dictionary<string, byte[]> files)
    {
        Path = path;
        Files = files;
        Manifest = XDocument.Load(new MemoryStream(files.Single(static file => file.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value)).Root!.Elements().Single();
    }

    /// <summary>The folder that <c>dotnet pack</c> wrote to.</summary>
    public static string Feed => Environment.GetEnvironmentVariable("IAMSIM_PACKAGES") is { Length: > 0 } feed
        ? feed
        : throw new InvalidOperationException("IAMSIM_PACKAGES names no folder: run .ci/packages, or dotnet pack -c Release -p:ContinuousIntegrationBuild=true -o FOLDER and set it to that folder");

    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    public static IReadOnlyList<Package> All { get; } = [.. Directory.EnumerateFiles(Feed, "*.nupkg").Order(StringComparer.Ordinal).Select(Read)];

    public string Path { get; }

    /// <summary>The files by their path in the package, without what the packaging format itself adds.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    public XElement Manifest { get; }

    public string Id => Value("id");

    public string Version => Value("version");

    public bool IsTool => Files.Keys.Any(static name => name.StartsWith("tools/", StringComparison.Ordinal));

    /// <summary>The assemblies that are compiled here.</summary>
    public IEnumerable<KeyValuePair<string, byte[]>> OwnAssemblies =>
        Files.Where(static file => System.IO.Path.GetFileName(file.Key).StartsWith("IamSim", StringComparison.Ordinal) && file.Key.EndsWith(".dll", StringComparison.Ordinal));

    /// <summary>The package of the symbols; throws when it is not there.</summary>
    public Package Symbols => Read(System.IO.Path.ChangeExtension(Path, ".snupkg"));

    public string SourceFolder => System.IO.Path.Combine(Repository, "src", Id);

    public string Value(string element) => Manifest.Elements().SingleOrDefault(child => child.Name.LocalName == element)?.Value ?? "";

    public string? Attribute(string element, string attribute) =>
        (string?)Manifest.Elements().SingleOrDefault(child => child.Name.LocalName == element)?.Attribute(attribute);

    private static Package Read(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        return new Package(path, archive.Entries.Where(static entry => !IsPlumbing(entry.FullName)).ToDictionary(static entry => entry.FullName, Bytes, StringComparer.Ordinal));
    }

    private static bool IsPlumbing(string name) =>
        name is "_rels/.rels" or "[Content_Types].xml" || name.StartsWith("package/services/metadata/core-properties/", StringComparison.Ordinal);

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string FindRepository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "IamSim.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the tests run from inside the repository");
    }
}

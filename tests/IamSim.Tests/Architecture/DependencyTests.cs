using System.Text.Json;
using System.Xml.Linq;

namespace IamSim.Tests.Architecture;

/// <summary>What others made and we ship or build with: docs/dependencies.md lists it, the lock files fix it, and the licenses are those of the packages.</summary>
public sealed class DependencyTests
{
    private static readonly string[] Licenses = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"];

    private static readonly string[] Projects = [.. Directory.EnumerateFiles(Path.Combine(RepositoryTests.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(static path => Path.GetDirectoryName(path)!).Order(StringComparer.Ordinal)];

    private static readonly string PackageFolder = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    [Fact]
    public void The_list_of_dependencies_has_every_package_of_the_lock_files_and_no_other()
    {
        Assert.Equal(Locked().Select(static package => $"{package.Id} {package.Version}").Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase), Listed().Select(static row => $"{row.Id} {row.Version}"));
    }

    [Fact]
    public void Every_license_of_the_list_may_be_used() => Assert.All(Listed(), static row => Assert.Contains(row.License, Licenses));

    [Fact]
    public void Every_package_has_the_license_that_the_list_says()
    {
        foreach ((string id, string version, string license, _) in Listed())
        {
            string manifest = Path.Combine(PackageFolder, id.ToLowerInvariant(), version, id.ToLowerInvariant() + ".nuspec");
            Assert.SkipUnless(File.Exists(manifest), $"{id} {version} is not restored here: restore the solution");
            XElement metadata = XDocument.Load(manifest).Root!.Elements().First();
            XElement? stated = metadata.Elements().FirstOrDefault(static element => element.Name.LocalName == "license");
            string text = (string?)stated?.Attribute("type") == "file" ? LicenseOf(File.ReadAllText(Path.Combine(Path.GetDirectoryName(manifest)!, stated!.Value.Replace('\\', '/')))) : stated?.Value ?? OfAddress(metadata);

            Assert.Equal((id, license), (id, text));
        }
    }

    // Only the tool carries libraries of others inside; packages of libraries name them as dependencies.
    [Fact]
    public void What_the_tool_ships_is_in_its_notices()
    {
        string notices = File.ReadAllText(Path.Combine(RepositoryTests.Root, "src/IamSim.Tool/THIRD-PARTY-NOTICES.txt"));
        string[] shipped = [.. Listed().Where(static row => row.Use.Split(", ").Contains("IamSim.Tool", StringComparer.Ordinal)).Select(static row => row.Id)];

        Assert.NotEmpty(shipped);
        Assert.All(shipped, id => Assert.Contains(id, notices, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_locked_package_has_a_hash_and_every_project_a_lock_file()
    {
        Assert.All(Projects, static project => Assert.True(File.Exists(Path.Combine(project, "packages.lock.json")), project));
        Assert.All(Locked(), static package => Assert.Equal(88, package.Hash.Length));
    }

    private static IEnumerable<(string Id, string Version, string Hash)> Locked()
    {
        foreach (string project in Projects)
        {
            using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(project, "packages.lock.json")));
            foreach (JsonProperty package in file.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(static framework => framework.Value.EnumerateObject()))
            {
                if (package.Value.GetProperty("type").GetString() != "Project")
                {
                    yield return (package.Name, package.Value.GetProperty("resolved").GetString()!, package.Value.GetProperty("contentHash").GetString()!);
                }
            }
        }
    }

    private static (string Id, string Version, string License, string Use)[] Listed() =>
    [
        .. File.ReadLines(Path.Combine(RepositoryTests.Root, "docs/dependencies.md")).Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| Package", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(static cells => (cells[0], cells[1], cells[2], cells[3])),
    ];

    // The old way of saying it.
    private static string OfAddress(XElement metadata) =>
        metadata.Elements().FirstOrDefault(static element => element.Name.LocalName == "licenseUrl")?.Value == "https://github.com/MiloszKrajewski/K4os.Compression.LZ4/blob/master/LICENSE?raw=true" ? "MIT" : "another";

    // A package may bring the text instead of the name.
    private static string LicenseOf(string text) =>
        text.Contains("Permission is hereby granted, free of charge", StringComparison.Ordinal) ? "MIT"
        : text.Contains("Apache License", StringComparison.Ordinal) ? "Apache-2.0"
        : text.Contains("Redistributions in binary form", StringComparison.Ordinal) ? text.Contains("Neither the name", StringComparison.Ordinal) ? "BSD-3-Clause" : "BSD-2-Clause"
        : "another";
}

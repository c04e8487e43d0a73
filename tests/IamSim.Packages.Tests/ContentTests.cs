using System.Buffers.Binary;
using System.Text;
using System.Xml.Linq;

namespace IamSim.Packages.Tests;

/// <summary>What is in the packages, and nothing else.</summary>
public sealed class ContentTests
{
    public static TheoryData<string> Ids => [.. Package.All.Select(static package => package.Id)];

    [Fact]
    public void Every_packable_project_of_the_source_folder_is_packed_once()
    {
        IEnumerable<string> packable = Directory.EnumerateFiles(Path.Combine(Package.Repository, "src"), "*.csproj", SearchOption.AllDirectories).Where(static path => !File.ReadAllText(path).Contains("<IsPackable>false", StringComparison.Ordinal));
        string[] projects = [.. packable.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!];

        Assert.Equal(projects, Package.All.Select(static package => package.Id).Order(StringComparer.Ordinal));
        Assert.Single(Package.All.Select(static package => package.Version).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_manifest_says_what_it_is_whose_it_is_and_under_which_license(string id)
    {
        Package package = Find(id);

        Assert.Equal("IamSim contributors", package.Value("authors"));
        Assert.Equal("Apache-2.0", package.Value("license"));
        Assert.Equal("expression", package.Attribute("license", "type"));
        Assert.Equal("Copyright IamSim contributors", package.Value("copyright"));
        Assert.EndsWith(".", package.Value("description"), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', package.Value("description"));
        Assert.Contains("iam", package.Value("tags").Split(' '));
        Assert.Equal("git", package.Attribute("repository", "type"));
        Assert.True(package.Attribute("repository", "commit") is { Length: 40 } || !Path.Exists(Path.Combine(Package.Repository, ".git")), "no commit");
    }

    // They see each other's internals.
    [Theory]
    [MemberData(nameof(Ids))]
    public void Packages_of_ours_are_asked_for_in_the_very_same_version(string id)
    {
        Package package = Find(id);
        XElement[] ours = [.. package.Manifest.Descendants().Where(static element => element.Name.LocalName == "dependency" && ((string?)element.Attribute("id"))!.StartsWith("IamSim", StringComparison.Ordinal))];

        Assert.All(ours, dependency => Assert.Equal($"[{package.Version}]", (string?)dependency.Attribute("version")));
        Assert.Equal(id.StartsWith("IamSim.", StringComparison.Ordinal) && !package.IsTool, ours.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_readme_is_the_projects_own_and_leads_nowhere_into_the_repository(string id)
    {
        Package package = Find(id);
        string readme = Encoding.UTF8.GetString(package.Files["README.md"]);

        Assert.Equal("README.md", package.Value("readme"));
        Assert.Equal(File.ReadAllText(Path.Combine(package.SourceFolder, "README.md")), readme);
        Assert.StartsWith($"# {id}\n", readme, StringComparison.Ordinal);
        Assert.All(readme.Split("](")[1..], static link => Assert.StartsWith("https://", link, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_icon_is_a_picture_of_128_by_128(string id)
    {
        Package package = Find(id);
        ReadOnlySpan<byte> icon = package.Files[package.Value("icon")];

        Assert.True(icon[1..].StartsWith("PNG\r\n"u8), "no PNG");
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(icon[16..]));
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(icon[20..]));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void There_is_no_file_that_nobody_asked_for(string id)
    {
        Package package = Find(id);
        string[] common = [$"{id}.nuspec", "README.md", "icon.png"];
        string[] expected = package.IsTool
            ? [.. common, "THIRD-PARTY-NOTICES.txt", .. package.Files.Keys.Where(static name => Path.GetDirectoryName(name) == "tools/net10.0/any" && IsOfATool(Path.GetFileName(name)))]
            : [.. common, .. Notices(package), $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"];

        Assert.Equal(expected.Order(StringComparer.Ordinal), package.Files.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Foreign_libraries_inside_are_named_with_their_license(string id)
    {
        Package package = Find(id);
        string notices = package.Files.TryGetValue("THIRD-PARTY-NOTICES.txt", out byte[]? text) ? Encoding.UTF8.GetString(text) : "";
        IEnumerable<string> foreign = package.Files.Keys.Where(static name => name.EndsWith(".dll", StringComparison.Ordinal)).Except(package.OwnAssemblies.Select(static file => file.Key)).Select(static name => Path.GetFileNameWithoutExtension(name));

        Assert.All(foreign, name => Assert.Contains(name, notices, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_library_has_its_documentation_and_the_tool_its_command(string id)
    {
        Package package = Find(id);
        if (package.IsTool)
        {
            XElement command = Assert.Single(XDocument.Load(new MemoryStream(package.Files["tools/net10.0/any/DotnetToolSettings.xml"])).Descendants("Command"));
            Assert.Equal("iamsim", (string?)command.Attribute("Name"));
            Assert.Contains("DotnetTool", package.Manifest.Descendants().Where(static element => element.Name.LocalName == "packageType").Select(static element => (string?)element.Attribute("name")));
        }
        else
        {
            XElement documentation = XDocument.Load(new MemoryStream(package.Files[$"lib/net10.0/{id}.xml"])).Root!;
            Assert.Equal(id, documentation.Element("assembly")?.Element("name")?.Value);
            Assert.NotEmpty(documentation.Descendants("summary"));
        }
    }

    [Fact]
    public void The_core_library_and_the_tool_bring_no_dependencies()
    {
        Assert.All(
            new[] { "IamSim", "IamSim.Tool" },
            static id => Assert.DoesNotContain(Find(id).Manifest.Descendants(), static element => element.Name.LocalName == "dependency"));
    }

    private static Package Find(string id) => Package.All.Single(package => package.Id == id);

    // A library that holds what others made says so.
    private static string[] Notices(Package package) =>
        File.Exists(Path.Combine(package.SourceFolder, "THIRD-PARTY-NOTICES.txt")) ? ["THIRD-PARTY-NOTICES.txt"] : [];

    private static bool IsOfATool(string name) =>
        name is "DotnetToolSettings.xml" or "IamSim.Tool.deps.json" or "IamSim.Tool.runtimeconfig.json"
        || name.EndsWith(".dll", StringComparison.Ordinal)
        || (name.StartsWith("IamSim", StringComparison.Ordinal) && name.EndsWith(".pdb", StringComparison.Ordinal));
}

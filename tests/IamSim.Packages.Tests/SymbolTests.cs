using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace IamSim.Packages.Tests;

/// <summary>The symbols belong to the assemblies and say where the sources are.</summary>
public sealed class SymbolTests
{
    // What a record of a portable symbol file is called that tells a debugger where to fetch sources from.
    private static readonly Guid SourceLink = new("cc110556-a091-4d38-9fec-25ab9a351a6a");

    public static TheoryData<string> LibraryIds => [.. Package.All.Where(static package => !package.IsTool).Select(static package => package.Id)];

    public static TheoryData<string> Ids => [.. Package.All.Select(static package => package.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_assembly_has_the_symbols_of_the_same_build(string id)
    {
        Assert.All(Pairs(id), static pair =>
        {
            using var assembly = new PEReader(new MemoryStream(pair.Assembly));
            using MetadataReaderProvider symbols = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(pair.Symbols));
            DebugDirectoryEntry entry = assembly.ReadDebugDirectory().Single(static entry => entry.Type == DebugDirectoryEntryType.CodeView);

            Assert.Equal(assembly.ReadCodeViewDebugDirectoryData(entry).Guid, new BlobContentId(symbols.GetMetadataReader().DebugMetadataHeader!.Id).Guid);
            Assert.Contains(assembly.ReadDebugDirectory(), static entry => entry.Type == DebugDirectoryEntryType.Reproducible);
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nothing_says_in_which_folder_it_was_built(string id)
    {
        // Holds for ContinuousIntegrationBuild=true alone.
        Assert.All(Pairs(id), static pair =>
        {
            using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(pair.Symbols));
            MetadataReader symbols = provider.GetMetadataReader();

            Assert.NotEmpty(symbols.Documents);
            Assert.Empty(symbols.Documents.Select(document => symbols.GetString(symbols.GetDocument(document).Name)).Where(static name => !name.StartsWith("/_", StringComparison.Ordinal)).Take(3));
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_that_names_its_repository_links_to_the_sources_there(string id)
    {
        bool hasAddress = Package.All.Single(package => package.Id == id).Attribute("repository", "url") is { } url && url.StartsWith("https://github.com/", StringComparison.Ordinal);
        Assert.SkipUnless(hasAddress, "this clone has no remote on a host that serves single files, so there is nothing to link to");
        Assert.All(Pairs(id), static pair =>
        {
            using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(pair.Symbols));
            MetadataReader symbols = provider.GetMetadataReader();

            Assert.Contains(symbols.CustomDebugInformation, handle => symbols.GetGuid(symbols.GetCustomDebugInformation(handle).Kind) == SourceLink);
        });
    }

    [Theory]
    [MemberData(nameof(LibraryIds))]
    public void A_library_says_that_it_can_be_trimmed_and_compiled_ahead_of_time(string id)
    {
        Package package = Package.All.Single(package => package.Id == id);
        using var assembly = new PEReader(new MemoryStream(package.Files[$"lib/net10.0/{id}.dll"]));
        MetadataReader metadata = assembly.GetMetadataReader();
        (string? Name, string? Value)[] facts = [.. metadata.GetAssemblyDefinition().GetCustomAttributes().Select(handle => Fact(metadata, metadata.GetCustomAttribute(handle)))];

        Assert.Contains(("IsTrimmable", "True"), facts);
        Assert.Contains(("IsAotCompatible", "True"), facts);
    }

    private static IEnumerable<(byte[] Assembly, byte[] Symbols)> Pairs(string id)
    {
        Package package = Package.All.Single(package => package.Id == id);
        Package symbols = package.Symbols;
        return package.OwnAssemblies.Select(file => (file.Value, symbols.Files[Path.ChangeExtension(file.Key, ".pdb")]));
    }

    // AssemblyMetadata("name", "value") alone; of other attributes nothing.
    private static (string? Name, string? Value) Fact(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference
            || metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } parent
            || metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name) != "AssemblyMetadataAttribute")
        {
            return default;
        }

        BlobReader blob = metadata.GetBlobReader(attribute.Value);
        _ = blob.ReadUInt16();
        return (blob.ReadSerializedString(), blob.ReadSerializedString());
    }
}

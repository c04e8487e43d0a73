using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace IamSim.Tests.Architecture;

/// <summary>Nothing that is shipped can talk to a network, start a program, or load code: its assemblies refer to no type that could.</summary>
public sealed class NoNetworkTests
{
    // An answer about policies needs none of them.
    private static readonly string[] Forbidden =
    [
        "System.Net.", "System.Runtime.Loader.", "System.Reflection.Emit.", "System.Runtime.Serialization.Formatters.", "Microsoft.CSharp.", "System.Data.", "System.ServiceModel.",
    ];

    private static readonly string[] ForbiddenTypes = ["System.Diagnostics.Process", "System.Runtime.InteropServices.NativeLibrary"];

    // They encode text for HTML, write addresses, and name the instructions of compiled code, which assertions read; they open and make nothing.
    private static readonly string[] Allowed =
    [
        "System.Net.WebUtility", "System.Net.IPAddress",
        "System.Reflection.Emit.OpCode", "System.Reflection.Emit.OpCodes", "System.Reflection.Emit.FlowControl", "System.Reflection.Emit.StackBehaviour", "System.Reflection.Emit.OperandType",
    ];

    public static TheoryData<string> Shipped =>
    [
        .. Directory.EnumerateFiles(Path.Combine(RepositoryTests.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(static path => !File.ReadAllText(path).Contains("<IsPackable>false", StringComparison.Ordinal)).Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_assembly_refers_to_nothing_that_opens_a_connection_or_runs_code(string name)
    {
        string folder = Path.Combine(RepositoryTests.Root, "src", name, "bin");
        string[] built = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, name + ".dll", SearchOption.AllDirectories)] : [];
        Assert.SkipWhen(built.Length == 0, $"{name} is not built here: build the solution");
        foreach (string path in built)
        {
            using var file = new PEReader(File.OpenRead(path));
            MetadataReader metadata = file.GetMetadataReader();
            string[] types = [.. metadata.TypeReferences.Select(handle => NameOf(metadata, metadata.GetTypeReference(handle)))];

            Assert.NotEmpty(types);
            Assert.DoesNotContain(types, IsForbidden);
        }
    }

    [Fact]
    public void A_reference_to_a_socket_would_be_seen()
    {
        using var file = new PEReader(File.OpenRead(typeof(HttpClient).Assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();

        Assert.Contains(metadata.TypeReferences.Select(handle => NameOf(metadata, metadata.GetTypeReference(handle))), IsForbidden);
    }

    private static bool IsForbidden(string type) => !Allowed.Contains(type, StringComparer.Ordinal) && (ForbiddenTypes.Contains(type, StringComparer.Ordinal) || Array.Exists(Forbidden, prefix => type.StartsWith(prefix, StringComparison.Ordinal)));

    private static string NameOf(MetadataReader metadata, TypeReference type) => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
}

using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>The files of a cloud assembly that are no templates: its manifest, which tells templates their account; its construct tree; and lists of assets.</summary>
internal sealed class CloudAssemblyFormat : IEnvironmentFormat
{
    public string Name => "AWS CDK cloud assembly";

    public bool CanRead(in EnvironmentDocument document) => document.Root.GetText("version") is not null
        && (document.Root.TryGetObject("artifacts", out _) || IsTree(document.Root) || IsAssets(document));

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        // Nothing in them grants anything.
    }

    private static bool IsTree(JsonNode root) => root.TryGetObject("tree", out JsonNode tree) && tree.GetText("id") is not null;

    private static bool IsAssets(in EnvironmentDocument document) => document.Root.TryGetObject("files", out _) && document.Root.TryGetObject("dockerImages", out _);
}

using IamSim.Diagnostics;
using IamSim.Environments.Loading;

namespace IamSim.Environments.Formats.Notation;

/// <summary>IamSim's own notation as JSON: <c>environment.json</c>.</summary>
internal sealed class NotationFormat : IEnvironmentFormat
{
    public string Name => "IamSim's own notation";

    public bool CanRead(in EnvironmentDocument document) => IsNamed(document.File) && document.File.Extension == ".json";

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder) =>
        new NotationReader(document.File, builder).Read(NotationNode.Of(document.Root));

    /// <summary>Whether a file has the name of an environment: <c>environment.yaml</c>, or one that ends in <c>.environment.yaml</c>.</summary>
    public static bool IsNamed(EnvironmentFile file)
    {
        string name = Path.GetFileNameWithoutExtension(file.Segments[^1]);
        return file.Extension is ".yaml" or ".yml" or ".json"
            && (string.Equals(name, "environment", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".environment", StringComparison.OrdinalIgnoreCase));
    }
}

using IamSim.Diagnostics;
using IamSim.Environments.Loading;

namespace IamSim.Environments.Formats.Notation;

/// <summary>IamSim's own notation as YAML: <c>environment.yaml</c>.</summary>
internal sealed class NotationTextFormat : IEnvironmentTextFormat
{
    public string Name => "IamSim's own notation";

    public bool CanRead(EnvironmentFile file) => NotationFormat.IsNamed(file) && file.Extension != ".json";

    public void Read(EnvironmentFile file, SourceText source, EnvironmentBuilder builder)
    {
        if (YamlReader.Read(source, builder.Findings) is { } root)
        {
            new NotationReader(file, builder).Read(root);
        }
    }
}

using IamSim.Environments.Formats;
using IamSim.Environments.Formats.CloudFormation;
using IamSim.Environments.Formats.Terraform;

namespace IamSim.Environments.Loading;

/// <summary>The formats that are understood. The first that can read a document reads it.</summary>
internal static class EnvironmentFormats
{
    public static IEnvironmentFormat[] All { get; } =
    [
        new AuthorizationDetailsFormat(),
        new CloudFormationFormat(),
        new CloudAssemblyFormat(),
        new TerraformFormat(),
    ];
}

using IamSim.Environments.Formats;
using IamSim.Environments.Formats.CloudFormation;
using IamSim.Environments.Formats.Config;
using IamSim.Environments.Formats.Notation;
using IamSim.Environments.Formats.Organizations;
using IamSim.Environments.Formats.Outputs;
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
        new DescribeOrganizationFormat(),
        new OrganizationTreeFormat(),
        new OrganizationChildrenFormat(),
        new OrganizationPoliciesFormat(),
        new DescribePolicyFormat(),
        new PolicyTargetsFormat(),
        new ParentsFormat(),
        new DelegatedAdministratorsFormat(),
        new OrganizationTagsFormat(),
        .. S3Outputs.Formats,
        .. KmsOutputs.Formats,
        .. MessagingOutputs.Formats,
        .. LambdaOutputs.Formats,
        .. SecretsManagerOutputs.Formats,
        .. EcrOutputs.Formats,
        .. VpcEndpointOutputs.Formats,
        .. PolicyOutputs.Formats,
        new ConfigFormat(),
        new ResourcePolicyListFormat(),
        new NotationFormat(),
    ];

    /// <summary>Those that are told by the name of the file. They come first, for they may name other files.</summary>
    public static IEnvironmentTextFormat[] Texts { get; } =
    [
        new NotationTextFormat(),
    ];
}

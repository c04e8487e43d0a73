using IamSim.Environments.Formats;
using IamSim.Environments.Formats.CloudFormation;
using IamSim.Environments.Formats.Config;
using IamSim.Environments.Formats.Notation;
using IamSim.Environments.Formats.Organizations;
using IamSim.Environments.Formats.Outputs;
using IamSim.Environments.Formats.Terraform;
using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>The formats that are understood. The first that can read a document reads it; those of items come first.</summary>
internal static class EnvironmentFormats
{
    public static IEnvironmentFormat[] All { get; } =
    [
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

    /// <summary>The formats that are read item by item.</summary>
    public static IItemFormat[] OfItems { get; } =
    [
        new AuthorizationDetailsFormat(),
    ];

    /// <summary>Members whose objects no format of items looks into.</summary>
    public static ClosedNames ClosedNames { get; } = new([.. OfItems.SelectMany(static format => format.PolicyNames)]);

    /// <summary>Whether a list of this name can be one of items.</summary>
    public static bool IsItemList(string name) => Array.Exists(OfItems, format => format.IsList(name));
}

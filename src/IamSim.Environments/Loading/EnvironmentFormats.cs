using IamSim.Environments.Formats;
using IamSim.Environments.Formats.Organizations;

namespace IamSim.Environments.Loading;

/// <summary>The formats that are understood. The first that can read a document reads it.</summary>
internal static class EnvironmentFormats
{
    public static IEnvironmentFormat[] All { get; } =
    [
        new AuthorizationDetailsFormat(),
        new DescribeOrganizationFormat(),
        new OrganizationTreeFormat(),
        new OrganizationChildrenFormat(),
        new OrganizationPoliciesFormat(),
        new DescribePolicyFormat(),
        new PolicyTargetsFormat(),
        new ParentsFormat(),
        new DelegatedAdministratorsFormat(),
        new OrganizationTagsFormat(),
    ];
}

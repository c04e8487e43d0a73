using IamSim.Environments.Formats;
using IamSim.Environments.Formats.Organizations;
using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>The formats that are understood. The first that can read a document reads it; those of items come first.</summary>
internal static class EnvironmentFormats
{
    public static IEnvironmentFormat[] All { get; } =
    [
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

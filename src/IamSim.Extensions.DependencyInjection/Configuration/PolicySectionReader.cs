using System.Collections.Immutable;
using IamSim.Policies;
using Microsoft.Extensions.Configuration;

namespace IamSim.Extensions.DependencyInjection.Configuration;

/// <summary>Reads a section of the configuration that describes a policy set: by hand, because a binder ignores what it does not know.</summary>
internal static class PolicySectionReader
{
    // The one list of members, in the order of PolicyFiles.
    private static readonly ImmutableArray<SectionMember<PolicyFiles>> Members =
    [
        new(nameof(PolicyFiles.Folder), static (files, reader) => files with { Folder = reader.PathOf("one folder") }),
        new(nameof(PolicyFiles.Identity), static (files, reader) => files with { Identity = reader.Files() }),
        new(nameof(PolicyFiles.PermissionsBoundary), static (files, reader) => files with { PermissionsBoundary = reader.PathOf("one policy file") }),
        new(nameof(PolicyFiles.Session), static (files, reader) => files with { Session = reader.Files() }),
        new(nameof(PolicyFiles.Resource), static (files, reader) => files with { Resource = reader.PathOf("one policy file") }),
        new(nameof(PolicyFiles.ResourcePolicyKind), static (files, reader) => files with { ResourcePolicyKind = reader.OneOf<ResourcePolicyKind>() }),
        new(nameof(PolicyFiles.AccessPoint), static (files, reader) => files with { AccessPoint = reader.PathOf("one policy file") }),
        new(nameof(PolicyFiles.VpcEndpoint), static (files, reader) => files with { VpcEndpoint = reader.PathOf("one policy file") }),
        new(nameof(PolicyFiles.VpcEndpointType), static (files, reader) => files with { VpcEndpointType = reader.OneOf<VpcEndpointType>() }),
        new(nameof(PolicyFiles.ServiceControlPolicies), static (files, reader) => files with { ServiceControlPolicies = reader.Levels() }),
        new(nameof(PolicyFiles.ResourceControlPolicies), static (files, reader) => files with { ResourceControlPolicies = reader.Levels() }),
        new(nameof(PolicyFiles.Organization), static (files, reader) => files with { Organization = Organization(reader) }),
        new(nameof(PolicyFiles.ResourceOrganization), static (files, reader) => files with { ResourceOrganization = Organization(reader) }),
        new(nameof(PolicyFiles.Options), static (files, reader) => files with { Options = reader.Options() }),
    ];

    private static readonly ImmutableArray<SectionMember<OrganizationFacts>> OrganizationMembers =
    [
        new(nameof(OrganizationFacts.Id), static (facts, reader) => facts with { Id = reader.Text("an organization id such as o-a1b2c3d4e5") }),
        new(nameof(OrganizationFacts.Paths), static (facts, reader) => facts with { Paths = reader.Texts("organization paths") }),
        new(nameof(OrganizationFacts.ManagementAccount), static (facts, reader) => facts with { ManagementAccount = reader.Account() }),
    ];

    /// <summary>The names of the members, for tests of completeness.</summary>
    internal static IEnumerable<string> MemberNames => Members.Select(static member => member.Name);

    /// <summary>Reads the section into the options; what is wrong with it goes to their faults.</summary>
    public static void Read(IConfiguration section, PolicySetOptions options)
    {
        var faults = new List<string>();
        var reader = new SectionReader(section, faults);
        PolicyFiles files = reader.Members(new PolicyFiles(), Members);
        if (faults.Count == 0 && !section.GetChildren().Any())
        {
            faults.Add($"{reader.Path}: there is no such section, or it is empty: expected members such as Identity");
        }
        else if (faults.Count == 0 && !files.NamesPolicies() && !section.GetSection(nameof(PolicyFiles.Identity)).Exists())
        {
            faults.Add($"{reader.Path}: the section names no policies: add at least one of Identity, PermissionsBoundary, Session, Resource, AccessPoint, VpcEndpoint, ServiceControlPolicies, ResourceControlPolicies");
        }

        options.Files = files;
        options.Settings = [.. section.AsEnumerable()];
        options.Faults = [.. faults];
    }

    private static OrganizationFacts? Organization(SectionReader reader) => reader.IsNull ? null : reader.Members(new OrganizationFacts(), OrganizationMembers);
}

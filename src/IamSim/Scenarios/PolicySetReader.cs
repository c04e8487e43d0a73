using System.Collections.Immutable;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Scenarios;

/// <summary>Reads the member <c>policies</c> of scenarios and of suites, whatever way a single policy is written in.</summary>
/// <param name="readPolicy">Reads a policy; told the label that findings have for it. <c>null</c>, with a finding, when it is none.</param>
internal sealed class PolicySetReader(Func<JsonNode, string, PolicyDocument?> readPolicy)
{
    // The document itself, its name, what it is read with and its place; not what is in it.
    private const int BytesOfPolicy = 1024;

    // A text of JSON is a source and a tree of its own.
    private const int BytesOfText = 768;

    // The name of a level, what it is read with and its place.
    private const int BytesOfLevel = 384;

    /// <summary>Reads the policies of every kind, and refuses other members.</summary>
    public PolicySet Read(MemberReader members)
    {
        PolicyDocument? Single(string name) => members.Optional(name) is { } value ? readPolicy(value, name) : null;
        var set = new PolicySet
        {
            Identity = members.Optional("identity") is { } identity ? ReadLevel(members, identity, "identity") : [],
            PermissionsBoundary = Single("permissionsBoundary"),
            Session = members.Optional("session") is { } session ? ReadLevel(members, session, "session") : null,
            Resource = Single("resource"),
            VpcEndpoint = Single("vpcEndpoint"),
            ServiceControlPolicies = ReadLevels(members, "serviceControl"),
            ResourceControlPolicies = ReadLevels(members, "resourceControl"),
        };
        members.RefuseOthers();
        return set;
    }

    /// <summary>Reads the facts about an organization that conditions ask for; <c>null</c> when the member is missing.</summary>
    public static OrganizationFacts? ReadOrganization(MemberReader owner, string name)
    {
        if (owner.Optional(name) is not { } node)
        {
            return null;
        }

        MemberReader members = owner.Nested(node, $"'{name}'");
        var facts = new OrganizationFacts
        {
            Id = members.String("id"),
            ManagementAccount = members.Account("managementAccount"),
            Paths = members.String("path") is { } path ? [path] : [],
        };
        members.RefuseOthers();
        return facts;
    }

    private ImmutableArray<PolicyDocument> ReadLevel(MemberReader members, JsonNode node, string name)
    {
        var documents = ImmutableArray.CreateBuilder<PolicyDocument>();
        int index = 0;
        foreach (JsonNode member in members.Array(node, name))
        {
            if (!members.HasMemory(member, member.Kind == JsonKind.String ? BytesOfPolicy + BytesOfText : BytesOfPolicy))
            {
                break;
            }

            if (readPolicy(member, $"{name}[{index++}]") is { } document)
            {
                documents.Add(document);
            }
        }

        return documents.ToImmutable();
    }

    private ImmutableArray<ImmutableArray<PolicyDocument>>? ReadLevels(MemberReader members, string name)
    {
        if (members.Optional(name) is not { } node)
        {
            return null;
        }

        var levels = ImmutableArray.CreateBuilder<ImmutableArray<PolicyDocument>>();
        foreach (JsonNode level in members.Array(node, name))
        {
            if (!members.HasMemory(level, BytesOfLevel))
            {
                break;
            }

            levels.Add(ReadLevel(members, level, $"{name}[{levels.Count}]"));
        }

        return levels.ToImmutable();
    }
}

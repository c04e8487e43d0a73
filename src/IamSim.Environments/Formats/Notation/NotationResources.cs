using IamSim.Environments.Formats.Outputs;
using IamSim.Environments.Loading;
using IamSim.Environments.Questions;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Environments.Formats.Notation;

/// <summary>Reads the resources and VPC endpoints of IamSim's own notation.</summary>
internal static class NotationResources
{
    private static readonly string[] Settings = ["blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets"];

    public static void Read(NotationMembers members, NotationPolicies policies, EnvironmentBuilder builder)
    {
        NotationNode? arnNode = members.Required("arn", "arn:aws:s3:::reports");
        string? arn = arnNode is null ? null : members.TextOf(arnNode, "arn");
        if (arn is not null && !Arn.TryParse(arn, out _))
        {
            members.Invalid(arnNode!, $"{JsonNode.Quote(arn)} is no ARN", "expected arn:partition:service:region:account:resource");
            arn = null;
        }

        if (arn is not null && builder.Resources.ContainsKey(arn))
        {
            builder.Findings.Add(EnvironmentDiagnostics.Contradiction, members.Node.Place, $"{JsonNode.Quote(arn)} stands twice", "the first one counts; remove one");
            arn = null;
        }

        // Without an ARN it is still read, for what is wrong inside of it.
        ResourceParts resource = arn is null ? new ResourceParts("") : ResourceItems.Get(arn, members.Node.Place, builder);
        ReadOwner(members, resource, builder, isKept: arn is not null);
        ReadRegion(members, resource);
        resource.Policy = members.Optional("policy") is { } policy ? policies.Read(policy, $"policy of {arn}", null, members) : null;
        resource.IsPolicyKnown = members.Optional("policy") is null || resource.Policy is not null;
        resource.Tags = members.Pairs("tags") ?? new Dictionary<string, string>(StringComparer.Ordinal);
        resource.PublicAccessBlock = ReadPublicAccessBlock(members);
        resource.HasAccessControlLists = members.Boolean("accessControlLists");
        resource.HasAttributeBasedAccess = members.Boolean("attributeBasedAccess");
        resource.IsAwsManagedKey = members.Boolean("awsManagedKey");
        resource.Aliases.UnionWith(ReadAliases(members, resource));
        resource.ExecutionRoles.UnionWith(members.Texts("executionRoles"));
        List<KmsGrant> grants = [.. members.Items("kmsGrants").Select(item => ReadGrant(members.Nested(item, "a grant"))).OfType<KmsGrant>()];
        resource.KmsGrants = grants.Count > 0 || resource.PolicyKind == ResourcePolicyKind.KmsKey ? grants : null;
        members.RefuseOthers();
    }

    public static void ReadEndpoint(NotationMembers members, NotationPolicies policies, EnvironmentBuilder builder)
    {
        string? id = members.Required("id", "vpce-0a1b2c3d") is { } idNode ? members.TextOf(idNode, "id") : null;
        EndpointParts endpoint = id is null ? new EndpointParts("") : builder.Endpoint(id, members.Node.Place);
        endpoint.Type = VpcEndpointOutputs.TypeOf(members.Word("type", "Interface", "Gateway"));
        endpoint.OwnerAccountId = members.Account("owner");
        endpoint.VpcId = members.Text("vpc");
        endpoint.ServiceName = members.Text("service");
        endpoint.Policy = members.Optional("policy") is { } policy ? policies.Read(policy, $"policy of {id}", null, members) : null;
        members.RefuseOthers();
    }

    /// <summary>Block public access: <c>true</c> for all four settings, <c>false</c> for none, or a mapping of them.</summary>
    public static S3PublicAccessBlock? ReadPublicAccessBlock(NotationMembers members)
    {
        if (members.Optional("blockPublicAccess") is not { } value)
        {
            return null;
        }

        if (value.Kind != JsonKind.Object)
        {
            return members.Boolean("blockPublicAccess") is { } all ? new S3PublicAccessBlock(all, all, all, all) : null;
        }

        NotationMembers settings = members.Nested(value, "block public access");
        bool[] on = [.. Settings.Select(name => settings.Boolean(name) ?? false)];
        settings.RefuseOthers();
        return new S3PublicAccessBlock(on[0], on[1], on[2], on[3]);
    }

    private static void ReadOwner(NotationMembers members, ResourceParts resource, EnvironmentBuilder builder, bool isKept)
    {
        string? owner = members.Account("owner");
        if (owner is not null && resource.OwnerAccountId is { } inArn && inArn != owner)
        {
            members.Invalid(members.Optional("owner")!, $"'owner' is {owner}, but the ARN says {inArn}", "leave it out");
        }
        else if (owner is not null && isKept)
        {
            resource.OwnerAccountId = owner;
            builder.Account(owner);
        }
        else if (isKept && resource.OwnerAccountId is null)
        {
            builder.Findings.Add(EnvironmentDiagnostics.UnknownAccount, members.Node.Place, $"nothing says which account owns {JsonNode.Quote(resource.Arn)}", "add owner: \"111122223333\"");
        }
    }

    // Of a key by their names as well: they are of its account and Region.
    private static IEnumerable<string> ReadAliases(NotationMembers members, ResourceParts resource)
    {
        foreach (NotationNode item in members.Items("aliases"))
        {
            string? text = members.TextOf(item, "aliases");
            string? alias = text is null ? null : resource.PolicyKind == ResourcePolicyKind.KmsKey ? KeyAliases.ArnOf(text, resource.Arn) : Arn.TryParse(text, out _) ? text : null;
            if (alias is not null)
            {
                yield return alias;
            }
            else if (text is not null && resource.Arn.Length > 0)
            {
                members.Invalid(item, $"{JsonNode.Quote(text)} is no alias of {JsonNode.Quote(resource.Arn)}", resource.PolicyKind == ResourcePolicyKind.KmsKey ? "expected alias/name, or its ARN" : "expected an ARN under which requests know it");
            }
        }
    }

    private static void ReadRegion(NotationMembers members, ResourceParts resource)
    {
        string? region = members.Text("region");
        if (region is not null && !EnvironmentFile.IsRegion(region))
        {
            members.Invalid(members.Optional("region")!, $"{JsonNode.Quote(region)} is no Region", "expected a name such as eu-central-1");
        }
        else if (region is not null && resource.Region is { } inArn && inArn != region)
        {
            members.Invalid(members.Optional("region")!, $"'region' is {region}, but the ARN says {inArn}", "leave it out");
        }
        else
        {
            resource.Region ??= region;
        }
    }

    private static KmsGrant? ReadGrant(NotationMembers members)
    {
        string? grantee = members.Required("granteePrincipal", "arn:aws:iam::111122223333:role/name") is { } node ? members.TextOf(node, "granteePrincipal") : null;
        var grant = new KmsGrant
        {
            GranteePrincipal = grantee ?? "",
            RetiringPrincipal = members.Text("retiringPrincipal"),
            Operations = [.. members.Texts("operations")],
            EncryptionContextSubset = members.ImmutablePairs("encryptionContextSubset"),
            EncryptionContextEquals = members.ImmutablePairs("encryptionContextEquals"),
        };
        members.RefuseOthers();
        return grantee is null ? null : grant;
    }
}

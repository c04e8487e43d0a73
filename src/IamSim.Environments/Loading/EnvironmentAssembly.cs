using System.Collections.Immutable;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>Puts an environment together from its parts: joins what refers to each other.</summary>
internal sealed class EnvironmentAssembly(EnvironmentBuilder builder)
{
    public AwsEnvironment Build()
    {
        builder.Pages.Report(builder.Findings);
        ILookup<string, IdentityParts> identities = builder.Identities.Values.OrderBy(static parts => parts.Arn, StringComparer.Ordinal).ToLookup(AccountOf, StringComparer.Ordinal);
        foreach (IGrouping<string, IdentityParts> group in identities)
        {
            builder.Account(group.Key);
        }

        foreach (NodeParts node in builder.Organization.Nodes.Values.Where(static node => node.Kind == OrganizationNodeKind.Account))
        {
            AccountParts account = builder.Account(node.Id);
            account.Name ??= node.Name;
        }

        AwsOrganization? organization = new OrganizationAssembly(builder).Build(out Dictionary<string, OrganizationNode> nodes);
        ImmutableArray<AwsAccount> accounts =
        [
            .. builder.Accounts.Values.OrderBy(static account => account.Id, StringComparer.Ordinal).Select(account => Build(account, [.. identities[account.Id]], nodes.GetValueOrDefault(account.Id))),
        ];
        return new AwsEnvironment(
            organization,
            accounts,
            [.. builder.AwsManagedPolicies.Values.OrderBy(static policy => policy.Arn, StringComparer.Ordinal).Select(Build)],
            [.. builder.Resources.Values.OrderBy(static resource => resource.Arn, StringComparer.Ordinal).Select(BuildResource)],
            [.. builder.Endpoints.Values.OrderBy(static endpoint => endpoint.Id, StringComparer.Ordinal).Select(Build)],
            [.. builder.Findings.Items])
        {
            Forms = builder.Forms.Counts,
            UnknownFiles = builder.Forms.Unknown,
        };
    }

    private static string AccountOf(IdentityParts parts) => Arn.TryParse(parts.Arn, out Arn arn) ? arn.AccountId.ToString() : "";

    private AwsAccount Build(AccountParts account, List<IdentityParts> identities, OrganizationNode? node)
    {
        ImmutableArray<ManagedPolicy> policies = [.. account.ManagedPolicies.Values.OrderBy(static policy => policy.Arn, StringComparer.Ordinal).Select(Build)];
        ImmutableArray<IamGroup> groups = [.. identities.Where(static parts => parts.Kind == IdentityKind.Group).Select(parts => BuildGroup(account, parts))];
        var groupsByName = groups.ToLookup(static group => group.Name, StringComparer.Ordinal);
        var built = new AwsAccount(account.Id)
        {
            Name = account.Name,
            Groups = groups,
            Users = [.. identities.Where(static parts => parts.Kind == IdentityKind.User).Select(parts => BuildUser(account, parts, groupsByName))],
            Roles = [.. identities.Where(static parts => parts.Kind == IdentityKind.Role).Select(parts => BuildRole(account, parts))],
            ManagedPolicies = policies,
            HasIdentities = account.HasIdentities || identities.Count > 0,
            PublicAccessBlock = account.PublicAccessBlock,
            Tags = ToTags(account.Tags),
            Node = node,
        };
        return built;
    }

    private static ManagedPolicy Build(ManagedPolicyParts parts) => new(parts.Arn, parts.Name)
    {
        DefaultVersionId = parts.DefaultVersionId,
        Versions = parts.Versions.ToImmutableDictionary(StringComparer.Ordinal),
        DefaultVersion = parts.DefaultVersion,
        Place = parts.Place,
    };

    private IamGroup BuildGroup(AccountParts account, IdentityParts parts) => new(parts.Arn, parts.Name)
    {
        UniqueId = parts.UniqueId,
        InlinePolicies = [.. parts.InlinePolicies],
        AttachedPolicies = Attach(account, parts),
        Place = parts.Place,
    };

    private IamUser BuildUser(AccountParts account, IdentityParts parts, ILookup<string, IamGroup> groups)
    {
        foreach (string missing in parts.Groups.Where(name => !groups.Contains(name)))
        {
            builder.Findings.Add(EnvironmentDiagnostics.MissingGroup, parts.Place, $"the user {JsonNode.Quote(parts.Name)} is in the group {JsonNode.Quote(missing)}, which was not found", "what the group allows or denies is not known");
        }

        return new IamUser(parts.Arn, parts.Name)
        {
            UniqueId = parts.UniqueId,
            Tags = ToTags(parts.Tags),
            InlinePolicies = [.. parts.InlinePolicies],
            AttachedPolicies = Attach(account, parts),
            PermissionsBoundary = Boundary(account, parts),
            DeploymentCondition = parts.DeploymentCondition,
            GroupNames = [.. parts.Groups],
            Groups = [.. parts.Groups.SelectMany(name => groups[name].Take(1))],
            CreatedAt = parts.CreatedAt,
            LastUsedAt = parts.LastUsedAt,
            Place = parts.Place,
        };
    }

    private IamRole BuildRole(AccountParts account, IdentityParts parts) => new(parts.Arn, parts.Name)
    {
        UniqueId = parts.UniqueId,
        Tags = ToTags(parts.Tags),
        InlinePolicies = [.. parts.InlinePolicies],
        AttachedPolicies = Attach(account, parts),
        PermissionsBoundary = Boundary(account, parts),
        DeploymentCondition = parts.DeploymentCondition,
        TrustPolicy = parts.TrustPolicy,
        MaximumSessionDuration = parts.MaximumSessionDuration,
        InstanceProfiles = [.. parts.InstanceProfiles],
        CreatedAt = parts.CreatedAt,
        LastUsedAt = parts.LastUsedAt,
        Place = parts.Place,
    };

    private ImmutableArray<PolicyAttachment> Attach(AccountParts account, IdentityParts parts) => [.. parts.AttachedPolicies.Select(arn => Attach(account, arn, parts))];

    private PolicyAttachment? Boundary(AccountParts account, IdentityParts parts) => parts.PermissionsBoundary is { } arn ? Attach(account, arn, parts) : null;

    private PolicyAttachment Attach(AccountParts account, string arn, IdentityParts who)
    {
        if (account.Attachments.TryGetValue(arn, out PolicyAttachment? known))
        {
            return known;
        }

        var attachment = new PolicyAttachment(arn) { Policy = Find(account, arn) };
        account.Attachments.Add(arn, attachment);
        if (attachment.Policy is null)
        {
            builder.Findings.Add(EnvironmentDiagnostics.MissingPolicy, who.PolicyPlaces.GetValueOrDefault(arn, who.Place), $"{JsonNode.Quote(who.Name)} has the policy {JsonNode.Quote(arn)}, of which no text was found", "what it allows or denies is not known");
        }

        return attachment;
    }

    private EnvironmentPolicy? Find(AccountParts account, string arn) =>
        (account.ManagedPolicies.GetValueOrDefault(arn) ?? builder.AwsManagedPolicies.GetValueOrDefault(arn))?.DefaultVersion;

    private EnvironmentResource BuildResource(ResourceParts parts) => new(parts.Arn)
    {
        OwnerAccountId = parts.OwnerAccountId,
        Policy = PolicyOf(parts),
        Region = parts.Region,
        IsPolicyKnown = parts.IsPolicyKnown || parts.Policy is not null || parts.Aliases.Append(parts.Arn).Any(builder.NamesWithoutPolicy.Contains),
        PolicyKind = parts.PolicyKind,
        Tags = parts.Tags is null ? null : ToTags(parts.Tags),
        KmsGrants = parts.KmsGrants is null ? null : [.. parts.KmsGrants],
        IsAwsManagedKey = parts.IsAwsManagedKey,
        PublicAccessBlock = parts.PublicAccessBlock,
        HasAccessControlLists = parts.HasAccessControlLists,
        HasAttributeBasedAccess = parts.HasAttributeBasedAccess,
        Aliases = [.. parts.Aliases.Order(StringComparer.Ordinal)],
        ExecutionRoles = [.. parts.ExecutionRoles.Order(StringComparer.Ordinal)],
        Place = parts.Place,
    };

    // API Gateway writes out what begins with "execute-api:/" when the policy is saved; elsewhere it means nothing: Developer Guide, "Control access to a REST API with resource policies".
    private EnvironmentPolicy? PolicyOf(ResourceParts parts)
    {
        const string Short = "\"execute-api:/";
        if (parts.Policy is not { } policy || !RestApi.IsName(parts.Arn) || !policy.Text.Contains(Short, StringComparison.Ordinal) || RestApi.InvokedAs(new EnvironmentResource(parts.Arn) { OwnerAccountId = parts.OwnerAccountId }) is not { } api)
        {
            return parts.Policy;
        }

        string text = policy.Text.Replace(Short, $"\"{api}/", StringComparison.Ordinal);
        return policy.IsVerbatim ? builder.CreatePlacedPolicy(text, policy.Name, policy.Arn, policy.Place) : builder.CreatePolicy(text, policy.Name, policy.Arn, policy.Place);
    }

    private static AwsVpcEndpoint Build(EndpointParts parts) => new(parts.Id)
    {
        Type = parts.Type,
        OwnerAccountId = parts.OwnerAccountId,
        VpcId = parts.VpcId,
        ServiceName = parts.ServiceName,
        Policy = parts.Policy,
        Place = parts.Place,
    };

    private static ImmutableDictionary<string, string> ToTags(Dictionary<string, string>? tags) =>
        tags is null or { Count: 0 } ? ImmutableDictionary<string, string>.Empty : tags.ToImmutableDictionary(StringComparer.Ordinal);
}

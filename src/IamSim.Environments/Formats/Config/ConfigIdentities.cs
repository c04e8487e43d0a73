using System.Globalization;
using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Formats.Config;

/// <summary>Reads users, groups, roles and managed policies of AWS Config: authorization details with small first letters.</summary>
internal static class ConfigIdentities
{
    /// <summary>Reads a user, group or role.</summary>
    public static void ReadIdentity(IdentityKind kind, ConfigItem item, EnvironmentBuilder builder)
    {
        string word = kind.Word();
        if (Find(item, word, arn => IdentityArn.IsOf(kind, arn), builder) is not { } arn || item.Configuration is not { } configuration)
        {
            return;
        }

        if (builder.Identities.ContainsKey(arn))
        {
            builder.Findings.Add(EnvironmentDiagnostics.Contradiction, item.Place, $"{JsonNode.Quote(arn)} stands twice", "the first one counts; load one snapshot at a time");
            return;
        }

        IdentityParts identity = builder.Identity(kind, arn, configuration.GetText($"{word}Name") ?? arn[(arn.LastIndexOf('/') + 1)..], item.Place);
        identity.UniqueId = configuration.GetText($"{word}Id");
        identity.Tags = item.Tags ?? configuration.GetTags("tags");
        identity.CreatedAt = configuration.GetTime("createDate");
        var members = new IdentityMembers(configuration, identity, builder);
        members.ReadInlinePolicies($"{word}PolicyList", "policyName", "policyDocument");
        members.ReadAttachedPolicies("attachedManagedPolicies", "policyArn");
        members.ReadBoundary("permissionsBoundary", "permissionsBoundaryArn");
        members.ReadGroups("groupList");
        if (kind == IdentityKind.Role)
        {
            identity.TrustPolicy = ReadText(configuration, "assumeRolePolicyDocument", $"trust policy of {identity.Name}", null, builder);
            identity.MaximumSessionDuration = int.TryParse(configuration.GetText("maxSessionDuration"), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? seconds : null;
            identity.LastUsedAt = configuration.TryGetObject("roleLastUsed", out JsonNode used) ? used.GetTime("lastUsedDate") : null;
            identity.InstanceProfiles.AddRange(configuration.GetItems("instanceProfileList").Select(static profile => profile.GetText("arn")).OfType<string>());
        }
    }

    /// <summary>Reads a managed policy.</summary>
    public static void ReadPolicy(ConfigItem item, EnvironmentBuilder builder)
    {
        if (Find(item, "policy", static arn => ResourceArns.AccountOf(arn) is not null, builder) is not { } arn || item.Configuration is not { } configuration)
        {
            return;
        }

        string name = configuration.GetText("policyName") ?? arn[(arn.LastIndexOf('/') + 1)..];
        var policy = new ManagedPolicyParts(arn, name) { DefaultVersionId = configuration.GetText("defaultVersionId"), Place = item.Place };
        foreach (JsonNode version in configuration.GetItems("policyVersionList"))
        {
            string id = version.GetText("versionId") ?? "v1";
            if (ReadText(version, "document", name, arn, builder) is { } text)
            {
                policy.Versions[id] = text;
                bool isDefault = version.GetBoolean("isDefaultVersion") ?? (policy.DefaultVersionId == id);
                policy.DefaultVersion = isDefault ? text : policy.DefaultVersion;
            }
        }

        builder.Add(policy);
    }

    private static string? Find(ConfigItem item, string word, Func<string, bool> isValid, EnvironmentBuilder builder)
    {
        string? arn = item.Text("arn") ?? item.Arn;
        if (arn is null || !isValid(arn))
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, item.Node, $"a {word} without ARN", $"expected \"arn\": \"arn:aws:iam::111122223333:{word}/name\"");
            return null;
        }

        if (item.Configuration is null)
        {
            ConfigResources.ComplainAboutConfiguration(item, builder);
        }

        return arn;
    }

    private static EnvironmentPolicy? ReadText(JsonNode holder, string member, string name, string? arn, EnvironmentBuilder builder) =>
        holder.TryGetMember(member, out JsonNode text) && EmbeddedJson.OpenPolicy(text) is { } opened ? builder.ReadPolicy(opened, name, arn) : null;
}

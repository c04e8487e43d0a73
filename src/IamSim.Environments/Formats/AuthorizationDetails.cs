using System.Globalization;
using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Formats;

/// <summary>Reads the items of authorization details: users, groups, roles, managed policies.</summary>
internal static class AuthorizationDetails
{
    /// <summary>Reads a user, group or role.</summary>
    public static void ReadIdentity(IdentityKind kind, JsonNode item, EnvironmentBuilder builder)
    {
        if (item.GetText("Arn") is not { } arn || !Arn.TryParse(arn, out Arn parsed) || !IdentityArn.IsOf(kind, arn))
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, item, $"a {kind.Word()} without ARN", $"expected \"Arn\": \"arn:aws:iam::111122223333:{kind.Word()}/name\"");
            return;
        }

        string name = item.GetText($"{kind}Name") ?? parsed.Resource[(parsed.Resource.LastIndexOf('/') + 1)..].ToString();
        string account = parsed.AccountId.ToString();
        builder.Pages.AddAccount(account);
        if (builder.Identities.TryGetValue(arn, out IdentityParts? earlier))
        {
            builder.Pages.AddRepetition(arn, item, earlier.Place);
            return;
        }

        builder.Account(account).HasIdentities = true;
        IdentityParts identity = builder.Identity(kind, arn, name, PolicyTexts.PlaceOf(item));
        identity.UniqueId = item.GetText($"{kind}Id");
        identity.Tags = item.GetTags("Tags");
        identity.CreatedAt = item.GetTime("CreateDate");
        var members = new IdentityMembers(item, identity, builder);
        members.ReadInlinePolicies($"{kind}PolicyList", "PolicyName", "PolicyDocument");
        members.ReadAttachedPolicies("AttachedManagedPolicies", "PolicyArn");
        members.ReadBoundary("PermissionsBoundary", "PermissionsBoundaryArn");
        members.ReadGroups("GroupList");
        if (kind == IdentityKind.Role)
        {
            ReadRole(item, identity, builder);
        }
    }

    /// <summary>Reads a managed policy with its versions.</summary>
    public static void ReadPolicy(JsonNode item, EnvironmentBuilder builder)
    {
        if (item.GetText("Arn") is not { } arn || !Arn.TryParse(arn, out Arn parsed))
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, item, "a managed policy without ARN", "expected \"Arn\": \"arn:aws:iam::111122223333:policy/name\"");
            return;
        }

        if (AccountId.IsValid(parsed.AccountId))
        {
            builder.Pages.AddAccount(parsed.AccountId.ToString());
        }

        // The policies of AWS stand in the details of every account that uses them.
        if (builder.TryGetManagedPolicy(arn, out ManagedPolicyParts? earlier))
        {
            if (AccountId.IsValid(parsed.AccountId))
            {
                builder.Pages.AddRepetition(arn, item, earlier.Place);
            }

            return;
        }

        string name = item.GetText("PolicyName") ?? parsed.Resource[(parsed.Resource.LastIndexOf('/') + 1)..].ToString();
        var policy = new ManagedPolicyParts(arn, name) { DefaultVersionId = item.GetText("DefaultVersionId"), Place = PolicyTexts.PlaceOf(item) };
        foreach (JsonNode version in item.GetItems("PolicyVersionList"))
        {
            string id = version.GetText("VersionId") ?? "v1";
            if (version.TryGetMember("Document", out JsonNode text))
            {
                EnvironmentPolicy read = builder.ReadPolicy(text, name, arn);
                policy.Versions[id] = read;
                bool isDefault = version.GetBoolean("IsDefaultVersion") ?? (policy.DefaultVersionId == id);
                policy.DefaultVersion = isDefault ? read : policy.DefaultVersion;
            }
        }

        builder.Add(policy);
    }

    private static void ReadRole(JsonNode item, IdentityParts identity, EnvironmentBuilder builder)
    {
        if (item.TryGetProperty("AssumeRolePolicyDocument", out JsonNode trust))
        {
            identity.TrustPolicy = builder.ReadPolicy(trust, $"trust policy of {identity.Name}");
        }

        identity.MaximumSessionDuration = int.TryParse(item.GetText("MaxSessionDuration"), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? seconds : null;
        identity.LastUsedAt = item.TryGetObject("RoleLastUsed", out JsonNode used) ? used.GetTime("LastUsedDate") : null;
        identity.InstanceProfiles.AddRange(item.GetItems("InstanceProfileList").Select(static profile => profile.GetText("Arn")).OfType<string>());
    }
}

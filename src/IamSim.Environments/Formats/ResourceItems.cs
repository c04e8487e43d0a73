using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Environments.Formats;

/// <summary>Takes what files tell of a resource. Where two tell different things, the first counts and the second is a finding.</summary>
internal static class ResourceItems
{
    /// <summary>Finds a resource by its ARN, or makes it.</summary>
    public static ResourceParts Get(string arn, SourcePlace place, EnvironmentBuilder builder)
    {
        ResourceParts resource = builder.Resource(arn, place);
        resource.PolicyKind = KindOf(arn);
        if (Arn.TryParse(arn, out Arn parsed) && resource.OwnerAccountId is { } owner)
        {
            builder.Account(owner).Partition ??= parsed.Partition.ToString();
        }

        return resource;
    }

    /// <summary>Sets the policy, or that there is none.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="policy">The policy; <c>null</c> when it was looked for and there is none.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="builder">Takes a contradiction.</param>
    public static void SetPolicy(ResourceParts resource, EnvironmentPolicy? policy, JsonNode at, EnvironmentBuilder builder)
    {
        resource.IsPolicyKnown = true;
        if (resource.Policy is null)
        {
            resource.Policy = policy;
        }
        else if (policy is not null && policy.Content.Id != resource.Policy.Content.Id)
        {
            builder.Findings.Add(EnvironmentDiagnostics.Contradiction, at, $"{JsonNode.Quote(resource.Arn)} has another policy at {resource.Policy.Place}", "the first one counts; load one snapshot at a time");
        }
    }

    /// <summary>Reads the policy in a member and sets it. A member that is missing, null or an empty text means that there is none.</summary>
    public static void ReadPolicy(ResourceParts resource, JsonNode item, string member, EnvironmentBuilder builder)
    {
        if (!item.TryGetMember(member, out JsonNode policy) || (policy.Kind == JsonKind.String && policy.Text.Length == 0))
        {
            SetPolicy(resource, null, item, builder);
        }
        else
        {
            SetPolicy(resource, builder.ReadPolicy(policy, $"policy of {resource.Arn}"), policy, builder);
        }
    }

    /// <summary>Sets the account that owns a resource whose ARN does not say it.</summary>
    public static void SetOwner(ResourceParts resource, string account, JsonNode at, EnvironmentBuilder builder)
    {
        if (resource.OwnerAccountId is { } known && known != account)
        {
            builder.Findings.Add(EnvironmentDiagnostics.Contradiction, at, $"{JsonNode.Quote(resource.Arn)} is owned by {account} here, but by {known} at {resource.Place}", "the first one counts");
            return;
        }

        resource.OwnerAccountId = account;
        builder.Account(account);
    }

    /// <summary>Adds tags to those that other files tell.</summary>
    public static void AddTags(ResourceParts resource, Dictionary<string, string>? tags)
    {
        if (tags is null)
        {
            return;
        }

        resource.Tags ??= new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in tags)
        {
            resource.Tags[key] = value;
        }
    }

    /// <summary>Adds the tags in a member of an output that is about tags: without it there are none.</summary>
    public static void SetTags(ResourceParts resource, JsonNode output, string member) =>
        AddTags(resource, output.GetTags(member) ?? new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The four settings of block public access, with names of either case; what is missing is off.</summary>
    public static S3PublicAccessBlock ReadPublicAccessBlock(JsonNode settings) => new(
        settings.GetBoolean("BlockPublicAcls") ?? settings.GetBoolean("blockPublicAcls") ?? false,
        settings.GetBoolean("IgnorePublicAcls") ?? settings.GetBoolean("ignorePublicAcls") ?? false,
        settings.GetBoolean("BlockPublicPolicy") ?? settings.GetBoolean("blockPublicPolicy") ?? false,
        settings.GetBoolean("RestrictPublicBuckets") ?? settings.GetBoolean("restrictPublicBuckets") ?? false);

    /// <summary>Whether an object ownership leaves access control lists on; <c>null</c> for a name that is none.</summary>
    public static bool? HasAccessControlLists(string? ownership) => ownership switch
    {
        "BucketOwnerEnforced" => false,
        "BucketOwnerPreferred" or "ObjectWriter" => true,
        _ => null,
    };

    /// <summary>Whether a status says that conditions see the tags of a bucket; <c>null</c> for a word that is no status.</summary>
    public static bool? HasAttributeBasedAccess(string? status) => status switch
    {
        "Enabled" => true,
        "Disabled" => false,
        _ => null,
    };

    /// <summary>What a policy hangs on.</summary>
    public static ResourcePolicyKind KindOf(string arn)
    {
        if (!Arn.TryParse(arn, out Arn parsed))
        {
            return ResourcePolicyKind.General;
        }

        return parsed.Service switch
        {
            "kms" => ResourcePolicyKind.KmsKey,
            // Access points have a Region and an account in their ARNs.
            "s3" when parsed.AccountId.IsEmpty => ResourcePolicyKind.S3Bucket,
            _ => ResourcePolicyKind.General,
        };
    }
}

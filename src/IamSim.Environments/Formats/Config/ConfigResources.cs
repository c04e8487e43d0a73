using IamSim.Environments.Formats.Outputs;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Config;

/// <summary>Reads resources of AWS Config.</summary>
internal static class ConfigResources
{
    /// <summary>Reads a bucket, whose policy and settings are supplementary.</summary>
    public static void ReadBucket(ConfigItem item, EnvironmentBuilder builder)
    {
        string partition = item.Region is { } region ? ResourceArns.PartitionOf(region) : "aws";
        string? arn = item.Arn ?? (item.ResourceName is { } name ? ResourceArns.Bucket(name, partition) : null);
        if (Resource(arn, item, builder) is not { } bucket)
        {
            return;
        }

        if (item.AccountId is { } account)
        {
            ResourceItems.SetOwner(bucket, account, item.Node, builder);
        }
        else if (bucket.OwnerAccountId is null)
        {
            builder.Findings.Add(EnvironmentDiagnostics.UnknownAccount, item.Node, $"nothing says which account owns {JsonNode.Quote(bucket.Arn)}", "ask for accountId too");
        }

        if (item.SupplementaryPart("BucketPolicy", builder) is { } holder)
        {
            SetPolicy(bucket, holder, "policyText", item, builder);
        }

        if (item.SupplementaryPart("PublicAccessBlockConfiguration", builder) is { } settings)
        {
            bucket.PublicAccessBlock = ResourceItems.ReadPublicAccessBlock(settings);
        }
    }

    /// <summary>Reads the block public access settings of an account.</summary>
    public static void ReadAccountPublicAccessBlock(ConfigItem item, EnvironmentBuilder builder)
    {
        if ((item.AccountId ?? item.ResourceName) is { } account && Identifiers.AccountId.IsValid(account) && item.Configuration is { } settings)
        {
            builder.Account(account).PublicAccessBlock = ResourceItems.ReadPublicAccessBlock(settings);
        }
    }

    /// <summary>Reads a key.</summary>
    public static void ReadKey(ConfigItem item, EnvironmentBuilder builder)
    {
        if (Resource(item.Text("arn") ?? item.Arn, item, builder) is not { } key)
        {
            return;
        }

        key.IsAwsManagedKey = KmsOutputs.IsAwsManaged(item.Text("keyManager")) ?? key.IsAwsManagedKey;
        ReadSupplementaryPolicy(key, item, builder);
        if (item.Supplementary is { } supplementary && supplementary.TryGetArray("Tags", out _))
        {
            ResourceItems.AddTags(key, supplementary.GetTags("Tags"));
        }
    }

    /// <summary>Reads a resource whose configuration holds its policy.</summary>
    public static void ReadWithPolicy(ConfigItem item, string arnMember, string policyMember, EnvironmentBuilder builder)
    {
        if (Resource(item.Text(arnMember) ?? item.Arn, item, builder) is not { } resource)
        {
            return;
        }

        if (item.Configuration is not { } configuration)
        {
            ComplainAboutConfiguration(item, builder);
        }
        else if (item.IsWhole || configuration.TryGetProperty(policyMember, out _))
        {
            SetPolicy(resource, configuration, policyMember, item, builder);
        }
    }

    /// <summary>Reads a secret. AWS Config records its policy apart, if at all.</summary>
    public static void ReadSecret(ConfigItem item, EnvironmentBuilder builder)
    {
        string? arn = item.Text("ARN") ?? item.Text("Arn") ?? item.Arn ?? item.Text("Id");
        if (Resource(arn, item, builder) is not { } secret)
        {
            return;
        }

        SecretsManagerOutputs.Secret(secret.Arn, item.Place, builder);
        foreach (JsonNode? holder in (ReadOnlySpan<JsonNode?>)[item.Configuration, item.Supplementary])
        {
            if (holder is { } node && node.TryGetProperty("ResourcePolicy", out _))
            {
                SetPolicy(secret, node, "ResourcePolicy", item, builder);
            }
        }
    }

    /// <summary>Reads a function, with the role that acts for it.</summary>
    public static void ReadFunction(ConfigItem item, EnvironmentBuilder builder)
    {
        if (Resource(item.Text("functionArn") ?? item.Arn, item, builder) is not { } function)
        {
            return;
        }

        if (item.Text("role") is { } role)
        {
            function.ExecutionRoles.Add(role);
        }

        ReadSupplementaryPolicy(function, item, builder);
    }

    /// <summary>Reads a VPC endpoint.</summary>
    public static void ReadEndpoint(ConfigItem item, EnvironmentBuilder builder)
    {
        if ((item.Text("vpcEndpointId") ?? item.ResourceName) is not { } id)
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, item.Node, "a VPC endpoint without id", "expected \"resourceId\": \"vpce-0a1b2c3d\"");
            return;
        }

        EndpointParts endpoint = builder.Endpoint(id, item.Place);
        endpoint.Type = VpcEndpointOutputs.TypeOf(item.Text("vpcEndpointType"));
        endpoint.OwnerAccountId = item.Text("ownerId") ?? item.AccountId;
        endpoint.VpcId = item.Text("vpcId");
        endpoint.ServiceName = item.Text("serviceName");
        if (item.Configuration is not { } configuration)
        {
            ComplainAboutConfiguration(item, builder);
        }
        else if (configuration.TryGetMember("policyDocument", out JsonNode policy) && EmbeddedJson.OpenPolicy(policy) is { } opened)
        {
            endpoint.Policy = builder.ReadPolicy(opened, $"policy of {id}");
        }
    }

    /// <summary>Says that a query left the configuration out.</summary>
    public static void ComplainAboutConfiguration(ConfigItem item, EnvironmentBuilder builder) =>
        builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, item.Node, $"{JsonNode.Quote(item.Arn ?? item.ResourceName ?? item.Type)} comes without configuration", "ask for configuration and supplementaryConfiguration too");

    private static ResourceParts? Resource(string? arn, ConfigItem item, EnvironmentBuilder builder)
    {
        if (arn is null || !Identifiers.Arn.TryParse(arn, out _))
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, item.Node, $"{item.Type} {JsonNode.Quote(item.ResourceName ?? "")} without ARN", "ask for arn too");
            return null;
        }

        ResourceParts resource = ResourceItems.Get(arn, item.Place, builder);
        ResourceItems.AddTags(resource, item.Tags);
        resource.Region ??= item.Region;
        return resource;
    }

    // Of functions without policy the member is missing or holds nothing.
    private static void ReadSupplementaryPolicy(ResourceParts resource, ConfigItem item, EnvironmentBuilder builder)
    {
        if (item.Supplementary is not { } supplementary)
        {
            return;
        }

        if (supplementary.TryGetMember("Policy", out JsonNode member) && EmbeddedJson.OpenPolicy(member) is { } policy)
        {
            // The output of lambda get-policy may stand there as it is.
            JsonNode? output = policy.Kind == JsonKind.Object && !policy.TryGetProperty("Statement", out _) ? policy : null;
            SetPolicy(resource, output ?? supplementary, output is { } inner && inner.TryGetProperty("policy", out _) ? "policy" : "Policy", item, builder);
        }
        else if (item.IsWhole || supplementary.TryGetProperty("Policy", out _))
        {
            ResourceItems.SetPolicy(resource, null, supplementary, builder);
        }
    }

    private static void SetPolicy(ResourceParts resource, JsonNode holder, string member, ConfigItem item, EnvironmentBuilder builder)
    {
        if (!holder.TryGetMember(member, out JsonNode text) || EmbeddedJson.OpenPolicy(text) is not { } opened)
        {
            ResourceItems.SetPolicy(resource, null, item.Node, builder);
        }
        else if (builder.ReadPolicy(opened, $"policy of {resource.Arn}") is { } policy)
        {
            ResourceItems.SetPolicy(resource, policy, opened, builder);
        }
    }
}

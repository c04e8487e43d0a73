using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Environments.Formats.Outputs;

/// <summary>Outputs that hold a policy and not what it hangs on: <c>{"Policy": …}</c>. The path says it, or the resources that the policy names.</summary>
internal static class PolicyOutputs
{
    public static IEnvironmentFormat[] Formats { get; } =
    [
        new CommandOutputFormat("aws s3api get-bucket-policy", static document => document.File.IsFrom("get-bucket-policy") && HasOrSaysNone(document), ReadBucket),
        new CommandOutputFormat("aws s3control get-access-point-policy", static document => document.File.IsFrom("get-access-point-policy") && HasOrSaysNone(document), ReadAccessPoint),
        new CommandOutputFormat("aws kms get-key-policy", static document => (document.File.IsFrom("get-key-policy") && Has(document)) || IsKeyPolicy(document), ReadKey),
        new CommandOutputFormat("aws lambda get-policy", static document => document.File.IsFrom("get-policy") && document.File.IsBelow("lambda") && HasOrSaysNone(document), ReadFunction),
        new CommandOutputFormat("the policy of a resource", static document => IsPolicyAlone(document), ReadAny),
    ];

    private static bool Has(in EnvironmentDocument document) => document.Root.TryGetProperty("Policy", out _);

    // Not of a key, which always has a policy.
    private static bool HasOrSaysNone(in EnvironmentDocument document) => Has(document) || OutputPlaces.IsEmpty(document);

    private static bool IsKeyPolicy(in EnvironmentDocument document) => Has(document) && document.Root.GetText("PolicyName") == "default" && IsPolicyAlone(document);

    private static bool IsPolicyAlone(in EnvironmentDocument document)
    {
        foreach (JsonNode member in document.Root)
        {
            if (member.Name is not ("Policy" or "PolicyName" or "RevisionId"))
            {
                return false;
            }
        }

        return document.Root.TryGetMember("Policy", out JsonNode policy) && policy.Kind is JsonKind.String or JsonKind.Object;
    }

    private static void ReadBucket(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        EnvironmentPolicy? policy = Read(document, $"policy of bucket {document.File.Stem}", builder, out JsonNode at);
        string? arn = policy is null ? null : NamedArn(policy, "s3", static resource => true);
        string partition = arn is not null && Arn.TryParse(arn, out Arn parsed) ? parsed.Partition.ToString() : ResourceArns.PartitionOf(document.File, builder);
        ResourceParts bucket = S3Outputs.Bucket(document.File.Stem, partition, document, builder);
        SetPolicy(bucket, policy, at, builder);
    }

    private static void ReadAccessPoint(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        EnvironmentPolicy? policy = Read(document, $"policy of access point {document.File.Stem}", builder, out JsonNode at);
        string? arn = OutputPlaces.Arn(document.File, "s3", "accesspoint/") ?? (policy is null ? null : NamedArn(policy, "s3", static resource => resource.StartsWith("accesspoint/", StringComparison.Ordinal)));
        if (OutputPlaces.Resource(arn, at, "access point", "REGION/s3control/get-access-point-policy/NAME.json", builder) is { } resource)
        {
            SetPolicy(resource, policy, at, builder);
        }
    }

    private static void ReadKey(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        EnvironmentPolicy? policy = Read(document, $"policy of key {document.File.Stem}", builder, out JsonNode at);
        // A key policy says "*" for its key, so that only the path tells.
        if (OutputPlaces.Resource(OutputPlaces.Arn(document.File, "kms", "key/"), at, "key", "REGION/kms/get-key-policy/KEYID.json", builder) is { } resource)
        {
            SetPolicy(resource, policy, at, builder);
        }
    }

    private static void ReadFunction(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        EnvironmentPolicy? policy = Read(document, $"policy of function {document.File.Stem}", builder, out JsonNode at);
        // The policy of a version or an alias names it; the name of the file may not.
        string? arn = (policy is null ? null : NamedArn(policy, "lambda", static resource => true)) ?? OutputPlaces.Arn(document.File, "lambda", "function:");
        if (OutputPlaces.Resource(arn, at, "function", "REGION/lambda/get-policy/NAME.json", builder) is { } resource)
        {
            SetPolicy(resource, policy, at, builder);
        }
    }

    private static void ReadAny(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        EnvironmentPolicy? policy = Read(document, $"policy in {document.File.Stem}", builder, out JsonNode at);
        string? arn = policy is null ? null : NamedArn(policy, "lambda", static resource => true) ?? NamedArn(policy, "s3", static resource => true);
        if (OutputPlaces.Resource(arn, at, "resource", "s3api/get-bucket-policy/BUCKET.json, accounts/ACCOUNT/REGION/kms/get-key-policy/KEYID.json or accounts/ACCOUNT/REGION/lambda/get-policy/NAME.json", builder) is not { } resource)
        {
            return;
        }

        SetPolicy(resource, policy, at, builder);
        if (resource.OwnerAccountId is null)
        {
            S3Outputs.SetOwner(resource, document, builder);
        }
    }

    private static EnvironmentPolicy? Read(in EnvironmentDocument document, string name, EnvironmentBuilder builder, out JsonNode at)
    {
        if (!document.Root.TryGetProperty("Policy", out at))
        {
            at = document.Root;
            return null;
        }

        bool isThere = at.Kind != JsonKind.Null && (at.Kind != JsonKind.String || at.Text.Length > 0);
        return isThere ? builder.ReadPolicy(at, name) : null;
    }

    // A policy of no form leaves open what the resource has; ReadPolicy complained about it. An object without policy is the output itself: there is none.
    private static void SetPolicy(ResourceParts resource, EnvironmentPolicy? policy, JsonNode at, EnvironmentBuilder builder)
    {
        if (policy is not null || at.Kind is JsonKind.Null or JsonKind.String or JsonKind.Object)
        {
            ResourceItems.SetPolicy(resource, policy, at, builder);
        }
    }

    /// <summary>The first resource of a service that a policy names without wildcards: the bucket of objects, the access point, the function.</summary>
    private static string? NamedArn(EnvironmentPolicy policy, string service, Predicate<string> isWanted)
    {
        IEnumerable<PolicyValue> named = (policy.Content.Document?.Statements ?? []).SelectMany(static statement => statement.Resource?.Values ?? []);
        foreach (PolicyValue value in named)
        {
            if (!Arn.TryParse(value.Text, out Arn arn) || !arn.Service.SequenceEqual(service) || !isWanted(arn.Resource.ToString()))
            {
                continue;
            }

            string holder = ResourceNames.Holders(value.Text).Last();
            string found = service == "s3" ? holder : value.Text;
            if (found.AsSpan().IndexOfAny("*?$") < 0)
            {
                return found;
            }
        }

        return null;
    }
}

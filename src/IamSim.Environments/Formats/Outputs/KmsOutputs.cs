using System.Collections.Immutable;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Outputs;

/// <summary>Outputs of <c>aws kms</c> beside the key policy.</summary>
internal static class KmsOutputs
{
    public static IEnvironmentFormat[] Formats { get; } =
    [
        new CommandOutputFormat("aws kms describe-key", static document => document.Root.TryGetObject("KeyMetadata", out _), ReadKey),
        new CommandOutputFormat("aws kms list-grants", static document => document.Root.TryGetArray("Grants", out _), ReadGrants),
        new CommandOutputFormat("aws kms list-aliases", static document => document.Root.TryGetArray("Aliases", out _), ReadAliases),
        new CommandOutputFormat("aws kms list-resource-tags", static document => document.File.IsFrom("list-resource-tags") && (document.Root.TryGetArray("Tags", out _) || OutputPlaces.IsEmpty(document)), ReadTags),
    ];

    /// <summary>Reads a grant, with the names of the API; <c>null</c> when it is none for a principal of an account.</summary>
    public static KmsGrant? ReadGrant(JsonNode item, EnvironmentBuilder builder)
    {
        if (item.GetText("GranteePrincipal") is not { } grantee)
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, item, "a grant without grantee", "expected \"GranteePrincipal\": \"arn:aws:iam::111122223333:role/name\"");
            return null;
        }

        item.TryGetObject("Constraints", out JsonNode constraints);
        return new KmsGrant
        {
            GranteePrincipal = grantee,
            RetiringPrincipal = item.GetText("RetiringPrincipal"),
            Operations = [.. item.GetTexts("Operations")],
            EncryptionContextSubset = Pairs(item, "EncryptionContextSubset"),
            EncryptionContextEquals = Pairs(item, "EncryptionContextEquals"),
        };
    }

    private static ImmutableDictionary<string, string>? Pairs(JsonNode grant, string name) =>
        grant.TryGetObject("Constraints", out JsonNode constraints) && constraints.TryGetObject(name, out _)
            ? constraints.GetTags(name)!.ToImmutableDictionary(StringComparer.Ordinal)
            : null;

    private static ResourceParts? Key(in EnvironmentDocument document, string command, EnvironmentBuilder builder) =>
        OutputPlaces.Resource(OutputPlaces.Arn(document.File, "kms", "key/"), document.Root, "key", $"REGION/kms/{command}/KEYID.json", builder);

    private static void ReadKey(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        document.Root.TryGetObject("KeyMetadata", out JsonNode metadata);
        if (OutputPlaces.Resource(metadata.GetText("Arn") ?? OutputPlaces.Arn(document.File, "kms", "key/"), metadata, "key", "REGION/kms/describe-key/KEYID.json", builder) is { } key)
        {
            key.IsAwsManagedKey = IsAwsManaged(metadata.GetText("KeyManager")) ?? key.IsAwsManagedKey;
        }
    }

    /// <summary>Whether a key manager is AWS; <c>null</c> for none.</summary>
    public static bool? IsAwsManaged(string? manager) => manager switch
    {
        "AWS" => true,
        "CUSTOMER" => false,
        _ => null,
    };

    private static void ReadGrants(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        List<JsonNode> items = document.Root.GetItems("Grants");
        if (document.File.IsFrom("list-grants") && OutputPlaces.Arn(document.File, "kms", "key/") is { } known)
        {
            ResourceItems.Get(known, PolicyTexts.PlaceOf(document.Root), builder).KmsGrants ??= [];
        }

        foreach (JsonNode item in items)
        {
            string? id = item.GetText("KeyId");
            string? arn = id is null || id.StartsWith("arn:", StringComparison.Ordinal) ? id : ResourceArns.Regional(document.File, "kms", $"key/{id}");
            ResourceParts? key = OutputPlaces.Resource(arn ?? OutputPlaces.Arn(document.File, "kms", "key/"), item, "key", "REGION/kms/list-grants/KEYID.json", builder);
            if (key is not null && item.GetText("GranteeServicePrincipal") is null && ReadGrant(item, builder) is { } grant)
            {
                (key.KmsGrants ??= []).Add(grant);
            }
        }

        if (document.Root.GetBoolean("Truncated") == true && document.Root.GetText("NextMarker") is null && document.Root.TryGetProperty("Truncated", out JsonNode truncated))
        {
            builder.Findings.Add(EnvironmentDiagnostics.MissingPage, truncated, "the output says that there are more grants", "call the command without --max-items and --no-paginate");
        }
    }

    private static void ReadAliases(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        foreach (JsonNode item in document.Root.GetItems("Aliases"))
        {
            // Aliases that AWS reserves have no key until it is needed.
            if (item.GetText("TargetKeyId") is not { } target)
            {
                continue;
            }

            string? alias = item.GetText("AliasArn");
            int last = alias?.LastIndexOf(":alias/", StringComparison.Ordinal) ?? -1;
            string? arn = last > 0 ? $"{alias.AsSpan(0, last)}:key/{target}" : ResourceArns.Regional(document.File, "kms", $"key/{target}");
            if (OutputPlaces.Resource(arn, item, "key", "REGION/kms/list-aliases.json", builder) is { } key)
            {
                key.Aliases.Add(alias ?? $"{arn.AsSpan(0, arn!.LastIndexOf(':'))}:{item.GetText("AliasName")}");
                key.IsAwsManagedKey ??= item.GetText("AliasName")?.StartsWith("alias/aws/", StringComparison.Ordinal) == true ? true : null;
            }
        }
    }

    private static void ReadTags(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        if (Key(document, "list-resource-tags", builder) is { } key)
        {
            ResourceItems.SetTags(key, document.Root, "Tags");
        }
    }
}

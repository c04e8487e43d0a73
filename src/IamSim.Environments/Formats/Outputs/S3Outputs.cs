using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Outputs;

/// <summary>Outputs of <c>aws s3api</c> and <c>aws s3control</c>: buckets, access points and their settings.</summary>
internal static class S3Outputs
{
    public static IEnvironmentFormat[] Formats { get; } =
    [
        new CommandOutputFormat("aws s3api list-buckets", static document => document.Root.TryGetArray("Buckets", out _), ReadBuckets),
        new CommandOutputFormat("aws s3api get-bucket-location", static document => document.Root.TryGetProperty("LocationConstraint", out _) || OutputPlaces.SaysNone(document, "get-bucket-location"), ReadLocation),
        new CommandOutputFormat("aws s3api get-bucket-tagging", static document => document.File.IsFrom("get-bucket-tagging") && (document.Root.TryGetArray("TagSet", out _) || OutputPlaces.IsEmpty(document)), ReadTags),
        new CommandOutputFormat("aws s3api get-bucket-ownership-controls", static document => document.Root.TryGetObject("OwnershipControls", out _) || OutputPlaces.SaysNone(document, "get-bucket-ownership-controls"), ReadOwnership),
        new CommandOutputFormat("aws s3api get-bucket-abac", static document => document.File.IsFrom("get-bucket-abac") && (document.Root.TryGetObject("AbacStatus", out _) || OutputPlaces.IsEmpty(document)), ReadAttributeBasedAccess),
        new CommandOutputFormat("aws s3control list-access-points", static document => document.Root.TryGetArray("AccessPointList", out _), ReadAccessPoints),
        new CommandOutputFormat("aws s3control get-access-point", static document => document.Root.GetText("AccessPointArn") is not null, ReadAccessPoint),
        new CommandOutputFormat("aws s3api get-public-access-block", static document => document.Root.TryGetObject("PublicAccessBlockConfiguration", out _) || IsNoPublicAccessBlock(document), ReadPublicAccessBlock),
    ];

    /// <summary>The bucket of a name, owned by the account in whose folder the file lies.</summary>
    public static ResourceParts Bucket(string name, string partition, in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        string arn = name.StartsWith("arn:", StringComparison.Ordinal) ? name : ResourceArns.Bucket(name, partition);
        ResourceParts bucket = ResourceItems.Get(arn, PolicyTexts.PlaceOf(document.Root), builder);
        SetOwner(bucket, document, builder);
        return bucket;
    }

    /// <summary>Sets the owner from the path; without one it is a finding.</summary>
    public static void SetOwner(ResourceParts bucket, in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        if (document.File.AccountId is { } account)
        {
            ResourceItems.SetOwner(bucket, account, document.Root, builder);
        }
        else if (bucket.OwnerAccountId is null)
        {
            builder.Findings.Add(EnvironmentDiagnostics.UnknownAccount, document.Root, $"nothing says which account owns {JsonNode.Quote(bucket.Arn)}", "save the outputs of an account below accounts/ACCOUNT/s3api");
        }
    }

    private static ResourceParts Bucket(in EnvironmentDocument document, EnvironmentBuilder builder) =>
        Bucket(document.File.Stem, ResourceArns.PartitionOf(document.File, builder), document, builder);

    private static void ReadBuckets(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        foreach (JsonNode item in document.Root.GetItems("Buckets"))
        {
            if (item.GetText("Name") is not { } name)
            {
                builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, item, "a bucket without name", "expected \"Name\": \"reports\"");
                continue;
            }

            string? region = item.GetText("BucketRegion");
            string partition = region is not null ? ResourceArns.PartitionOf(region) : ResourceArns.PartitionOf(document.File, builder);
            ResourceParts bucket = Bucket(name, partition, document, builder);
            bucket.Place = PolicyTexts.PlaceOf(item);
            bucket.Region ??= region;
        }
    }

    private static void ReadLocation(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        if (!document.File.IsFrom("get-bucket-location"))
        {
            return;
        }

        string? place = document.Root.GetText("LocationConstraint");
        string partition = place is null ? ResourceArns.PartitionOf(document.File, builder) : ResourceArns.PartitionOf(place);
        if (document.File.AccountId is { } account)
        {
            builder.Account(account).Partition ??= partition;
        }

        Bucket(document.File.Stem, partition, document, builder).Region ??= RegionOf(place, partition);
    }

    // A bucket of us-east-1 has null for a place, and old ones of eu-west-1 the name from before there were two Regions in Europe.
    private static string? RegionOf(string? place, string partition) => place switch
    {
        null => partition == "aws" ? "us-east-1" : null,
        "EU" => "eu-west-1",
        _ => place,
    };

    private static void ReadTags(EnvironmentDocument document, EnvironmentBuilder builder) =>
        ResourceItems.SetTags(Bucket(document, builder), document.Root, "TagSet");

    private static void ReadOwnership(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        document.Root.TryGetObject("OwnershipControls", out JsonNode controls);
        if (!document.File.IsFrom("get-bucket-ownership-controls"))
        {
            builder.Findings.Add(EnvironmentDiagnostics.UnknownAccount, controls, "nothing says which bucket this is about", "save it as accounts/ACCOUNT/s3api/get-bucket-ownership-controls/BUCKET.json");
            return;
        }

        ResourceParts bucket = Bucket(document, builder);
        if (OutputPlaces.IsEmpty(document))
        {
            // Buckets from before there were such controls belong to whoever writes their objects.
            bucket.HasAccessControlLists = true;
            return;
        }

        string? ownership = controls.GetItems("Rules").Select(static rule => rule.GetText("ObjectOwnership")).FirstOrDefault();
        bucket.HasAccessControlLists = ResourceItems.HasAccessControlLists(ownership);
        if (bucket.HasAccessControlLists is null)
        {
            string found = ownership is null ? "no object ownership" : $"the object ownership {JsonNode.Quote(ownership)}";
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, controls, $"ownership controls with {found}", "expected BucketOwnerEnforced, BucketOwnerPreferred or ObjectWriter");
        }
    }

    private static void ReadAttributeBasedAccess(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        ResourceParts bucket = Bucket(document, builder);
        string? status = document.Root.TryGetObject("AbacStatus", out JsonNode settings) ? settings.GetText("Status") : null;
        bucket.HasAttributeBasedAccess = ResourceItems.HasAttributeBasedAccess(status);
        if (bucket.HasAttributeBasedAccess is null && !OutputPlaces.IsEmpty(document))
        {
            string found = status is null ? "no status" : $"the status {JsonNode.Quote(status)}";
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, settings, $"attribute-based access control with {found}", "expected Enabled or Disabled");
        }
    }

    private static void ReadAccessPoints(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        foreach (JsonNode item in document.Root.GetItems("AccessPointList"))
        {
            if (item.GetText("AccessPointArn") is { } arn && ResourceArns.AccountOf(arn) is not null)
            {
                ResourceItems.Get(arn, PolicyTexts.PlaceOf(item), builder);
            }
            else
            {
                builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, item, "an access point without ARN", "expected \"AccessPointArn\": \"arn:aws:s3:eu-central-1:111122223333:accesspoint/name\"");
            }
        }
    }

    private static void ReadAccessPoint(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        JsonNode root = document.Root;
        if (OutputPlaces.Resource(root.GetText("AccessPointArn"), root, "access point", "REGION/s3control/get-access-point/NAME.json", builder) is { } resource
            && root.TryGetObject("PublicAccessBlockConfiguration", out JsonNode settings))
        {
            resource.PublicAccessBlock = ResourceItems.ReadPublicAccessBlock(settings);
        }
    }

    // Of a bucket, or of the account by the name of the file.
    private static bool IsNoPublicAccessBlock(in EnvironmentDocument document) =>
        OutputPlaces.SaysNone(document, "get-public-access-block") || (document.File.Stem == "get-public-access-block" && OutputPlaces.SaysNone(document, "s3control"));

    private static void ReadPublicAccessBlock(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        if (!document.Root.TryGetObject("PublicAccessBlockConfiguration", out JsonNode settings))
        {
            settings = document.Root;
        }

        S3PublicAccessBlock block = ResourceItems.ReadPublicAccessBlock(settings);
        if (document.File.IsFrom("get-public-access-block"))
        {
            Bucket(document, builder).PublicAccessBlock = block;
        }
        else if (document.File.AccountId is { } account)
        {
            builder.Account(account).PublicAccessBlock = block;
        }
        else
        {
            builder.Findings.Add(EnvironmentDiagnostics.UnknownAccount, settings, "nothing says of which bucket or account these settings are", "save them as accounts/ACCOUNT/s3control/get-public-access-block.json, or those of a bucket as accounts/ACCOUNT/s3api/get-public-access-block/BUCKET.json");
        }
    }
}

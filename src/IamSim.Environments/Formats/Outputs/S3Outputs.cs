using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Outputs;

/// <summary>Outputs of <c>aws s3api</c> and <c>aws s3control</c>: buckets, access points and their settings.</summary>
internal static class S3Outputs
{
    public static IEnvironmentFormat[] Formats { get; } =
    [
        new CommandOutputFormat("aws s3api list-buckets", static document => document.Root.TryGetArray("Buckets", out _), ReadBuckets),
        new CommandOutputFormat("aws s3api get-bucket-location", static document => document.Root.TryGetProperty("LocationConstraint", out _), ReadLocation),
        new CommandOutputFormat("aws s3api get-bucket-tagging", static document => document.Root.TryGetArray("TagSet", out _) && document.File.IsFrom("get-bucket-tagging"), ReadTags),
        new CommandOutputFormat("aws s3api get-bucket-ownership-controls", static document => document.Root.TryGetObject("OwnershipControls", out _), ReadOwnership),
        new CommandOutputFormat("aws s3control list-access-points", static document => document.Root.TryGetArray("AccessPointList", out _), ReadAccessPoints),
        new CommandOutputFormat("aws s3control get-access-point", static document => document.Root.GetText("AccessPointArn") is not null, ReadAccessPoint),
        new CommandOutputFormat("aws s3api get-public-access-block", static document => document.Root.TryGetObject("PublicAccessBlockConfiguration", out _), ReadPublicAccessBlock),
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
        bool wereAsked = OutputPlaces.HasOutputsOf(document.File, "get-bucket-policy");
        foreach (JsonNode item in document.Root.GetItems("Buckets"))
        {
            if (item.GetText("Name") is not { } name)
            {
                builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, item, "a bucket without name", "expected \"Name\": \"reports\"");
                continue;
            }

            string region = item.GetText("BucketRegion") ?? "";
            string partition = region.Length > 0 ? ResourceArns.PartitionOf(region) : ResourceArns.PartitionOf(document.File, builder);
            ResourceParts bucket = Bucket(name, partition, document, builder);
            bucket.Place = PolicyTexts.PlaceOf(item);
            bucket.IsPolicyKnown |= wereAsked;
        }
    }

    private static void ReadLocation(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        if (!document.File.IsFrom("get-bucket-location"))
        {
            return;
        }

        // A bucket of us-east-1 has null for a place.
        string partition = document.Root.GetText("LocationConstraint") is { } region ? ResourceArns.PartitionOf(region) : ResourceArns.PartitionOf(document.File, builder);
        if (document.File.AccountId is { } account)
        {
            builder.Account(account).Partition ??= partition;
        }

        Bucket(document.File.Stem, partition, document, builder);
    }

    private static void ReadTags(EnvironmentDocument document, EnvironmentBuilder builder) =>
        ResourceItems.AddTags(Bucket(document, builder), document.Root.GetTags("TagSet"));

    private static void ReadOwnership(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        document.Root.TryGetObject("OwnershipControls", out JsonNode controls);
        if (!document.File.IsFrom("get-bucket-ownership-controls"))
        {
            builder.Findings.Add(EnvironmentDiagnostics.UnknownAccount, controls, "nothing says which bucket this is about", "save it as accounts/ACCOUNT/s3api/get-bucket-ownership-controls/BUCKET.json");
            return;
        }

        ResourceParts bucket = Bucket(document, builder);
        string? ownership = controls.GetItems("Rules").Select(static rule => rule.GetText("ObjectOwnership")).FirstOrDefault();
        bucket.HasAccessControlLists = ResourceItems.HasAccessControlLists(ownership);
        if (bucket.HasAccessControlLists is null)
        {
            string found = ownership is null ? "no object ownership" : $"the object ownership {JsonNode.Quote(ownership)}";
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, controls, $"ownership controls with {found}", "expected BucketOwnerEnforced, BucketOwnerPreferred or ObjectWriter");
        }
    }

    private static void ReadAccessPoints(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        bool wereAsked = OutputPlaces.HasOutputsOf(document.File, "get-access-point-policy");
        foreach (JsonNode item in document.Root.GetItems("AccessPointList"))
        {
            if (item.GetText("AccessPointArn") is { } arn && ResourceArns.AccountOf(arn) is not null)
            {
                ResourceItems.Get(arn, PolicyTexts.PlaceOf(item), builder).IsPolicyKnown |= wereAsked;
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

    private static void ReadPublicAccessBlock(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        document.Root.TryGetObject("PublicAccessBlockConfiguration", out JsonNode settings);
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

using System.Collections.Immutable;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <content>The policies on the side of a resource.</content>
internal sealed partial class EnvironmentProfiles
{
    // What stands for policies that must be there and that nobody knows. No text of the environment has these numbers.
    private static readonly EnvironmentPolicy OpenKeyPolicy = EnvironmentPolicy.Written(
        "the key policy, which is not known", int.MaxValue - 1, """{"Version":"2012-10-17","Statement":{"Sid":"NotKnown","Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}}""");

    private static readonly EnvironmentPolicy OpenTrustPolicy = EnvironmentPolicy.Written(
        "the trust policy, which is not known", int.MaxValue - 2, """{"Version":"2012-10-17","Statement":{"Sid":"NotKnown","Effect":"Allow","Principal":"*","Action":"sts:*"}}""");

    /// <summary>Whether a document stands for policies that nobody knows.</summary>
    public static bool IsAssumed(PolicyDocument document) =>
        ReferenceEquals(document, SimulatorCache.AllowsEverything) || ReferenceEquals(document, OpenKeyPolicy.Content.Document) || ReferenceEquals(document, OpenTrustPolicy.Content.Document);

    /// <summary>A resource, by the ARN of a request or <c>*</c>.</summary>
    /// <param name="arn">The ARN.</param>
    /// <param name="action">The action: the policy of a role is its trust policy for the actions of STS only.</param>
    public ResourceProfile Resource(string arn, ActionName action)
    {
        AskedResource asked = AskedResource.Of(arn, action, Environment);
        ResourceProfile profile = ResourceOf(asked.Arn, action);
        return asked is { RequestAlias: null, Gap: null } ? profile : profile.Asked(asked);
    }

    private ResourceProfile ResourceOf(string arn, ActionName action)
    {
        if (action.Service is "sts" && Environment.TryGetIdentity(arn, out IamIdentity? identity) && identity is IamRole role)
        {
            return RoleTrust(role);
        }

        Environment.TryGetResource(arn, out EnvironmentResource? known);
        // The policy of an API is about calling its methods, whatever it says of managing it.
        bool isGoverned = known is null || action.Service is RestApi.InvokedService || !RestApi.IsName(known.Arn);
        if (RequiredPolicyKind(arn, action, known) is { } required)
        {
            return WithUnknownPolicy(arn, known, required);
        }

        string? owner = known?.OwnerAccountId ?? (Arn.TryParse(arn, out Arn parsed) && AccountId.IsValid(parsed.AccountId) ? parsed.AccountId.ToString() : null);
        ImmutableArray<EnvironmentGap>.Builder gaps = GapsOf(Environment.TryGetIdentity(arn, out IamIdentity? held) ? held : null);
        if (arn != "*" && (known is null || !known.IsPolicyKnown) && Services.ResourcePolicyServices.Contains(action.Service))
        {
            gaps.Add(new EnvironmentGap(EnvironmentGapKind.ResourcePolicy, known?.Arn ?? arn, $"nothing tells whether {known?.Arn ?? arn} has a policy: it is taken to have none"));
        }

        if (arn != "*" && owner is null)
        {
            gaps.Add(new EnvironmentGap(EnvironmentGapKind.ResourceOwner, arn, $"nothing tells who owns {arn}: the caller's account is taken to"));
        }

        if (known is { PolicyKind: ResourcePolicyKind.KmsKey, KmsGrants: null } && action.Service is "kms")
        {
            gaps.Add(new EnvironmentGap(EnvironmentGapKind.ResourcePolicy, known.Arn, $"nothing tells which grants {known.Arn} has: it is taken to have none"));
        }

        return Resource(Describe(arn, known, owner), known, isGoverned ? known?.Policy : null, known?.PolicyKind ?? ResourcePolicyKind.General, owner, gaps, RegionOf(arn, known, action));
    }

    // IAM's one endpoint of the partition aws is in us-east-1, and so are its requests: IAM User Guide, "aws:RequestedRegion". Roles are passed
    // within requests to other services.
    private static string? RegionOf(string arn, EnvironmentResource? known, ActionName action) => known?.Region
        ?? (!Arn.TryParse(arn, out Arn parsed) ? null
        : parsed.Region.Length > 0 ? parsed.Region.ToString()
        : action.Service is "iam" && parsed.Partition is "aws" && !action.Name.Equals("PassRole", StringComparison.OrdinalIgnoreCase) ? "us-east-1"
        : null);

    // KMS-1 and STS-1: a key and a role always have a policy. A role that is not in an account whose roles are known does not exist.
    private ResourcePolicyKind? RequiredPolicyKind(string arn, ActionName action, EnvironmentResource? known)
    {
        if (!Arn.TryParse(arn, out Arn parsed) || !AccountId.IsValid(parsed.AccountId))
        {
            return null;
        }

        bool isUnknownKey = action.Service is "kms" && parsed.Service is "kms" && parsed.Resource.StartsWith("key/", StringComparison.Ordinal) && (known is null || !known.IsPolicyKnown);
        bool isUnknownRole = action.Service is "sts" && parsed.Service is "iam" && parsed.Resource.StartsWith("role/", StringComparison.Ordinal)
            && !(Environment.TryGetAccount(parsed.AccountId.ToString(), out AwsAccount? account) && account.HasIdentities);
        return isUnknownKey ? ResourcePolicyKind.KmsKey : isUnknownRole ? ResourcePolicyKind.RoleTrust : null;
    }

    private ResourceProfile WithUnknownPolicy(string arn, EnvironmentResource? known, ResourcePolicyKind kind)
    {
        var gaps = ImmutableArray.CreateBuilder<EnvironmentGap>();
        gaps.Add(new EnvironmentGap(EnvironmentGapKind.RequiredPolicy, arn, $"the {(kind == ResourcePolicyKind.KmsKey ? "key policy" : "trust policy")} of {arn} is not known: it could let the caller in or not"));
        string owner = known?.OwnerAccountId ?? Arn.Parse(arn).AccountId.ToString();
        return Resource(Describe(arn, known, owner), known, kind == ResourcePolicyKind.KmsKey ? OpenKeyPolicy : OpenTrustPolicy, kind, owner, gaps);
    }

    /// <summary>A resource of the environment, or something in it, for whichever action of its service.</summary>
    public ResourceProfile Resource(EnvironmentResource known, string arn) => Arn.TryParse(known.Arn, out Arn parsed) && parsed.Service is "kms"
        ? Resource(arn, "kms:Any")
        : Resource(Describe(arn, known, known.OwnerAccountId), known, known.Policy, known.PolicyKind, known.OwnerAccountId, ImmutableArray.CreateBuilder<EnvironmentGap>());

    /// <summary>Any resource of an account that has no policy of its own: only what the organization says is on its side.</summary>
    public ResourceProfile InAccount(string accountId) => _ownSides.GetOrAdd(
        accountId, static (id, profiles) => profiles.Resource(new RequestResource("*") { OwnerAccount = id }, null, null, ResourcePolicyKind.General, id, ImmutableArray.CreateBuilder<EnvironmentGap>()), this);

    private ResourceProfile RoleTrust(IamRole role) => role.TrustPolicy is null
        ? WithUnknownPolicy(role.Arn, null, ResourcePolicyKind.RoleTrust)
        : Resource(new RequestResource(role.Arn) { OwnerAccount = role.AccountId, Tags = role.Tags }, null, role.TrustPolicy, ResourcePolicyKind.RoleTrust, role.AccountId, GapsOf(role));

    // What is not known of a user or role that something is done to.
    private static ImmutableArray<EnvironmentGap>.Builder GapsOf(IamIdentity? identity)
    {
        var gaps = ImmutableArray.CreateBuilder<EnvironmentGap>();
        AddIfUndeployed(identity, gaps);
        return gaps;
    }

    private ResourceProfile Resource(
        RequestResource resource, EnvironmentResource? known, EnvironmentPolicy? policy, ResourcePolicyKind kind, string? owner, ImmutableArray<EnvironmentGap>.Builder gaps, string? region = null)
    {
        PlacePolicies place = owner is null ? PlacePolicies.Nowhere : ResourceControl(owner);
        gaps.AddRange(place.Gaps);
        bool isReadable = policy is null || AddIfUnreadable(policy, UnknownLayers.Resource, gaps) is not null;
        int policyKey = isReadable && policy is not null ? policy.Content.Id : Nothing;
        return new ResourceProfile
        {
            Resource = resource,
            Known = known,
            KnownTags = known is null && Environment.TryGetIdentity(resource.Arn, out _) ? resource.Tags : BucketTags.Known(known),
            Region = region ?? known?.Region,
            Policy = isReadable ? policy : null,
            PublicAccessGap = resource.BlockPublicAccess || known is null ? null : PublicAccessGap(known, owner),
            IsPolicyAssumed = ReferenceEquals(policy, OpenKeyPolicy) || ReferenceEquals(policy, OpenTrustPolicy),
            PolicyKind = kind,
            ResourceControlPolicies = place.Levels,
            Organization = place.Facts,
            Gaps = gaps.ToImmutable(),
            PoliciesKey = _resourceKeys.Of([policyKey, (int)kind, place.Key]),
        };
    }

    private S3PublicAccessBlock? PublicAccessBlockOf(string? owner) => owner is not null && Environment.TryGetAccount(owner, out AwsAccount? account) ? account.PublicAccessBlock : null;

    // On for buckets made since April 2023 unless somebody turned it off: S3 User Guide, "Blocking public access to your Amazon S3 storage".
    private EnvironmentGap? PublicAccessGap(EnvironmentResource known, string? owner)
    {
        if (!Arn.TryParse(known.Arn, out Arn parsed) || parsed.Service is not "s3")
        {
            return null;
        }

        string[] unknown = [.. known.PublicAccessBlock is null ? new[] { known.Arn } : [], .. PublicAccessBlockOf(owner) is null ? new[] { owner is null ? "the account that owns it" : $"account {owner}" } : []];
        return unknown.Length == 0 ? null
            : new EnvironmentGap(EnvironmentGapKind.PublicAccessBlock, known.Arn, $"the S3 block public access settings of {string.Join(" and of ", unknown)} are not known: they could keep out whom only a public policy lets in");
    }

    private RequestResource Describe(string arn, EnvironmentResource? known, string? owner)
    {
        S3PublicAccessBlock? accountBlock = PublicAccessBlockOf(owner);
        return new RequestResource(arn)
        {
            OwnerAccount = owner,
            Tags = BucketTags.Seen(known) ?? (Environment.TryGetIdentity(arn, out IamIdentity? identity) ? identity.Tags : ImmutableDictionary<string, string>.Empty),
            // S3-7: an access point has settings as a bucket has, and those of the account count for both.
            BlockPublicAccess = known is not null && Arn.TryParse(known.Arn, out Arn parsed) && parsed.Service is "s3" && (known.PublicAccessBlock is { RestrictPublicBuckets: true } || accountBlock is { RestrictPublicBuckets: true }),
            KmsGrants = known?.KmsGrants ?? [],
            IsAwsManagedKey = known?.IsAwsManagedKey ?? false,
            // SVC-3: how a method authorizes is not in an environment, and who comes unsigned may be let in by any but IAM.
            ApiGatewayAuthorization = ApiGatewayAuthorization.LambdaAuthorizer,
        };
    }
}

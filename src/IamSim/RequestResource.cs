using System.Collections.Immutable;
using IamSim.Identifiers;

namespace IamSim;

/// <summary>A resource that a request is about, with what a decision needs to know of it. Immutable and thread-safe.</summary>
public sealed record RequestResource
{
    /// <summary>Names a resource.</summary>
    /// <param name="arn">Its ARN, or <c>*</c> for actions without resources (GRAM-57). The text is matched case-sensitively as it is.</param>
    public RequestResource(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        Arn = arn;
        ArnAccount = AccountOf(arn) ?? "";
    }

    /// <summary>The ARN, or <c>*</c>.</summary>
    public string Arn { get; }

    /// <summary>The account that owns it; <c>null</c> means the ARN's account field, or else the caller's account, which the decision records as assumed (XACC-6).</summary>
    public string? OwnerAccount { get; init; }

    /// <summary>Its tags: aws:ResourceTag/*.</summary>
    public ImmutableDictionary<string, string> Tags
    {
        get;
        init => (field, TagPairs) = (value, new TagPairs(value));
    } = ImmutableDictionary<string, string>.Empty;

    /// <summary>S3: whether RestrictPublicBuckets is in force for the bucket, from its own or its account's settings (S3-4).</summary>
    public bool BlockPublicAccess { get; init; }

    /// <summary>S3: the account that owns the object, where access control lists are on and it is not the bucket owner; otherwise <c>null</c> (S3-2).</summary>
    public string? ObjectOwner { get; init; }

    /// <summary>S3: whether the object's access control list grants this caller the action (S3-3).</summary>
    public bool ObjectAclAllows { get; init; }

    /// <summary>KMS: the grants on the key.</summary>
    public ImmutableArray<KmsGrant> KmsGrants { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>KMS: whether it is an AWS managed key, which resource control policies do not reach (RCP-7).</summary>
    public bool IsAwsManagedKey { get; init; }

    /// <summary>API Gateway: how the method authorizes callers (SVC-3).</summary>
    public ApiGatewayAuthorization ApiGatewayAuthorization { get; init; }

    /// <summary>API Gateway: whether the API is private and so requires a resource policy (SVC-3).</summary>
    public bool IsPrivateApi { get; init; }

    /// <summary>S3: the ARN of the access point that the request goes through; <c>null</c> for none (S3-7).</summary>
    public string? AccessPointArn
    {
        get;
        init => (field, AccessPointAccount, AccessPointText) = (value, value is null ? null : AccountOf(value), value + ObjectSuffix());
    }

    /// <summary>S3: whether RestrictPublicBuckets is in force for the access point (S3-7).</summary>
    public bool AccessPointBlocksPublicAccess { get; init; }

    /// <summary>Role trust: the unique id that a principal ARN of the trust policy was frozen to when it was saved, by ARN (PRIN-12).</summary>
    public ImmutableDictionary<string, string> FrozenPrincipalIds
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Names a resource by its ARN or <c>*</c>.</summary>
    /// <param name="arn">The ARN.</param>
    public static implicit operator RequestResource(string arn) => new(arn);

    /// <summary>Names a resource by its ARN or <c>*</c>.</summary>
    /// <param name="arn">The ARN.</param>
    public static RequestResource FromString(string arn) => new(arn);

    /// <summary>A resource of which nothing is known; its ARN is elsewhere.</summary>
    internal static RequestResource Bare { get; } = new("");

    /// <summary>The account field of the ARN; empty when it has none.</summary>
    internal string ArnAccount { get; }

    /// <summary>Whether the ARN names an object in a bucket, not the bucket.</summary>
    internal bool IsObject => Arn.Contains('/', StringComparison.Ordinal);

    /// <summary>Whether nothing is known of it but its owner and its tags.</summary>
    internal bool IsPlain => AccessPointArn is null && ObjectOwner is null && KmsGrants.IsEmpty && FrozenPrincipalIds.IsEmpty
        && !(BlockPublicAccess || ObjectAclAllows || IsAwsManagedKey || IsPrivateApi) && ApiGatewayAuthorization == ApiGatewayAuthorization.Iam;

    internal TagPairs TagPairs { get; private init; }

    internal string? AccessPointAccount { get; private init; }

    /// <summary>The ARN under which the access point's policy knows the resource: itself, or the object behind it (S3-7).</summary>
    internal string AccessPointText { get; private init; } = "";

    /// <summary>The ARN.</summary>
    public override string ToString() => Arn;

    private static string? AccountOf(string arn) =>
        Identifiers.Arn.TryParse(arn, out Arn parsed) && AccountId.IsValid(parsed.AccountId) ? parsed.AccountId.ToString() : null;

    private string ObjectSuffix()
    {
        int slash = Arn.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "" : $"/object/{Arn.AsSpan(slash + 1)}";
    }
}

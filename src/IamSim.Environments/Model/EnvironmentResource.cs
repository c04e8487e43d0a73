using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.Environments;

/// <summary>A resource with what is known of it. Immutable and thread-safe.</summary>
public sealed class EnvironmentResource
{
    internal EnvironmentResource(string arn) => Arn = arn;

    /// <summary>The ARN. Of S3 it is the bucket or the access point, which stand for their objects.</summary>
    public string Arn { get; }

    /// <summary>The account that owns it; <c>null</c> when neither the ARN nor a file tells.</summary>
    public string? OwnerAccountId { get; internal init; }

    /// <summary>The Region that it is in, such as <c>eu-central-1</c>: of the ARN, or of a bucket what another file tells; <c>null</c> when not known.</summary>
    public string? Region { get; internal init; }

    /// <summary>Its policy; <c>null</c> when it has none or that is not known.</summary>
    public EnvironmentPolicy? Policy { get; internal init; }

    /// <summary>Whether its policy was looked for: then no <see cref="Policy"/> means that it has none.</summary>
    public bool IsPolicyKnown { get; internal init; }

    /// <summary>What the policy hangs on, for strict checks.</summary>
    public ResourcePolicyKind PolicyKind { get; internal init; }

    /// <summary>Its tags; <c>null</c> when not known.</summary>
    public ImmutableDictionary<string, string>? Tags { get; internal init; }

    /// <summary>KMS: the grants on the key; <c>null</c> when not known.</summary>
    public ImmutableArray<KmsGrant>? KmsGrants { get; internal init; }

    /// <summary>KMS: whether AWS manages the key (RCP-7); <c>null</c> when not known.</summary>
    public bool? IsAwsManagedKey { get; internal init; }

    /// <summary>S3: the block public access settings of the bucket or access point; <c>null</c> when not known.</summary>
    public S3PublicAccessBlock? PublicAccessBlock { get; internal init; }

    /// <summary>S3: whether access control lists are on (<c>ObjectWriter</c>, <c>BucketOwnerPreferred</c>); <c>null</c> when not known.</summary>
    public bool? HasAccessControlLists { get; internal init; }

    /// <summary>S3: whether attribute-based access control is enabled for the bucket, without which no condition sees its tags; <c>null</c> when not known.</summary>
    /// <remarks>See the S3 User Guide, "Enabling ABAC in general purpose buckets".</remarks>
    public bool? HasAttributeBasedAccess { get; internal init; }

    /// <summary>Other names under which requests know it, such as the ARN of a KMS alias or a secret without its suffix.</summary>
    public ImmutableArray<string> Aliases { get; internal init; } = [];

    /// <summary>The roles that act for it, such as the execution role of a function, by ARN: who controls the resource may act as them.</summary>
    public ImmutableArray<string> ExecutionRoles { get; internal init; } = [];

    /// <summary>Where it was found.</summary>
    public SourcePlace Place { get; internal init; }

    /// <summary>The ARN.</summary>
    public override string ToString() => Arn;
}

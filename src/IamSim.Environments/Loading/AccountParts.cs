namespace IamSim.Environments.Loading;

/// <summary>An account while it is put together.</summary>
internal sealed class AccountParts(string id)
{
    public string Id { get; } = id;

    public string? Name { get; set; }

    /// <summary>The partition, as soon as an ARN tells it: those of buckets have no Region to tell it by.</summary>
    public string? Partition { get; set; }

    /// <summary>Whether its identities were among the files.</summary>
    public bool HasIdentities { get; set; }

    public S3PublicAccessBlock? PublicAccessBlock { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    /// <summary>By ARN.</summary>
    public Dictionary<string, ManagedPolicyParts> ManagedPolicies { get; } = new(StringComparer.Ordinal);

    /// <summary>By ARN of the policy: one object for all who have it.</summary>
    public Dictionary<string, PolicyAttachment> Attachments { get; } = new(StringComparer.Ordinal);
}

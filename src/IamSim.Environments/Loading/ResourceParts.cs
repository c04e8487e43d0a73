using IamSim.Policies;

namespace IamSim.Environments.Loading;

/// <summary>A resource while it is put together: its policy, its tags and its settings come from different files.</summary>
internal sealed class ResourceParts(string arn)
{
    public string Arn { get; } = arn;

    public string? OwnerAccountId { get; set; }

    public string? Region { get; set; }

    public EnvironmentPolicy? Policy { get; set; }

    /// <summary>Whether its policy was looked for, so that none means none.</summary>
    public bool IsPolicyKnown { get; set; }

    public ResourcePolicyKind PolicyKind { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    public List<KmsGrant>? KmsGrants { get; set; }

    public bool? IsAwsManagedKey { get; set; }

    public S3PublicAccessBlock? PublicAccessBlock { get; set; }

    public bool? HasAccessControlLists { get; set; }

    public bool? HasAttributeBasedAccess { get; set; }

    public HashSet<string> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>ARNs of roles that act for it.</summary>
    public HashSet<string> ExecutionRoles { get; } = new(StringComparer.Ordinal);

    public SourcePlace Place { get; set; }
}

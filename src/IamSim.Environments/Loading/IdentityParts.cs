namespace IamSim.Environments.Loading;

/// <summary>A user, group or role while it is put together: templates and plans tell of it in several places.</summary>
internal sealed class IdentityParts(IdentityKind kind, string arn, string name)
{
    public IdentityKind Kind { get; } = kind;

    public string Arn { get; } = arn;

    public string Name { get; } = name;

    public string? UniqueId { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    public List<EnvironmentPolicy> InlinePolicies { get; } = [];

    /// <summary>ARNs of attached managed policies.</summary>
    public List<string> AttachedPolicies { get; } = [];

    /// <summary>Where managed policies are named, by ARN; those that are not among them are named where the identity is.</summary>
    public Dictionary<string, SourcePlace> PolicyPlaces { get; } = new(StringComparer.Ordinal);

    /// <summary>The ARN of the managed policy that is the boundary.</summary>
    public string? PermissionsBoundary { get; set; }

    /// <summary>The symbol of the condition, not known, under which a template deploys it; <c>null</c> for one that is there for certain.</summary>
    public string? DeploymentCondition { get; set; }

    /// <summary>Of a user: names of groups of its account.</summary>
    public List<string> Groups { get; } = [];

    /// <summary>Of a role.</summary>
    public EnvironmentPolicy? TrustPolicy { get; set; }

    /// <summary>Of a role, in seconds.</summary>
    public int? MaximumSessionDuration { get; set; }

    /// <summary>Of a role: ARNs.</summary>
    public List<string> InstanceProfiles { get; } = [];

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public SourcePlace Place { get; set; }
}

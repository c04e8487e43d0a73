using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>An account with its identities. Immutable and thread-safe.</summary>
public sealed class AwsAccount
{
    internal AwsAccount(string id) => Id = id;

    /// <summary>Twelve digits.</summary>
    public string Id { get; }

    /// <summary>The name in the organization; <c>null</c> when not known.</summary>
    public string? Name { get; internal init; }

    /// <summary>Its users, by ARN in ordinal order.</summary>
    public ImmutableArray<IamUser> Users { get; internal init; } = [];

    /// <summary>Its groups, by ARN in ordinal order.</summary>
    public ImmutableArray<IamGroup> Groups { get; internal init; } = [];

    /// <summary>Its roles, by ARN in ordinal order.</summary>
    public ImmutableArray<IamRole> Roles { get; internal init; } = [];

    /// <summary>Its customer managed policies, by ARN in ordinal order.</summary>
    public ImmutableArray<ManagedPolicy> ManagedPolicies { get; internal init; } = [];

    /// <summary>Whether the environment holds its identities; when not, what its principals are allowed is not known.</summary>
    public bool HasIdentities { get; internal init; }

    /// <summary>The S3 block public access settings of the account; <c>null</c> when not known.</summary>
    public S3PublicAccessBlock? PublicAccessBlock { get; internal init; }

    /// <summary>Tags of the account in the organization; empty also when not known.</summary>
    public ImmutableDictionary<string, string> Tags { get; internal init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Its place in the organization; <c>null</c> when not known.</summary>
    public OrganizationNode? Node { get; internal set; }

    /// <summary>The id and the name.</summary>
    public override string ToString() => Name is null ? Id : $"{Id} ({Name})";
}

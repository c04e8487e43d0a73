using System.Collections.Immutable;

namespace IamSim;

/// <summary>A grant on a KMS key (KMS-6). It only allows; a Deny anywhere wins. See the KMS Developer Guide, "Grants in AWS KMS".</summary>
public sealed record KmsGrant
{
    /// <summary>The ARN of the user, role, role session or federated user that may use the grant, or an account id or root ARN.</summary>
    public required string GranteePrincipal { get; init; }

    /// <summary>The ARN that may retire the grant; <c>null</c> for nobody.</summary>
    public string? RetiringPrincipal { get; init; }

    /// <summary>Operations such as <c>Decrypt</c>, in any case; names that no grant can hold are ignored.</summary>
    public ImmutableArray<string> Operations { get; init; } = [];

    /// <summary>Pairs that the request's encryption context must contain; <c>null</c> for no constraint.</summary>
    public ImmutableDictionary<string, string>? EncryptionContextSubset { get; init; }

    /// <summary>Pairs that the request's encryption context must equal; <c>null</c> for no constraint.</summary>
    public ImmutableDictionary<string, string>? EncryptionContextEquals { get; init; }
}

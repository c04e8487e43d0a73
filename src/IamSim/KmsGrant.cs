using System.Collections.Immutable;
using IamSim.Identifiers;

namespace IamSim;

/// <summary>A grant on a KMS key (KMS-6). It only allows; a Deny anywhere wins. See the KMS Developer Guide, "Grants in AWS KMS".</summary>
public sealed record KmsGrant
{
    /// <summary>The ARN of the user, role, role session or federated user that may use the grant, or an account id or root ARN.</summary>
    public required string GranteePrincipal
    {
        get;
        init => (field, Grantee) = (value, Read(value));
    }

    /// <summary>The ARN that may retire the grant; <c>null</c> for nobody.</summary>
    public string? RetiringPrincipal
    {
        get;
        init => (field, Retiring) = (value, value is null ? null : Read(value));
    }

    /// <summary>Operations such as <c>Decrypt</c>, in any case; names that no grant can hold are ignored.</summary>
    public ImmutableArray<string> Operations { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Pairs that the request's encryption context must contain; <c>null</c> for no constraint.</summary>
    public ImmutableDictionary<string, string>? EncryptionContextSubset { get; init; }

    /// <summary>Pairs that the request's encryption context must equal; <c>null</c> for no constraint.</summary>
    public ImmutableDictionary<string, string>? EncryptionContextEquals { get; init; }

    /// <summary>The grantee, an account id standing for its root ARN; <c>null</c> when the text names nobody.</summary>
    internal Principal? Grantee { get; private init; }

    internal Principal? Retiring { get; private init; }

    /// <summary>The grantee and the operations.</summary>
    public override string ToString() => $"{GranteePrincipal} may {string.Join(", ", Operations.IsDefault ? [] : Operations)}";

    private static Principal? Read(string text) =>
        Principal.TryParse(AccountId.IsValid(text) ? $"arn:aws:iam::{text}:root" : text, out Principal? principal) && principal.Kind != PrincipalKind.Anonymous ? principal : null;
}

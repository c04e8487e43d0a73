namespace IamSim;

/// <summary>Why S3 counts a part of an Allow statement as open to the public (S3-5). <c>default</c> means that it does not.</summary>
/// <remarks>See the S3 User Guide, "The meaning of public".</remarks>
public enum PublicAccessReason
{
    /// <summary>The part limits the statement to fixed values.</summary>
    None,

    /// <summary>The principal is everyone.</summary>
    Everyone,

    /// <summary>A principal has a wildcard in it.</summary>
    WildcardPrincipal,

    /// <summary>NotPrincipal leaves everyone else in.</summary>
    NotPrincipal,

    /// <summary>The principal is a web identity provider, whose users are not known.</summary>
    WebIdentityProvider,

    /// <summary>The condition key is not one of those that S3 takes for a limit.</summary>
    OtherKey,

    /// <summary>The operator does not hold the key to the values, such as a negated one or one with IfExists.</summary>
    OtherOperator,

    /// <summary>The condition lists no values.</summary>
    NoValues,

    /// <summary>A value has a wildcard or a policy variable in it.</summary>
    OpenValue,

    /// <summary>A range of IP addresses is broader than /8 (IPv4) or /32 (IPv6), or is none.</summary>
    WideRange,
}

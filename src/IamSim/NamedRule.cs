using System.Collections.Immutable;

namespace IamSim;

/// <summary>A rule of AWS that decides without a policy statement.</summary>
public sealed class NamedRule
{
    private const string NotAnonymous = "The service does not answer unsigned requests, whatever its resource policies say.";

    private NamedRule(string id, string name, string description)
    {
        Id = id;
        Name = name;
        Description = description;
    }

    /// <summary>The id of the rule, such as <c>STS-8</c>.</summary>
    public string Id { get; }

    /// <summary>Its name, such as <c>GetCallerIdentity</c>.</summary>
    public string Name { get; }

    /// <summary>What it says, in one sentence.</summary>
    public string Description { get; }

    internal static NamedRule RootUser { get; } = new("ROOT-1", "RootUser", "The root user of the account that owns the resource needs no policy.");

    internal static NamedRule GetCallerIdentity { get; } = new("STS-8", "GetCallerIdentity", "sts:GetCallerIdentity works with any valid credentials, even under a Deny.");

    internal static NamedRule GetSessionToken { get; } = new("STS-9", "GetSessionToken", "An IAM user needs no permission for sts:GetSessionToken.");

    internal static NamedRule RootCannotAssumeRoles { get; } = new("STS-3", "RootCannotAssumeRoles", "The root user cannot call sts:AssumeRole.");

    internal static NamedRule FederatedUserRestriction { get; } = new("EVAL-32", "FederatedUserRestriction", "A GetFederationToken session cannot call IAM, nor STS except GetCallerIdentity.");

    internal static NamedRule ProviderActionMismatch { get; } = new("STS-5", "ProviderActionMismatch", "SAML providers work with AssumeRoleWithSAML only, OpenID Connect providers with AssumeRoleWithWebIdentity only.");

    internal static NamedRule IdentityCenterRole { get; } = new("STS-11", "IdentityCenterRole", "sts:AssumeRoleWithSAML cannot target a role of IAM Identity Center.");

    internal static NamedRule S3BlockPublicAccess { get; } = new("S3-4", "S3BlockPublicAccess", "S3 Block Public Access keeps a public bucket policy from serving anyone but AWS services and the owner's account.");

    internal static NamedRule ImmutableEntity { get; } = new("IAM-2", "ImmutableEntity", "AWS managed policies and entities under reserved paths cannot be changed by customers.");

    internal static NamedRule SqsNotCrossAccount { get; } = new("SVC-2", "SqsNotCrossAccount", "Amazon SQS does not offer this action to other accounts.");

    internal static NamedRule BackupNotCrossAccount { get; } = new("SVC-8", "BackupNotCrossAccount", "A backup vault offers other accounts nothing but CopyIntoBackupVault.");

    internal static NamedRule DynamoDBNotCrossAccount { get; } = new("SVC-10", "DynamoDBNotCrossAccount", "DynamoDB does not offer this action to other accounts.");

    internal static NamedRule EcrNotAnonymous { get; } = new("SVC-5", "EcrNotAnonymous", NotAnonymous);

    internal static NamedRule EventBridgeNotAnonymous { get; } = new("SVC-6", "EventBridgeNotAnonymous", NotAnonymous);

    internal static NamedRule BackupNotAnonymous { get; } = new("SVC-8", "BackupNotAnonymous", NotAnonymous);

    internal static NamedRule GlacierNotAnonymous { get; } = new("SVC-9", "GlacierNotAnonymous", NotAnonymous);

    internal static NamedRule ServiceNotAnonymous { get; } = new("SVC-12", "ServiceNotAnonymous", NotAnonymous);

    internal static NamedRule PrivateCaNotAnonymous { get; } = new("SVC-14", "PrivateCaNotAnonymous", NotAnonymous);

    internal static NamedRule StsNotAnonymous { get; } = new("STS-1", "StsNotAnonymous", NotAnonymous);

    internal static NamedRule KmsNotAnonymous { get; } = new("KMS-1", "KmsNotAnonymous", NotAnonymous);

    internal static NamedRule ProviderCallersOnly { get; } = new("STS-5", "ProviderCallersOnly", "AssumeRoleWithSAML and AssumeRoleWithWebIdentity are for callers of an identity provider, whatever identity they have at AWS.");

    internal static NamedRule OpenApiMethod { get; } = new("SVC-3", "OpenApiMethod", "An API method without authorization and without resource policy is open to everyone.");

    internal static NamedRule ApiMethodNotAnonymous { get; } = new("SVC-3", "ApiMethodNotAnonymous", "An API method with IAM authorization does not answer unsigned requests, whatever the policy of the API says.");

    /// <summary>All rules.</summary>
    public static ImmutableArray<NamedRule> All { get; } =
    [
        RootUser, GetCallerIdentity, GetSessionToken, RootCannotAssumeRoles, FederatedUserRestriction, ProviderActionMismatch, IdentityCenterRole,
        S3BlockPublicAccess, ImmutableEntity,
        SqsNotCrossAccount, BackupNotCrossAccount, DynamoDBNotCrossAccount, OpenApiMethod, StsNotAnonymous, KmsNotAnonymous, ProviderCallersOnly,
        EcrNotAnonymous, EventBridgeNotAnonymous, BackupNotAnonymous, GlacierNotAnonymous, ServiceNotAnonymous, PrivateCaNotAnonymous, ApiMethodNotAnonymous,
    ];

    /// <summary>The id and the name.</summary>
    public override string ToString() => $"{Id} ({Name})";
}

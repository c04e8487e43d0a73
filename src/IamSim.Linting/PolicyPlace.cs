using IamSim.Policies;

namespace IamSim.Linting;

/// <summary>Where a policy is used: a value of <c>kinds</c> in settings, and of <c>--kind</c> in the tool. Immutable and thread-safe.</summary>
/// <param name="Name">The value, such as <c>bucket</c>.</param>
/// <param name="Words">The kind in words, such as <c>bucket policy</c>.</param>
/// <param name="Kind">The kind for validator and linter.</param>
/// <param name="Options">What else the value says.</param>
public sealed record PolicyPlace(string Name, string Words, PolicyKind Kind, PolicyValidationOptions Options)
{
    /// <summary>The value that leaves the choice to the content.</summary>
    public const string Auto = "auto";

    private static readonly PolicyPlace Identity = new("identity", "identity policy", PolicyKind.Identity, PolicyValidationOptions.Default);

    private static readonly PolicyPlace Resource = OnResource("resource", "resource policy", ResourcePolicyKind.General);

    private static readonly PolicyPlace Trust = OnResource("trust", "role trust policy", ResourcePolicyKind.RoleTrust);

    /// <summary>Every place, in the order of the help.</summary>
    public static IReadOnlyList<PolicyPlace> All { get; } =
    [
        Identity,
        OfIdentity("managed", "managed policy", IdentityPolicyStorage.Managed),
        OfIdentity("inline-user", "inline policy of a user", IdentityPolicyStorage.InlineUser),
        OfIdentity("inline-group", "inline policy of a group", IdentityPolicyStorage.InlineGroup),
        OfIdentity("inline-role", "inline policy of a role", IdentityPolicyStorage.InlineRole),
        new("boundary", "permissions boundary", PolicyKind.PermissionsBoundary, PolicyValidationOptions.Default),
        new("session", "session policy", PolicyKind.Session, PolicyValidationOptions.Default),
        Resource,
        OnResource("bucket", "bucket policy", ResourcePolicyKind.S3Bucket),
        OnResource("key", "key policy", ResourcePolicyKind.KmsKey),
        Trust,
        new("vpc-endpoint", "VPC endpoint policy", PolicyKind.VpcEndpoint, PolicyValidationOptions.Default),
        new("gateway-endpoint", "gateway endpoint policy", PolicyKind.VpcEndpoint, new PolicyValidationOptions { VpcEndpointType = VpcEndpointType.Gateway }),
        new("scp", "service control policy", PolicyKind.ServiceControl, PolicyValidationOptions.Default),
        new("rcp", "resource control policy", PolicyKind.ResourceControl, PolicyValidationOptions.Default),
    ];

    /// <summary>The place of a name.</summary>
    /// <param name="name">The name, letter case included.</param>
    /// <returns>The place; <c>null</c> for <see cref="Auto"/> and for any text that is no name.</returns>
    public static PolicyPlace? Of(string name) => All.FirstOrDefault(place => string.Equals(place.Name, name, StringComparison.Ordinal));

    /// <summary>What a document must be, going by its content, and the reason in words.</summary>
    /// <remarks>SCPs, boundaries and session policies look like identity policies; bucket, key and endpoint policies and RCPs look like resource policies.</remarks>
    /// <param name="document">The document.</param>
    public static (PolicyPlace Place, string Reason) Guess(PolicyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (!document.Statements.Any(static statement => (statement.Principal ?? statement.NotPrincipal) is not null))
        {
            return (Identity, "it has no Principal");
        }

        return document.Statements.All(IsAboutTrust) ? (Trust, "it is about sts and has no Resource") : (Resource, "it has a Principal");
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static bool IsAboutTrust(PolicyStatement statement) =>
        statement is { Resource: null, NotResource: null, Action.Values: { IsEmpty: false } actions } && actions.All(static action => action.Text.StartsWith("sts:", StringComparison.OrdinalIgnoreCase));

    private static PolicyPlace OfIdentity(string name, string words, IdentityPolicyStorage storage) =>
        new(name, words, PolicyKind.Identity, new PolicyValidationOptions { IdentityPolicyStorage = storage });

    private static PolicyPlace OnResource(string name, string words, ResourcePolicyKind kind) =>
        new(name, words, PolicyKind.Resource, new PolicyValidationOptions { ResourcePolicyKind = kind });
}

using IamSim.Policies;

namespace IamSim.Validation;

/// <summary>How large a policy of one kind may be (semantics 1.8). See the IAM User Guide, "IAM and AWS STS quotas".</summary>
/// <param name="Subject">The kind in words, for messages.</param>
/// <param name="Maximum">The most that is allowed.</param>
/// <param name="Unit">What is counted.</param>
internal sealed record PolicyQuota(string Subject, int Maximum, QuotaUnit Unit)
{
    private static readonly PolicyQuota Managed = new("a managed policy", 6_144, QuotaUnit.CharactersWithoutWhitespace) { Advice = "split it in two, or use wildcards" };

    private static readonly PolicyQuota RoleTrust = new("a role trust policy", 2_048, QuotaUnit.CharactersWithoutWhitespace) { Raised = 4_096 };

    private static readonly PolicyQuota Session = new("a session policy", 2_048, QuotaUnit.Characters);

    private static readonly PolicyQuota ServiceControl = new("a service control policy", 5_120, QuotaUnit.Characters) { Advice = "split it in two, or use wildcards" };

    private static readonly PolicyQuota ResourceControl = ServiceControl with { Subject = "a resource control policy" };

    private static readonly PolicyQuota VpcEndpoint = new("a VPC endpoint policy", 20_480, QuotaUnit.Characters);

    private static readonly PolicyQuota S3Bucket = new("a bucket policy", 20_480, QuotaUnit.Bytes) { Advice = "use wildcards, or give access points policies of their own" };

    private static readonly PolicyQuota KmsKey = new("a key policy", 32_768, QuotaUnit.Bytes) { Advice = "use wildcards, or delegate to IAM policies" };

    /// <summary>What AWS allows after the quota was raised on request; <c>null</c> where it is fixed.</summary>
    public int? Raised { get; init; }

    /// <summary>What to do about too large a policy; <c>null</c> for nothing better than to shorten it.</summary>
    public string? Advice { get; init; }

    /// <summary>The quota of a kind; <c>null</c> where every service has its own.</summary>
    public static PolicyQuota? For(PolicyKind kind, PolicyValidationOptions options) => kind switch
    {
        PolicyKind.Identity => ForIdentity(options.IdentityPolicyStorage),
        PolicyKind.PermissionsBoundary => Managed with { Subject = "a permissions boundary" },
        PolicyKind.Session => Session,
        PolicyKind.VpcEndpoint => VpcEndpoint,
        PolicyKind.ServiceControl => ServiceControl,
        PolicyKind.ResourceControl => ResourceControl,
        _ => options.ResourcePolicyKind switch
        {
            ResourcePolicyKind.RoleTrust => RoleTrust,
            ResourcePolicyKind.S3Bucket => S3Bucket,
            ResourcePolicyKind.KmsKey => KmsKey,
            _ => null,
        },
    };

    /// <summary>How much of the quota a text takes.</summary>
    public int Measure(string text) => Unit switch
    {
        QuotaUnit.Bytes => System.Text.Encoding.UTF8.GetByteCount(text),
        QuotaUnit.Characters => text.Length,
        _ => CountWithoutWhitespace(text),
    };

    /// <summary>A unit in words, for messages.</summary>
    public static string WordsOf(QuotaUnit unit) => unit switch
    {
        QuotaUnit.Bytes => "bytes",
        QuotaUnit.Characters => "characters",
        _ => "characters other than whitespace",
    };

    public static int CountWithoutWhitespace(ReadOnlySpan<char> text) =>
        text.Length - text.Count(' ') - text.Count('\n') - text.Count('\r') - text.Count('\t');

    private static PolicyQuota ForIdentity(IdentityPolicyStorage storage) => storage switch
    {
        IdentityPolicyStorage.Managed => Managed,
        IdentityPolicyStorage.InlineUser => Inline("user", 2_048),
        IdentityPolicyStorage.InlineGroup => Inline("group", 5_120),
        _ => Inline("role", 10_240),
    };

    private static PolicyQuota Inline(string owner, int maximum) =>
        new($"an inline policy of a {owner}", maximum, QuotaUnit.CharactersWithoutWhitespace) { Advice = $"the quota is that of all inline policies of the {owner} together: move statements to managed policies" };
}

/// <summary>What a quota counts.</summary>
internal enum QuotaUnit : byte
{
    /// <summary>Characters, whitespace included.</summary>
    Characters,

    /// <summary>Characters other than space, tab and line breaks, wherever these stand.</summary>
    CharactersWithoutWhitespace,

    /// <summary>Bytes of UTF-8, whitespace included.</summary>
    Bytes,
}

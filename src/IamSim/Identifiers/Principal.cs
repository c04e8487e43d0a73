using System.Collections.Immutable;

namespace IamSim.Identifiers;

/// <summary>The caller of a request. Immutable and thread-safe; <c>with</c> makes a variation.</summary>
/// <remarks>See the IAM User Guide, "AWS JSON policy elements: Principal" and "Principal keys" (CTX-1, table 3.2).</remarks>
public sealed record Principal
{
    private PrincipalTexts _texts;

    private Principal(PrincipalKind kind, string text)
    {
        Kind = kind;
        Text = text;
    }

    /// <summary>An unsigned caller.</summary>
    public static Principal Anonymous { get; } = new(PrincipalKind.Anonymous, "anonymous");

    /// <summary>The kind of caller.</summary>
    public PrincipalKind Kind { get; }

    /// <summary>The ARN, service name or provider it was made from; <c>anonymous</c> for an unsigned caller.</summary>
    public string Text { get; }

    /// <summary>The account the caller belongs to; empty for services, anonymous callers and identity providers.</summary>
    public string AccountId { get; private init; } = "";

    /// <summary>The user, role or federated-user name without path; the service name; empty otherwise.</summary>
    public string Name
    {
        get;
        private init
        {
            field = value;
            IsServiceLinkedRole = FindServiceLinkedRole();
        }
    } = "";

    /// <summary>The session name of a role session; <c>null</c> when unknown or not a session.</summary>
    public string? SessionName { get; private init; }

    /// <summary>The path of the role behind a session, such as <c>/team/</c>; <c>null</c> means <c>/</c> or what the role ARN says.</summary>
    public string? RolePath
    {
        get;
        init
        {
            field = value;
            IsServiceLinkedRole = FindServiceLinkedRole();
        }
    }

    /// <summary>The stable unique id (<c>AIDA…</c>, <c>AROA…</c>); <c>null</c> when unknown.</summary>
    public string? UniqueId { get; init; }

    /// <summary>The canonical user id of the account (64 hexadecimal digits), which S3 policies may name; <c>null</c> when unknown.</summary>
    public string? CanonicalUserId { get; init; }

    /// <summary>The ARN of the user who called GetFederationToken; <c>null</c> when unknown: nothing granted to a user then reaches the session.</summary>
    public string? Issuer { get; init; }

    /// <summary>Tags of the user or role: aws:PrincipalTag/*.</summary>
    public ImmutableDictionary<string, string> Tags
    {
        get;
        init => (field, TagPairs) = (value, new TagPairs(value));
    } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Session tags; they override <see cref="Tags"/> of the same key in any case (STS-12).</summary>
    public ImmutableDictionary<string, string> SessionTags
    {
        get;
        init => (field, SessionTagPairs) = (value, new TagPairs(value));
    } = ImmutableDictionary<string, string>.Empty;

    /// <summary>For a service: the ARN of the resource it calls for (aws:SourceArn); <c>null</c> when not sent.</summary>
    public string? SourceArn { get; init; }

    /// <summary>For a service: the account of the resource it calls for (aws:SourceAccount); <c>null</c> when not sent.</summary>
    public string? SourceAccount { get; init; }

    internal TagPairs TagPairs { get; private init; }

    internal TagPairs SessionTagPairs { get; private init; }

    internal string Partition { get; private init; } = "";

    /// <summary>Whether the caller signed as an IAM identity: it has an account, identity policies and SCPs.</summary>
    internal bool HasAccount => Kind is not (PrincipalKind.Anonymous or PrincipalKind.Service or PrincipalKind.FederatedProvider);

    internal bool IsSamlProvider => Kind == PrincipalKind.FederatedProvider && Name.Contains(":saml-provider/", StringComparison.Ordinal);

    internal bool IsRoleSession => Kind is PrincipalKind.Role or PrincipalKind.RoleSession;

    /// <summary>SCP-7: service-linked roles live under a reserved path; where the path is not known, the reserved name prefix tells them.</summary>
    internal bool IsServiceLinkedRole { get; private init; }

    internal bool IsServiceLinkedByNameOnly => LacksPath && Name.StartsWith("AWSServiceRoleFor", StringComparison.Ordinal);

    /// <summary>Whether it is a role session whose role's path nobody stated.</summary>
    internal bool LacksPath => Kind == PrincipalKind.RoleSession && RolePath is null;

    internal string EffectiveRolePath => RolePath ?? "/";

    internal PrincipalTexts.Made Texts => _texts.Of(this);

    private bool FindServiceLinkedRole() =>
        IsRoleSession && (EffectiveRolePath.StartsWith("/aws-service-role/", StringComparison.Ordinal) || IsServiceLinkedByNameOnly);

    /// <summary>Reads a user, role, role-session, federated-user or root ARN, a service name, or <c>anonymous</c>.</summary>
    /// <param name="text">The written form.</param>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static Principal Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out Principal? principal)
            ? principal
            : throw new FormatException($"'{text}' is not a principal: expected the ARN of a user, role, role session (assumed-role), federated-user or root, a service name such as lambda.amazonaws.com, or anonymous");
    }

    /// <summary>Reads what <see cref="Parse"/> reads, without throwing.</summary>
    /// <param name="text">The written form; <c>null</c> is refused.</param>
    /// <param name="principal">The caller, or <c>null</c>.</param>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Principal? principal)
    {
        principal = text switch
        {
            null or "" => null,
            "anonymous" => Anonymous,
            _ when Arn.TryParse(text, out Arn arn) => FromArn(arn),
            _ when IsServiceName(text) => new Principal(PrincipalKind.Service, text) { Name = text },
            _ => null,
        };
        return principal is not null;
    }

    /// <summary>A caller known by its identity provider.</summary>
    /// <param name="provider">A saml-provider or oidc-provider ARN, or the host of a built-in web identity provider.</param>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static Principal FromFederatedProvider(string provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return TryParseFederatedProvider(provider, out Principal? principal)
            ? principal
            : throw new FormatException($"'{provider}' is not an identity provider: expected a saml-provider or oidc-provider ARN or a host such as accounts.google.com");
    }

    /// <summary>A caller known by its identity provider, without throwing.</summary>
    /// <param name="provider">What <see cref="FromFederatedProvider"/> takes; <c>null</c> is refused.</param>
    /// <param name="principal">The caller, or <c>null</c>.</param>
    public static bool TryParseFederatedProvider(string? provider, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Principal? principal)
    {
        principal = provider is not null && IsProvider(provider) ? new Principal(PrincipalKind.FederatedProvider, provider) { Name = provider } : null;
        return principal is not null;
    }

    /// <summary>The written form.</summary>
    public override string ToString() => Text;

    internal static bool IsProvider(string provider) => Arn.TryParse(provider, out Arn arn)
        ? arn.Service is "iam" && (arn.Resource.StartsWith("saml-provider/", StringComparison.Ordinal) || arn.Resource.StartsWith("oidc-provider/", StringComparison.Ordinal))
        : provider.Contains('.', StringComparison.Ordinal) && !provider.AsSpan().ContainsAny(" :*?");

    private static bool IsServiceName(string text) =>
        !text.AsSpan().ContainsAny(" :*?/")
        && (text.EndsWith(".amazonaws.com", StringComparison.Ordinal) || text.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal) || text.EndsWith(".amazon.com", StringComparison.Ordinal));

    private static Principal? FromArn(Arn arn)
    {
        if (!Identifiers.AccountId.IsValid(arn.AccountId) || arn.Region.Length > 0)
        {
            return null;
        }

        ReadOnlySpan<char> resource = arn.Resource;
        return arn.Service switch
        {
            "iam" when resource is "root" => Create(arn, PrincipalKind.Root, "root", null),
            "iam" when resource.StartsWith("user/", StringComparison.Ordinal) => Named(arn, PrincipalKind.User, resource["user/".Length..]),
            "iam" when resource.StartsWith("role/", StringComparison.Ordinal) => Named(arn, PrincipalKind.Role, resource["role/".Length..]),
            "sts" when resource.StartsWith("assumed-role/", StringComparison.Ordinal) => Session(arn, resource["assumed-role/".Length..]),
            "sts" when resource.StartsWith("federated-user/", StringComparison.Ordinal) => Named(arn, PrincipalKind.FederatedUser, resource["federated-user/".Length..]),
            _ => null,
        };
    }

    private static Principal? Named(Arn arn, PrincipalKind kind, ReadOnlySpan<char> pathAndName)
    {
        int slash = pathAndName.LastIndexOf('/');
        ReadOnlySpan<char> name = pathAndName[(slash + 1)..];
        if (name.IsEmpty || pathAndName.ContainsAny('*', '?'))
        {
            return null;
        }

        string? path = kind == PrincipalKind.Role ? $"/{pathAndName[..(slash + 1)]}" : null;
        return Create(arn, kind, name.ToString(), null) with { RolePath = path };
    }

    private static Principal? Session(Arn arn, ReadOnlySpan<char> roleAndSession)
    {
        int slash = roleAndSession.IndexOf('/');
        if (slash <= 0 || slash == roleAndSession.Length - 1 || roleAndSession.ContainsAny('*', '?'))
        {
            return null;
        }

        return Create(arn, PrincipalKind.RoleSession, roleAndSession[..slash].ToString(), roleAndSession[(slash + 1)..].ToString());
    }

    private static Principal Create(Arn arn, PrincipalKind kind, string name, string? session) => new(kind, arn.Text)
    {
        AccountId = arn.AccountId.ToString(),
        Partition = arn.Partition.ToString(),
        Name = name,
        SessionName = session,
    };
}

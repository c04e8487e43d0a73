using IamSim.Policies;

namespace IamSim.Compilation;

/// <summary>What one kind of policy may and must contain (semantics table of section 1.2).</summary>
internal sealed record GrammarRow
{
    /// <summary>The kind in words, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>Whether a statement names its principals (GRAM-22, GRAM-23).</summary>
    public required bool HasPrincipal { get; init; }

    /// <summary>Whether NotPrincipal may stand in a Deny (PRIN-23).</summary>
    public bool AllowsNotPrincipal { get; init; }

    /// <summary>Whether NotAction may be used.</summary>
    public bool AllowsNotAction { get; init; } = true;

    /// <summary>Whether Resource or NotResource must, may or must not be there (GRAM-24, GRAM-25, GRAM-26).</summary>
    public required ElementUse Resource { get; init; }

    /// <summary>Whether Id may be used; where it may not, IAM tolerates it in identity policies (GRAM-5).</summary>
    public required ElementUse Id { get; init; }

    /// <summary>Whether IAM itself stores the policy and checks Sid and Resource closely (GRAM-11, GRAM-51).</summary>
    public bool IsIdentityLike { get; init; }

    /// <summary>Whether resources must have the form of an ARN; services that hang policies on resources accept their own short forms.</summary>
    public bool ChecksResources { get; init; }

    /// <summary>Whether only actions of STS make sense (GRAM-26).</summary>
    public bool OnlyStsActions { get; init; }

    /// <summary>Whether the policy only limits, so that naming everyone grants nobody anything.</summary>
    public bool IsLimit { get; init; }

    /// <summary>Whether the closed grammar of resource control policies holds (RCP-9).</summary>
    public bool IsResourceControl { get; init; }

    /// <summary>Whether Federated principals may be named; others refuse them.</summary>
    public bool AllowsFederated { get; init; }

    /// <summary>Whether the service checks the case of operator names when it saves (GRAM-30).</summary>
    public bool ChecksOperatorCase { get; init; }
}

/// <summary>Whether an element has to be there.</summary>
internal enum ElementUse : byte
{
    Optional,
    Required,
    Forbidden,

    /// <summary>Documented as forbidden, but accepted.</summary>
    Tolerated,
}

/// <summary>The rows, one for each kind of policy.</summary>
internal static class Grammar
{
    private static readonly GrammarRow General = new() { Name = "a resource policy", HasPrincipal = true, AllowsNotPrincipal = true, Resource = ElementUse.Optional, Id = ElementUse.Optional };

    private static readonly GrammarRow Identity = IdentityLike("an identity policy");

    private static readonly GrammarRow Boundary = IdentityLike("a permissions boundary");

    private static readonly GrammarRow Session = IdentityLike("a session policy");

    private static readonly GrammarRow S3Bucket = General with { Name = "a bucket policy", ChecksOperatorCase = true, ChecksResources = true };

    private static readonly GrammarRow RoleTrust = new()
    {
        Name = "a role trust policy", HasPrincipal = true, AllowsNotAction = false, Resource = ElementUse.Forbidden, Id = ElementUse.Optional,
        OnlyStsActions = true, AllowsFederated = true,
    };

    private static readonly GrammarRow VpcEndpoint = new()
    {
        Name = "a VPC endpoint policy", HasPrincipal = true, AllowsNotPrincipal = true, Resource = ElementUse.Required, Id = ElementUse.Optional, ChecksResources = true, IsLimit = true,
    };

    private static readonly GrammarRow ServiceControl = new()
    {
        Name = "a service control policy", HasPrincipal = false, Resource = ElementUse.Required, Id = ElementUse.Forbidden, ChecksResources = true,
    };

    private static readonly GrammarRow ResourceControl = new()
    {
        Name = "a resource control policy", HasPrincipal = true, AllowsNotAction = false, Resource = ElementUse.Required, Id = ElementUse.Forbidden,
        ChecksResources = true, IsResourceControl = true, IsLimit = true,
    };

    public static GrammarRow For(PolicyKind kind, ResourcePolicyKind resourceKind) => kind switch
    {
        PolicyKind.Identity => Identity,
        PolicyKind.PermissionsBoundary => Boundary,
        PolicyKind.Session => Session,
        PolicyKind.VpcEndpoint => VpcEndpoint,
        PolicyKind.ServiceControl => ServiceControl,
        PolicyKind.ResourceControl => ResourceControl,
        _ => resourceKind switch
        {
            ResourcePolicyKind.RoleTrust => RoleTrust,
            ResourcePolicyKind.S3Bucket => S3Bucket,
            _ => General,
        },
    };

    private static GrammarRow IdentityLike(string name) => new()
    {
        Name = name, HasPrincipal = false, Resource = ElementUse.Required, Id = ElementUse.Tolerated, IsIdentityLike = true, ChecksResources = true,
    };
}

using IamSim.Compilation;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Evaluation;

/// <summary>One action on one resource under one resource policy. A request with several resources, or through an access point, is several checks.</summary>
internal readonly ref struct AuthorizationCheck
{
    public AuthorizationCheck(CompiledPolicySet set, AccessRequest request, PreparedAction action, RequestResource resource)
        : this(set, request, action, resource, resource.Arn, resource.ArnAccount)
    {
    }

    /// <summary>Makes a check on a resource of which nothing is known but its ARN.</summary>
    public AuthorizationCheck(CompiledPolicySet set, AccessRequest request, PreparedAction action, ReadOnlySpan<char> arn)
        : this(set, request, action, RequestResource.Bare, arn, KnownAccounts.Of(arn, request.Principal.AccountId))
    {
    }

    private AuthorizationCheck(CompiledPolicySet set, AccessRequest request, PreparedAction action, RequestResource resource, ReadOnlySpan<char> arn, string arnAccount)
    {
        Set = set;
        Request = request;
        Action = action;
        Resource = resource;
        ResourceArn = ResourceText = arn;
        Owner = OwnerOf(request.Principal, resource, arnAccount);
        // An action without resources concerns the caller's own account: nothing is assumed.
        OwnerIsAssumed = arnAccount.Length == 0 && resource.OwnerAccount is null && request.Principal.HasAccount && arn is not "*";
        Behavior = action.Traits.HasRules ? ServiceBehavior.Of(action.Traits, request.Principal, resource, arn) : default;
        // The settings of bucket, account and access point add up (S3-4, S3-7).
        BlocksPublicAccess = resource.BlockPublicAccess || (resource.AccessPointArn is not null && resource.AccessPointBlocksPublicAccess);
    }

    public CompiledPolicySet Set { get; }

    public AccessRequest Request { get; }

    public PreparedAction Action { get; }

    /// <summary>What is known of the resource; its ARN is <see cref="ResourceArn"/>.</summary>
    public RequestResource Resource { get; }

    /// <summary>The ARN of the resource, or <c>*</c>.</summary>
    public ReadOnlySpan<char> ResourceArn { get; }

    public Principal Caller => Request.Principal;

    /// <summary>The account that owns the resource; empty when neither the request nor the ARN says it and the caller has no account.</summary>
    public string Owner { get; }

    public bool OwnerIsAssumed { get; }

    public ServiceBehavior Behavior { get; }

    /// <summary>The text that Resource elements are matched against.</summary>
    public ReadOnlySpan<char> ResourceText { get; private init; }

    /// <summary>Whether the check is made against the access point's policy instead of the bucket's (S3-7).</summary>
    public bool IsAccessPoint { get; private init; }

    public bool BlocksPublicAccess { get; }

    public bool IsS3 => Action.Traits.IsS3;

    /// <summary>The policies of a kind, the resource's own being those of the access point where the check is made against it.</summary>
    public CompiledLayer? this[PolicyKind kind] => kind == PolicyKind.Resource ? ResourceLayer : Set[kind];

    /// <summary>The kinds of policy that there are, as bits by <see cref="PolicyKind"/>.</summary>
    public int Kinds => IsAccessPoint ? Set.KindsAtAccessPoint : Set.Kinds;

    /// <summary>The statements of a kind that cover the action.</summary>
    public LayerSlice? SliceOf(PolicyKind kind) => kind == PolicyKind.Resource && IsAccessPoint ? Action.Slice.AccessPoint : Action.Slice[kind];

    public CompiledLayer? ResourceLayer => IsAccessPoint ? Set.AccessPoint : Set[PolicyKind.Resource];

    /// <summary>S3-2: the object belongs to another account than its bucket.</summary>
    public bool HasForeignObject => IsS3 && !IsAccessPoint && Resource.IsObject && Resource.ObjectOwner is { } objectOwner && objectOwner != Owner;

    /// <summary>XACC-6: the account that the caller's is compared with: of the object where it has its own, of the access point where it is asked.</summary>
    public string ComparedOwner => HasForeignObject ? Resource.ObjectOwner! : IsAccessPoint ? Resource.AccessPointAccount ?? Owner : Owner;

    public bool IsSameAccount => ComparedOwner == Caller.AccountId;

    /// <summary>How a statement that names principals reaches the caller.</summary>
    public GrantClass Reaches(CompiledStatement statement)
    {
        bool hasBoundary = Set[PolicyKind.PermissionsBoundary] is not null;
        return statement.Principals!.Reaches(Caller, statement.Effect == PolicyEffect.Deny, hasBoundary, Resource.FrozenPrincipalIds);
    }

    /// <summary>The same request as the access point sees it.</summary>
    public AuthorizationCheck ThroughAccessPoint() => this with
    {
        ResourceText = Resource.AccessPointText,
        IsAccessPoint = true,
    };

    private static string OwnerOf(Principal caller, RequestResource resource, string arnAccount) =>
        resource.OwnerAccount ?? (arnAccount.Length > 0 ? arnAccount : caller.AccountId);
}

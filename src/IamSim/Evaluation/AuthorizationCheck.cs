using IamSim.Compilation;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Evaluation;

/// <summary>One action on one resource under one resource policy. A request with several resources, or through an access point, is several checks.</summary>
internal readonly struct AuthorizationCheck
{
    public AuthorizationCheck(CompiledPolicySet set, AccessRequest request, RequestResource resource)
    {
        Set = set;
        Request = request;
        Resource = resource;
        Owner = OwnerOf(request, resource, out bool assumed);
        OwnerIsAssumed = assumed;
        Behavior = ServiceBehavior.Of(request, resource);
        ResourceText = resource.Arn;
        // The settings of bucket, account and access point add up (S3-4, S3-7).
        BlocksPublicAccess = resource.BlockPublicAccess || (resource.AccessPointArn is not null && resource.AccessPointBlocksPublicAccess);
    }

    public CompiledPolicySet Set { get; }

    public AccessRequest Request { get; }

    public RequestResource Resource { get; }

    public Principal Caller => Request.Principal;

    /// <summary>The account that owns the resource; empty when neither the request nor the ARN says it and the caller has no account.</summary>
    public string Owner { get; }

    public bool OwnerIsAssumed { get; }

    public ServiceBehavior Behavior { get; }

    /// <summary>The text that Resource elements are matched against.</summary>
    public string ResourceText { get; private init; }

    /// <summary>Whether the check is made against the access point's policy instead of the bucket's (S3-7).</summary>
    public bool IsAccessPoint { get; private init; }

    public bool BlocksPublicAccess { get; }

    public bool IsS3 => Request.Service == "s3";

    /// <summary>The policies of a kind, the resource's own being those of the access point where the check is made against it.</summary>
    public CompiledLayer? this[PolicyKind kind] => kind == PolicyKind.Resource ? ResourceLayer : Set[kind];

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
    public AuthorizationCheck ThroughAccessPoint(string resourceText) => this with
    {
        ResourceText = resourceText,
        IsAccessPoint = true,
    };

    private static string OwnerOf(AccessRequest request, RequestResource resource, out bool assumed)
    {
        assumed = false;
        if (resource.OwnerAccount is { } owner)
        {
            return owner;
        }

        if (resource.ArnAccount.Length > 0)
        {
            return resource.ArnAccount;
        }

        // An action without resources concerns the caller's own account: nothing is assumed.
        assumed = request.Principal.HasAccount && resource.Arn != "*";
        return request.Principal.AccountId;
    }
}

namespace IamSim.Environments;

/// <summary>A user or role: an identity that makes requests. Immutable and thread-safe.</summary>
public abstract class IamPrincipal : IamIdentity
{
    private protected IamPrincipal(string arn, string name)
        : base(arn, name)
    {
    }

    /// <summary>The permissions boundary; <c>null</c> for none.</summary>
    public PolicyAttachment? PermissionsBoundary { get; internal init; }

    /// <summary>The condition of its template under which it is deployed, such as <c>app.Conditions.IsProd</c>, where nothing tells whether that holds; <c>null</c> for one that is there.</summary>
    public string? DeploymentCondition { get; internal init; }

    /// <summary>When it was made; <c>null</c> when not known.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>When it was last used as far as IAM tracked it; <c>null</c> when it never was or that is not known.</summary>
    public DateTimeOffset? LastUsedAt { get; internal init; }
}

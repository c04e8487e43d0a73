namespace IamSim.Conditions;

/// <summary>A context key that a policy asked for and that followed from the request, without being stated.</summary>
/// <param name="Name">The key as the policy spells it.</param>
/// <param name="Value">Its value.</param>
/// <param name="Origin">What it followed from.</param>
public sealed record DerivedContextKey(string Name, ContextValue Value, ContextKeyOrigin Origin)
{
    /// <summary>The key, its value and its origin.</summary>
    public override string ToString() => $"{Name} = {Value}, from {Origin}";
}

/// <summary>Where the value of a context key comes from.</summary>
public enum ContextKeyOrigin
{
    /// <summary>The request states it in its context.</summary>
    Stated,

    /// <summary>The caller: its ARN, kind or unique id (CTX-1, CTX-3).</summary>
    Principal,

    /// <summary>The tags of the user or role, or of the session (CTX-4, STS-12).</summary>
    PrincipalTags,

    /// <summary>The resource that a calling service acts for (CTX-9).</summary>
    ServiceSource,

    /// <summary>The tags passed with the request (CTX-4).</summary>
    RequestTags,

    /// <summary>The account that owns the resource (CTX-6).</summary>
    ResourceOwner,

    /// <summary>The tags of the resource (CTX-4).</summary>
    ResourceTags,

    /// <summary>The access point that the request goes through (S3-7).</summary>
    AccessPoint,

    /// <summary>What is known of an organization (CTX-5).</summary>
    Organization,

    /// <summary>The chain of services in aws:CalledVia (CTX-8).</summary>
    CalledVia,

    /// <summary>The time of the request, or the simulator's clock.</summary>
    Clock,
}

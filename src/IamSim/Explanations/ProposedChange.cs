using IamSim.Conditions;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>One change of a <see cref="ProposedFix"/>. Immutable.</summary>
/// <remarks>One of <see cref="ContextKeyChange"/>, <see cref="AllowAddition"/>, <see cref="DenyRemoval"/> and <see cref="PublicAccessBlockRemoval"/>.</remarks>
public abstract record ProposedChange
{
    private protected ProposedChange()
    {
    }

    /// <summary>The change in words, behind an "if".</summary>
    public sealed override string ToString() => Wording.Plain(FixText.Describe(this));

    /// <summary>How much a change asks for, to rank fixes with equally many changes.</summary>
    internal abstract int Weight { get; }

    internal abstract (PolicySet Policies, AccessRequest Request) Apply(PolicySet policies, AccessRequest request);
}

/// <summary>The request carries another value of a context key.</summary>
/// <param name="Key">The key as the policy spells it.</param>
/// <param name="Value">The value; absent when the request should not carry the key.</param>
/// <param name="Previous">The value that the request has now; absent when it has none.</param>
/// <param name="IsExample">Whether <paramref name="Value"/> was made up to fit; otherwise it is one that the policy names, possibly among others.</param>
public sealed record ContextKeyChange(string Key, ContextValue Value, ContextValue Previous, bool IsExample) : ProposedChange
{
    /// <summary>The pattern or range of addresses of the policy that <see cref="Value"/> was made from; the policy may name others. <c>null</c> when there is none.</summary>
    public string? Pattern { get; init; }

    /// <summary>For a number or date made up from one of the policy: the comparison, and whether it has to hold.</summary>
    internal (bool Holds, string Comparison)? Test { get; init; }

    internal override int Weight => 1;

    internal override (PolicySet Policies, AccessRequest Request) Apply(PolicySet policies, AccessRequest request) =>
        (policies, request with { Context = request.Context.With(Key, Value) });
}

/// <summary>A layer gets a statement that allows the request.</summary>
/// <param name="Kind">The kind of policy.</param>
/// <param name="Level">The 0-based level of a service or resource control policy; 0 for other kinds.</param>
/// <param name="LevelName">The id of the organization's node at that level; <c>null</c> when not known.</param>
/// <param name="IsAccessPoint">Whether it is the policy of the access point instead of the bucket's.</param>
/// <param name="Addition">A policy with the statement, ready to be attached or merged into <paramref name="Existing"/>.</param>
/// <param name="Existing">The policy that the layer has and that the statement would be added to; <c>null</c> when there is none or when there are several.</param>
public sealed record AllowAddition(PolicyKind Kind, int Level, string? LevelName, bool IsAccessPoint, PolicyDocument Addition, PolicyDocument? Existing) : ProposedChange
{
    /// <summary>Whether words about it have to say which resources, since the request is about several.</summary>
    internal bool NamesResources { get; init; }

    internal override int Weight => 2;

    // Where the statement would change its meaning it is not added, and the evaluation that follows says that it did not help.
    internal override (PolicySet Policies, AccessRequest Request) Apply(PolicySet policies, AccessRequest request) =>
        (!PolicySet.MayUnite(policies.SingleOf(Kind, IsAccessPoint), Addition) ? policies
            : IsAccessPoint ? policies with { AccessPoint = PolicySet.Unite(policies.AccessPoint, Addition) } : policies.Add(Kind, Addition, Level), request);
}

/// <summary>A Deny statement goes away.</summary>
/// <param name="Kind">The kind of policy it stands in; of several, the first in AWS's order.</param>
/// <param name="Document">The policy.</param>
/// <param name="Statement">The statement.</param>
/// <param name="RemovesPolicy">Whether it is the only statement, so that the policy goes with it.</param>
public sealed record DenyRemoval(PolicyKind Kind, PolicyDocument Document, PolicyStatement Statement, bool RemovesPolicy) : ProposedChange
{
    internal override int Weight => 4;

    internal override (PolicySet Policies, AccessRequest Request) Apply(PolicySet policies, AccessRequest request) => (policies.Without(Statement), request);
}

/// <summary>S3: RestrictPublicBuckets no longer covers the bucket or access point (S3-4).</summary>
public sealed record PublicAccessBlockRemoval : ProposedChange
{
    internal override int Weight => 3;

    internal override (PolicySet Policies, AccessRequest Request) Apply(PolicySet policies, AccessRequest request) =>
        (policies, request with { Resources = [.. request.Resources.Select(static resource => resource with { BlockPublicAccess = false, AccessPointBlocksPublicAccess = false })] });
}

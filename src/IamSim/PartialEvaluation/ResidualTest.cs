using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.PartialEvaluation;

/// <summary>A test whose outcome unknown context keys decide, with its place. Equal tests of several statements are one: the first in AWS's order of layers.</summary>
public sealed class ResidualTest
{
    internal ResidualTest(int index, ResidualTestKind kind, PolicyKind policyKind, RequestResource resource, string resourceArn)
    {
        Index = index;
        Kind = kind;
        PolicyKind = policyKind;
        Resource = resource;
        ResourceArn = resourceArn;
    }

    /// <summary>What it tests.</summary>
    public ResidualTestKind Kind { get; }

    /// <summary>The kind of policy it stands in; <see cref="PolicyKind.Resource"/> for a KMS grant, which stands beside the key policy.</summary>
    public PolicyKind PolicyKind { get; }

    /// <summary>The statement it stands in; <c>null</c> for a KMS grant.</summary>
    public PolicyStatement? Statement { get; internal init; }

    /// <summary>The effect of that statement; Allow for a KMS grant.</summary>
    public PolicyEffect Effect { get; internal init; }

    /// <summary>The condition operator as written; <c>null</c> unless it is a condition.</summary>
    public PolicyValue? Operator { get; internal init; }

    /// <summary>The context key with the values it is compared with, as written; <c>null</c> unless it is a condition.</summary>
    public ConditionKeyElement? ConditionKey { get; internal init; }

    /// <summary>The Resource or NotResource element; <c>null</c> unless it is one.</summary>
    public PolicyElement? ResourceElement { get; internal init; }

    /// <summary>The grant whose constraint it is; <c>null</c> otherwise.</summary>
    public KmsGrant? Grant { get; internal init; }

    /// <summary>The resource of the request that it was made for first.</summary>
    public RequestResource Resource { get; }

    /// <summary>The ARN that Resource elements are compared with: that of the resource, or the one by which an access point's policy knows it (S3-7).</summary>
    public string ResourceArn { get; }

    /// <summary>Whether the outcome may be another for another resource of the same request.</summary>
    public bool DependsOnResource { get; internal init; }

    /// <summary>The unknown keys that decide it, in ordinal order: the key of the condition, variables, pairs of an encryption context.</summary>
    public ImmutableArray<string> UnknownKeys { get; internal init; }

    /// <summary>Its place in <see cref="PolicyStatement.Source"/>: the condition key, or the name of the resource element; <c>null</c> for a KMS grant.</summary>
    public SourceSpan? Span => Kind switch
    {
        ResidualTestKind.Condition => ConditionKey!.Key.Span,
        ResidualTestKind.Resource => ResourceElement!.NameSpan,
        _ => null,
    };

    /// <summary>Its number among the tests of one answer.</summary>
    internal int Index { get; }

    internal Condition? Condition { get; init; }

    /// <summary>Whether it is to be told apart from the same test for another resource.</summary>
    internal bool NamesResource { get; init; }

    /// <summary>The test with its place: <c>aws:SourceIp IpAddress 203.0.113.0/24 (bucket.json:8:22)</c>.</summary>
    public override string ToString() => ResidualText.Render(this);
}

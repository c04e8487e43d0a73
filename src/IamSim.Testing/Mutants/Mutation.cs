using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>One change of one policy, before anybody knows whether a case notices it. Immutable.</summary>
/// <param name="Operator">What made it.</param>
/// <param name="Document">The policy, by reference.</param>
/// <param name="Replacement">What stands in its place; <c>null</c> when the policy, or a level, is taken away.</param>
/// <param name="Span">Where the policy changes.</param>
/// <param name="Before">What stands there, shortened.</param>
/// <param name="After">What the mutant has there; empty when it is gone.</param>
internal sealed record Mutation(PolicyMutationOperator Operator, PolicyDocument Document, PolicyDocument? Replacement, SourceSpan Span, string Before, string After)
{
    /// <summary>The number of the changed statement; -1 when the whole policy changes.</summary>
    public int Statement { get; init; } = -1;

    /// <summary>Whether the statement is gone, so that those behind it have moved up.</summary>
    public bool RemovesStatement { get; init; }

    /// <summary>The policies of a level of an organization that is taken away; <c>null</c> when a policy changes.</summary>
    public PolicyLevel? Level { get; init; }

    /// <summary>The policies with the mutant among them.</summary>
    public PolicySet Apply(PolicySet set) => Level is null ? set.Replace(Document, Replacement) : Level.Without(set);

    /// <summary>The changed statement; <c>null</c> when there is none, or none any more.</summary>
    public PolicyStatement? Changed => Statement < 0 || RemovesStatement ? null : Replacement!.Statements[Statement];

    /// <summary>The statement as it is; <c>null</c> when the whole policy changes.</summary>
    public PolicyStatement? Original => Statement < 0 ? null : Document.Statements[Statement];
}

/// <summary>A level of service or resource control policies, told apart by its policies. Immutable.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Documents">Its policies in order, by reference.</param>
internal sealed record PolicyLevel(PolicyKind Kind, ImmutableArray<PolicyDocument> Documents)
{
    /// <summary>Whether a set has it.</summary>
    public bool IsIn(PolicySet set) => LevelsOf(set, Kind).Any(IsSame);

    /// <summary>A set without it.</summary>
    public PolicySet Without(PolicySet set)
    {
        ImmutableArray<ImmutableArray<PolicyDocument>> rest = [.. LevelsOf(set, Kind).Where(level => !IsSame(level))];
        return Kind == PolicyKind.ServiceControl ? set with { ServiceControlPolicies = rest } : set with { ResourceControlPolicies = rest };
    }

    /// <summary>The levels of a kind; none where the kind has none.</summary>
    public static ImmutableArray<ImmutableArray<PolicyDocument>> LevelsOf(PolicySet set, PolicyKind kind) =>
        (kind == PolicyKind.ServiceControl ? set.ServiceControlPolicies : set.ResourceControlPolicies) is { IsDefault: false } levels ? levels : [];

    public bool IsSame(ImmutableArray<PolicyDocument> level) => !level.IsDefault && level.AsSpan().SequenceEqual(Documents.AsSpan(), ReferenceEqualityComparer.Instance);
}

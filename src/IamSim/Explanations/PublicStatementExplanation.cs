using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Explanations;

/// <summary>An Allow statement for which S3 counts a bucket or access point policy as public (S3-5).</summary>
/// <param name="Document">The policy.</param>
/// <param name="Statement">The statement. One is enough: the whole policy is public then (S3-4).</param>
/// <param name="Reasons">Its principals and conditions that do not limit it to fixed values, in source order.</param>
public sealed record PublicStatementExplanation(PolicyDocument Document, PolicyStatement Statement, ImmutableArray<PublicAccessExplanation> Reasons)
{
    /// <summary>The statement and why it is public.</summary>
    public override string ToString() => $"{Statement}: {string.Join(", ", Reasons.Select(static reason => reason.Reason))}";

    internal static IEnumerable<PublicStatementExplanation> Of(PolicyDocument document) =>
        document.Statements.Where(PublicBucketPolicy.IsPublic).Select(statement => new PublicStatementExplanation(document, statement, [.. ReasonsOf(statement).OrderBy(static reason => reason.Span.Start)]));

    private static IEnumerable<PublicAccessExplanation> ReasonsOf(PolicyStatement statement) =>
        PublicBucketPolicy.JudgePrincipals(statement)
            .Concat(from element in statement.Condition?.Operators ?? []
                    from key in element.Keys
                    select (Reason: PublicBucketPolicy.Judge(element.Operator.Text, key), Span: key.Values.IsEmpty ? key.Key.Span : key.Span))
            .Select(static judged => new PublicAccessExplanation(judged.Reason, judged.Span));
}

/// <summary>A principal or condition that does not keep the public out.</summary>
/// <param name="Reason">Why it does not.</param>
/// <param name="Span">Its place in the source of the statement.</param>
public sealed record PublicAccessExplanation(PublicAccessReason Reason, SourceSpan Span);

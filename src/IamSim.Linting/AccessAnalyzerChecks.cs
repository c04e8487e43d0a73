using System.Collections.Immutable;

namespace IamSim.Linting;

/// <summary>Every check of Access Analyzer's policy validation. Thread-safe.</summary>
/// <remarks>See the IAM User Guide, "IAM policy validation check reference".</remarks>
public static partial class AccessAnalyzerChecks
{
    /// <summary>The checks: errors, security warnings, warnings and suggestions, each in the order of the reference.</summary>
    public static ImmutableArray<AccessAnalyzerCheck> All { get; } = [.. Errors, .. SecurityWarnings, .. Warnings, .. Suggestions];

    /// <summary>The issue codes of the checks that a finding answers to.</summary>
    /// <param name="id">The id of a kind of finding, such as <c>IAM2001</c>.</param>
    /// <returns>The codes in the order of the table; nothing where Access Analyzer has no such check.</returns>
    public static IEnumerable<string> IssueCodesOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return All.Where(check => check.Ids.Contains(id, StringComparer.Ordinal)).Select(static check => check.IssueCode);
    }

    private static AccessAnalyzerCheck Error(string heading, string issueCode, params string[] ids) => Check(AccessAnalyzerFindingType.Error, heading, issueCode, ids, null);

    private static AccessAnalyzerCheck SecurityWarning(string heading, string issueCode, params string[] ids) => Check(AccessAnalyzerFindingType.SecurityWarning, heading, issueCode, ids, null);

    private static AccessAnalyzerCheck Warning(string heading, string issueCode, params string[] ids) => Check(AccessAnalyzerFindingType.Warning, heading, issueCode, ids, null);

    private static AccessAnalyzerCheck Suggestion(string heading, string issueCode, params string[] ids) => Check(AccessAnalyzerFindingType.Suggestion, heading, issueCode, ids, null);

    private static AccessAnalyzerCheck Because(this AccessAnalyzerCheck check, string reason) => new(check.FindingType, check.Heading, check.IssueCode, check.Ids, reason);

    // One finding that tells several of AWS's checks apart by its message only.
    private static AccessAnalyzerCheck SameAs(this AccessAnalyzerCheck check, string issueCode) =>
        new(check.FindingType, check.Heading, check.IssueCode, Ordered(check.Ids.Concat(IdsWithRule(issueCode))), check.Reason);

    private static AccessAnalyzerCheck Check(AccessAnalyzerFindingType type, string heading, string issueCode, string[] ids, string? reason) =>
        new(type, heading, issueCode, Ordered(ids.Concat(IdsWithRule(issueCode))), reason);

    // The linter's own kinds of finding name the issue code as their rule.
    private static IEnumerable<string> IdsWithRule(string issueCode) =>
        LintDescriptors.All.Where(descriptor => descriptor.Rule == issueCode).Select(static descriptor => descriptor.Id);

    private static ImmutableArray<string> Ordered(IEnumerable<string> ids) => [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Tests.Diagnostics;

namespace IamSim.Linting.Tests;

/// <summary>Lints a policy for a test.</summary>
internal static class LintedText
{
    private static readonly PolicyLinter Linter = new();

    /// <summary>The findings of one id, each as <c>line:column message</c>.</summary>
    /// <param name="id">The id.</param>
    /// <param name="policy">The text of the policy.</param>
    /// <param name="kind">What it is, as <c>iamsim validate --kind</c> says it.</param>
    public static string[] Find(string id, string policy, string kind = "identity") =>
        [.. All(policy, kind).Where(finding => finding.Id == id).Select(static finding => $"{finding.Position} {finding.Message}")];

    public static IReadOnlyList<Diagnostic> All(string policy, string kind = "identity")
    {
        (PolicyKind place, PolicyValidationOptions options) = DiagnosticPage.Place(kind);
        return Linter.Lint(policy, "policy.json", place, options);
    }
}

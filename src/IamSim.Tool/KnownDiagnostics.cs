using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Linting;
using IamSim.Testing;

namespace IamSim.Tool;

/// <summary>Every kind of finding that the tool can tell: of the core, of settings, of the linter, of environments and of suites of tests.</summary>
internal static class KnownDiagnostics
{
    /// <summary>All, ordered by id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [.. DiagnosticDescriptors.All.Concat(LintSettings.Descriptors).Concat(PolicyLinter.Descriptors).Concat(EnvironmentDiagnostics.All).Concat(PolicyTestDiagnostics.All).OrderBy(static descriptor => descriptor.Id, StringComparer.Ordinal)];

    /// <summary>Those that a validation tells, ordered by id: faults of scenarios, environments and suites are none of policies, and faulty settings end it before it begins.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> OfValidation { get; } =
        [.. All.Where(static descriptor => descriptor.Rule is not ("scenario" or "environment" or "suite") && (descriptor.Rule != "settings" || descriptor.Severity != DiagnosticSeverity.Error))];

    /// <summary>The issue code that IAM Access Analyzer has for the same; <c>null</c> when there is none.</summary>
    // The linter's ids below IAM2200 carry it in the place of a rule.
    public static string? AccessAnalyzerCode(DiagnosticDescriptor descriptor) =>
        string.CompareOrdinal(descriptor.Id, "IAM2000") > 0 && string.CompareOrdinal(descriptor.Id, "IAM2200") < 0 && !descriptor.Rule.Contains('-', StringComparison.Ordinal) ? descriptor.Rule : null;
}

using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Testing;

/// <summary>A suite has errors. Carries every finding, not only the first.</summary>
public sealed class PolicyTestSuiteException : Exception
{
    internal PolicyTestSuiteException(ImmutableArray<Diagnostic> diagnostics)
        : base(string.Join('\n', diagnostics.Where(static finding => finding.Severity == DiagnosticSeverity.Error).Select(static finding => finding.ToDetailedString().TrimEnd('\n')))) => Diagnostics = diagnostics;

    /// <summary>All findings, warnings included.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }
}

using IamSim.Diagnostics;

namespace IamSim;

/// <summary>A policy set holds a policy that AWS would refuse. Carries every finding, not only the first.</summary>
public sealed class PolicyCompilationException : Exception
{
    internal PolicyCompilationException(IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join('\n', diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)))
    {
        Diagnostics = diagnostics;
    }

    /// <summary>All findings, warnings included.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}

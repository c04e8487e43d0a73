using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Compilation;

/// <summary>Takes the compiler's complaints about one document; a lenient compile turns errors that have an outcome into warnings.</summary>
internal sealed class PolicyReporter(PolicyDocument document, DiagnosticBag diagnostics, bool lenient)
{
    public PolicyDocument Document => document;

    /// <summary>Whether further warnings are dropped, so that dear suggestions need not be made.</summary>
    public bool IsFullOfWarnings => diagnostics.IsFullOf(DiagnosticSeverity.Warning);

    public bool IsFullOfErrors => diagnostics.IsFullOf(lenient ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error);

    /// <summary>A fault that an imported document may have: its outcome is defined.</summary>
    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, string message, string? help = null, DiagnosticFix? fix = null) =>
        Add(descriptor, span, message, help, fix, lenient && descriptor.Severity == DiagnosticSeverity.Error ? DiagnosticSeverity.Warning : descriptor.Severity);

    /// <summary>A fault without any defensible outcome.</summary>
    public void Refuse(DiagnosticDescriptor descriptor, SourceSpan span, string message, string? help = null, DiagnosticFix? fix = null) =>
        Add(descriptor, span, message, help, fix, DiagnosticSeverity.Error);

    /// <summary>A finding that AWS would not refuse to save.</summary>
    public void Warn(DiagnosticDescriptor descriptor, SourceSpan span, string message, string? help = null, DiagnosticFix? fix = null) =>
        Add(descriptor, span, message, help, fix, DiagnosticSeverity.Warning);

    private void Add(DiagnosticDescriptor descriptor, SourceSpan span, string message, string? help, DiagnosticFix? fix, DiagnosticSeverity severity) =>
        diagnostics.Add(descriptor, document.Source, span, message, help, severity, fix);
}

using IamSim.Diagnostics;

namespace IamSim.Linting;

/// <summary>Takes the findings of the rules about one policy; a cap keeps a hostile document from filling memory.</summary>
internal sealed class LintReporter(LintedPolicy policy)
{
    private readonly DiagnosticBag _bag = new();

    /// <summary>Whether further warnings are dropped, so that dear suggestions need not be made.</summary>
    public bool IsFullOfWarnings => _bag.IsFullOf(DiagnosticSeverity.Warning);

    public bool IsFullOfErrors => _bag.IsFullOf(DiagnosticSeverity.Error);

    /// <summary>The day of the catalog, for findings that AWS may have overtaken.</summary>
    public string AsOf => policy.Services.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, string message, string? help = null, DiagnosticFix? fix = null) =>
        _bag.Add(descriptor, policy.Document.Source, span, message, help, fix: fix);

    public IReadOnlyList<Diagnostic> ToList() => _bag.ToList();
}

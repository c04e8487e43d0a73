namespace IamSim.Diagnostics;

/// <summary>Collects the findings of one parse or compile; a cap keeps a hostile document from filling memory.</summary>
internal sealed class DiagnosticBag
{
    // Errors and the rest are capped apart: however many warnings come first, an error is never lost.
    private const int Capacity = 200;

    private readonly List<Diagnostic> _items = [];
    private int _errors;

    public bool HasErrors => _errors > 0;

    /// <summary>Whether further findings of a severity are dropped, so that their messages need not be made.</summary>
    public bool IsFullOf(DiagnosticSeverity severity) =>
        (severity == DiagnosticSeverity.Error ? _errors : _items.Count - _errors) >= Capacity;

    public void Add(DiagnosticDescriptor descriptor, SourceText source, SourceSpan span, string message, string? help = null, DiagnosticSeverity? severity = null, DiagnosticFix? fix = null)
    {
        if (!IsFullOf(severity ?? descriptor.Severity))
        {
            Add(new Diagnostic(descriptor, severity ?? descriptor.Severity, message, help, source, span, fix));
        }
    }

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    public IReadOnlyList<Diagnostic> ToList() => [.. _items];

    private void Add(Diagnostic diagnostic)
    {
        if (!IsFullOf(diagnostic.Severity))
        {
            _items.Add(diagnostic);
            _errors += diagnostic.Severity == DiagnosticSeverity.Error ? 1 : 0;
        }
    }
}

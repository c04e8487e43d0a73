namespace IamSim.Diagnostics;

/// <summary>Collects the findings of one parse or compile; a cap keeps a hostile document from filling memory.</summary>
internal sealed class DiagnosticBag
{
    private const int Capacity = 200;

    private readonly List<Diagnostic> _items = [];

    public bool HasErrors { get; private set; }

    public bool IsFull => _items.Count >= Capacity;

    public void Add(DiagnosticDescriptor descriptor, SourceText source, SourceSpan span, string message, string? help = null, DiagnosticSeverity? severity = null)
    {
        DiagnosticSeverity effective = severity ?? descriptor.Severity;
        HasErrors |= effective == DiagnosticSeverity.Error;
        if (!IsFull)
        {
            _items.Add(new Diagnostic(descriptor, effective, message, help, source, span));
        }
    }

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            HasErrors |= diagnostic.Severity == DiagnosticSeverity.Error;
            if (!IsFull)
            {
                _items.Add(diagnostic);
            }
        }
    }

    public IReadOnlyList<Diagnostic> ToList() => [.. _items];
}

using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Extensions.DependencyInjection.Loading;

/// <summary>Collects what is wrong with a version of a policy set. A document that stands in several places is complained about once.</summary>
internal sealed class LoadFindings
{
    private readonly List<(DiagnosticSeverity Severity, string Text)> _lines = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public bool HasErrors { get; private set; }

    public Exception? Exception { get; private set; }

    public ImmutableArray<(DiagnosticSeverity Severity, string Text)> Lines => [.. _lines];

    public void Add(Diagnostic diagnostic)
    {
        if (AddLine(diagnostic.Severity, diagnostic.Help is null ? diagnostic.ToString() : $"{diagnostic} ({diagnostic.Help})"))
        {
            _diagnostics.Add(diagnostic);
        }
    }

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    public void AddError(string text, Exception? exception = null)
    {
        AddLine(DiagnosticSeverity.Error, text);
        Exception ??= exception;
    }

    public PolicyLoadFailure ToFailure(DateTimeOffset time) => new(time, [.. _lines.Select(static line => line.Text)], [.. _diagnostics], Exception);

    private bool AddLine(DiagnosticSeverity severity, string text)
    {
        HasErrors |= severity == DiagnosticSeverity.Error;
        string line = PrintableText.Line(text);
        bool isNew = _seen.Add(line);
        if (isNew)
        {
            _lines.Add((severity, line));
        }

        return isNew;
    }
}

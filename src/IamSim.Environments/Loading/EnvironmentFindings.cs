using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>Collects what is wrong or missing in the files of an environment; a cap of each kind keeps a hostile folder from filling memory. Not thread-safe.</summary>
internal sealed class EnvironmentFindings
{
    private const int MaximumOfAKind = 1000;

    private readonly List<Diagnostic> _items = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public IReadOnlyList<Diagnostic> Items => _items;

    public void Add(Diagnostic finding)
    {
        int count = _counts.GetValueOrDefault(finding.Id);
        if (count < MaximumOfAKind)
        {
            _counts[finding.Id] = count + 1;
            _items.Add(finding);
        }
    }

    public void Add(DiagnosticDescriptor descriptor, JsonNode at, string message, string? help = null) =>
        Add(descriptor, at.Source, at.Span, message, help);

    public void Add(DiagnosticDescriptor descriptor, SourceText source, SourceSpan span, string message, string? help = null) =>
        Add(new Diagnostic(descriptor, descriptor.Severity, message, help, source, span));

    /// <summary>A finding about a place of which only the line is at hand.</summary>
    public void Add(DiagnosticDescriptor descriptor, SourcePlace place, string message, string? help = null) => Add(Create(descriptor, place, message, help));

    /// <summary>A finding about a whole file.</summary>
    public void Add(DiagnosticDescriptor descriptor, EnvironmentFile file, string message, string? help = null) => Add(Create(descriptor, file, message, help));

    /// <summary>Makes a finding about a whole file.</summary>
    public static Diagnostic Create(DiagnosticDescriptor descriptor, EnvironmentFile file, string message, string? help = null) =>
        Create(descriptor, new SourcePlace(file.Name, 1, 1), message, help);

    /// <summary>Makes a finding about a place of which only the line is at hand.</summary>
    public static Diagnostic Create(DiagnosticDescriptor descriptor, SourcePlace place, string message, string? help = null)
    {
        var source = new SourceText("", place.File, Math.Max(1, place.Line), Math.Max(1, place.Column));
        return new Diagnostic(descriptor, descriptor.Severity, message, help, source, new SourceSpan(0, 0));
    }
}

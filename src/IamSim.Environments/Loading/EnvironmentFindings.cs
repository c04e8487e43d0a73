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
        Add(new Diagnostic(descriptor, descriptor.Severity, message, help, at.Source, at.Span));

    /// <summary>A finding about a place of which only the line is at hand.</summary>
    public void Add(DiagnosticDescriptor descriptor, SourcePlace place, string message, string? help = null)
    {
        var source = new SourceText(new string(' ', Math.Clamp(place.Column - 1, 0, 2000)), place.File, Math.Max(1, place.Line));
        Add(new Diagnostic(descriptor, descriptor.Severity, message, help, source, new SourceSpan(source.Text.Length, 0)));
    }

    /// <summary>A finding about a whole file.</summary>
    public void Add(DiagnosticDescriptor descriptor, EnvironmentFile file, string message, string? help = null) =>
        Add(descriptor, new SourcePlace(file.Name, 1, 1), message, help);
}

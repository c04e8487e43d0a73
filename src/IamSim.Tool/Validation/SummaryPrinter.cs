using System.Globalization;
using IamSim.Diagnostics;

namespace IamSim.Tool.Validation;

/// <summary>Counts findings by id instead of showing them.</summary>
internal sealed class SummaryPrinter : IValidationPrinter
{
    private readonly TextOutput _output = new();
    private readonly SortedDictionary<string, (DiagnosticDescriptor Descriptor, DiagnosticSeverity Severity, int Findings, int Files)> _counts = new(StringComparer.Ordinal);

    public void Print(ValidatedFile file, bool passes)
    {
        foreach (IGrouping<string, Diagnostic> findings in file.Findings.GroupBy(static finding => finding.Id, StringComparer.Ordinal))
        {
            Diagnostic first = findings.MinBy(static finding => finding.Severity)!;
            (_, DiagnosticSeverity severity, int count, int files) = _counts.GetValueOrDefault(findings.Key, (first.Descriptor, first.Severity, 0, 0));
            _counts[findings.Key] = (first.Descriptor, first.Severity < severity ? first.Severity : severity, count + findings.Count(), files + 1);
        }
    }

    public void Finish(ValidationTally tally)
    {
        if (_counts.Count > 0)
        {
            _output.Line(("findings  files  id       severity  title", null));
        }

        foreach ((DiagnosticDescriptor descriptor, DiagnosticSeverity severity, int findings, int files) in _counts.Values)
        {
            string numbers = string.Create(CultureInfo.InvariantCulture, $"{findings,8}  {files,5}  ");
            _output.Line((numbers, null), (descriptor.Id, TextOutput.ColorOf(severity)), ($"  {SeverityName.Of(severity),-8}  {descriptor.Title}", null));
        }

        _output.Line((tally.Summary, null));
        _output.Flush();
    }

    public void Dispose() => _output.Dispose();
}

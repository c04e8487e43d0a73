using IamSim.Diagnostics;

namespace IamSim.Tool.Validation;

/// <summary>Prints workflow commands, which GitHub shows as annotations of a pull request. See GitHub Docs, "Workflow commands for GitHub Actions".</summary>
internal sealed class GitHubPrinter : IValidationPrinter
{
    private readonly TextOutput _output = new();

    public void Print(ValidatedFile file, bool passes)
    {
        string path = file.Path == InputFile.StandardInput ? "stdin" : ArtifactPath.Relative(file.Path) ?? file.Path;
        if ((file.Fault ?? file.WriteFault) is { } fault)
        {
            _output.Command($"::error file={WorkflowCommand.Property(path)}::{WorkflowCommand.Data(fault)}");
        }

        foreach (Diagnostic finding in file.Findings)
        {
            _output.Command($"::{Command(finding.Severity)} file={WorkflowCommand.Property(path)},{Place(finding)},title={WorkflowCommand.Property($"{finding.Id} {finding.Descriptor.Title}")}::{WorkflowCommand.Data(Text(finding))}");
        }
    }

    public void Finish(ValidationTally tally)
    {
        _output.Line((tally.Summary, null));
        _output.Flush();
    }

    public void Dispose() => _output.Dispose();

    private static string Command(DiagnosticSeverity severity) => severity == DiagnosticSeverity.Info ? "notice" : SeverityName.Of(severity);

    // Columns belong to one line: GitHub takes none for a range of lines.
    private static string Place(Diagnostic finding)
    {
        LinePosition start = finding.Position;
        LinePosition end = finding.Source.GetPosition(finding.Span.End);
        return start.Line == end.Line
            ? $"line={start.Line},endLine={end.Line},col={start.Column},endColumn={Math.Max(start.Column, end.Column)}"
            : $"line={start.Line},endLine={end.Line}";
    }

    private static string Text(Diagnostic finding) => finding.Help is null ? finding.Message : $"{finding.Message}\nhelp: {finding.Help}";
}

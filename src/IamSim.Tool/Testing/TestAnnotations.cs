using IamSim.Diagnostics;
using IamSim.Testing;
using IamSim.Tool.Validation;

namespace IamSim.Tool.Testing;

/// <summary>Prints workflow commands, which GitHub shows as annotations of a pull request.</summary>
internal static class TestAnnotations
{
    public static void Write(TestReport report, TextOutput output)
    {
        foreach (string fault in report.Faults)
        {
            output.Command($"::error::{WorkflowCommand.Data(fault)}");
        }

        foreach (PolicyTestRun run in report.Runs)
        {
            foreach (Diagnostic finding in run.Suite.Diagnostics)
            {
                string text = finding.Help is null ? finding.Message : $"{finding.Message}\nhelp: {finding.Help}";
                string command = finding.Severity == DiagnosticSeverity.Info ? "notice" : SeverityName.Of(finding.Severity);
                Write(output, command, finding.Source.Name ?? run.Suite.Path, finding.Position.Line, finding.Position.Column, $"{finding.Id} {finding.Descriptor.Title}", text);
            }

            foreach (TestFailure failure in TestFailure.Of(run))
            {
                Write(output, "error", failure.Place.File ?? run.Suite.Path, failure.Place.Line, failure.Place.Column, failure.Title, failure.Message);
            }
        }

        output.Flush();
    }

    private static void Write(TextOutput output, string command, string file, int line, int column, string title, string text) =>
        output.Command($"::{command} file={WorkflowCommand.Property(ArtifactPath.Relative(file) ?? file)},line={line},col={column},title={WorkflowCommand.Property(title)}::{WorkflowCommand.Data(text)}");
}

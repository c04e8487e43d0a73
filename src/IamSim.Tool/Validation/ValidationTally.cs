using IamSim.Diagnostics;

namespace IamSim.Tool.Validation;

/// <summary>Counts files and findings, for the last line and for the exit code.</summary>
/// <param name="threshold">The least grave severity that makes a file fail.</param>
internal sealed class ValidationTally(DiagnosticSeverity threshold)
{
    private int _failed;

    public int Files { get; private set; }

    public int Errors { get; private set; }

    public int Warnings { get; private set; }

    public int Infos { get; private set; }

    public int Unreadable { get; private set; }

    /// <summary>2 where something could not be read, else 1 where a file failed, else 0.</summary>
    public int ExitCode => Unreadable > 0 ? Tool.ExitCode.CannotAnswer : _failed > 0 ? Tool.ExitCode.No : Tool.ExitCode.Yes;

    /// <summary>The counts in words.</summary>
    public string Summary =>
        $"{Count(Files, "file")}: {Count(Errors, "error")}, {Count(Warnings, "warning")}, {Count(Infos, "info")}{(Unreadable > 0 ? $", {Unreadable} could not be read" : "")}";

    /// <summary>Whether a file has no finding as grave as the threshold.</summary>
    // The gravest severity has the lowest number.
    public bool Passes(ValidatedFile file) => file.Fault is null && file.Findings.All(finding => finding.Severity > threshold);

    public void Add(ValidatedFile file)
    {
        Files++;
        Unreadable += file.Fault is null ? 0 : 1;
        _failed += Passes(file) ? 0 : 1;
        Errors += file.Findings.Count(static finding => finding.Severity == DiagnosticSeverity.Error);
        Warnings += file.Findings.Count(static finding => finding.Severity == DiagnosticSeverity.Warning);
        Infos += file.Findings.Count(static finding => finding.Severity == DiagnosticSeverity.Info);
    }

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}

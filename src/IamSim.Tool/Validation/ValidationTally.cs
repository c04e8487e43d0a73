using IamSim.Diagnostics;

namespace IamSim.Tool.Validation;

/// <summary>Counts files and findings, for the last line and for the exit code.</summary>
/// <param name="threshold">The least grave severity that makes a file fail.</param>
/// <param name="isDryRun">Whether fixes are not written.</param>
internal sealed class ValidationTally(DiagnosticSeverity threshold, bool isDryRun)
{
    private int _failed;

    public int Files { get; private set; }

    public int Errors { get; private set; }

    public int Warnings { get; private set; }

    public int Infos { get; private set; }

    public int Suppressed { get; private set; }

    /// <summary>Findings that have a fix.</summary>
    public int Fixable { get; private set; }

    /// <summary>Findings whose fixes were made, or would be.</summary>
    public int Fixed { get; private set; }

    public int Unreadable { get; private set; }

    public int Unwritten { get; private set; }

    /// <summary>2 where something could not be read or written, else 1 where a file failed, else 0.</summary>
    public int ExitCode => Unreadable + Unwritten > 0 ? Tool.ExitCode.CannotAnswer : _failed > 0 ? Tool.ExitCode.No : Tool.ExitCode.Yes;

    /// <summary>The counts in words; of what is seldom only if there is some.</summary>
    public string Summary =>
        $"{Count(Files, "file")}: {Count(Errors, "error")}, {Count(Warnings, "warning")}, {Count(Infos, "info")}{Some(Suppressed, "suppressed")}{Some(Fixed, isDryRun ? "would be fixed" : "fixed")}{Some(Unreadable, "could not be read")}{Some(Unwritten, "could not be written")}";

    /// <summary>Whether a file has no finding as grave as the threshold.</summary>
    // The gravest severity has the lowest number.
    public bool Passes(ValidatedFile file) => file.Fault is null && file.Findings.All(finding => finding.Severity > threshold);

    public void Add(ValidatedFile file)
    {
        Files += file.IsSettings ? 0 : 1;
        Unreadable += file.Fault is null ? 0 : 1;
        Unwritten += file.WriteFault is null ? 0 : 1;
        _failed += Passes(file) ? 0 : 1;
        Suppressed += file.Suppressed.Count;
        Fixed += file.Fixed.Count;
        foreach (Diagnostic finding in file.Findings)
        {
            Errors += finding.Severity == DiagnosticSeverity.Error ? 1 : 0;
            Warnings += finding.Severity == DiagnosticSeverity.Warning ? 1 : 0;
            Infos += finding.Severity == DiagnosticSeverity.Info ? 1 : 0;
            Fixable += finding.Fix is null ? 0 : 1;
        }
    }

    private static string Some(int number, string what) => number == 0 ? "" : $", {number} {what}";

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}

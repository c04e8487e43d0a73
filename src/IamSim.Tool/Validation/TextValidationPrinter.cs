using IamSim.Diagnostics;
using IamSim.Linting;
using Spectre.Console;

namespace IamSim.Tool.Validation;

/// <summary>Prints findings for people: the line of each file, what was fixed, then every finding with its place in the text.</summary>
/// <param name="isDryRun">Whether fixes were not written.</param>
/// <param name="toError">Whether standard output is for something else.</param>
internal sealed class TextValidationPrinter(bool isDryRun, bool toError) : IValidationPrinter
{
    private readonly TextOutput _output = new(toError);

    public void Print(ValidatedFile file, bool passes)
    {
        string name = InputFile.NameOf(file.Path);
        if (file.Fault is not null)
        {
            // Standard error has it.
            return;
        }

        string reason = file.Reason is null ? "" : $", since {file.Reason}";
        string words = file.IsSettings ? "settings" : file.Place?.Words ?? "no policy";
        string suppressed = file.Suppressed.Count == 0 ? "" : $", {file.Suppressed.Count} suppressed";
        _output.Line((passes ? "pass" : "FAIL", passes ? Color.Green : Color.Red), ($"  {name}  {words}{reason}{suppressed}", null));
        foreach (AppliedFix made in file.Fixed)
        {
            _output.Line(($"{name}:{made.Position}: ", null), (isDryRun ? "would fix" : "fixed", Color.Green), ($" {made.Descriptor.Id}: {made.Title}", null));
        }

        foreach (Diagnostic finding in file.Findings)
        {
            _output.Write(finding);
        }
    }

    public void Finish(ValidationTally tally)
    {
        _output.Line((tally.Summary, null));
        if (tally.Fixable > 0 && tally.Fixed == 0)
        {
            _output.Line(($"{tally.Fixable} of them can be fixed: run again with --fix", null));
        }

        _output.Flush();
    }

    public void Dispose() => _output.Dispose();
}

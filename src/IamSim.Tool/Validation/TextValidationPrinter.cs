using IamSim.Diagnostics;
using Spectre.Console;

namespace IamSim.Tool.Validation;

/// <summary>Prints findings for people: the line of each file, then every finding with its place in the text.</summary>
internal sealed class TextValidationPrinter : IValidationPrinter
{
    private readonly TextOutput _output = new();

    public void Print(ValidatedFile file, bool passes)
    {
        string name = InputFile.NameOf(file.Path);
        if (file.Fault is not null)
        {
            // Standard error has it.
            return;
        }

        string reason = file.Reason is null ? "" : $", since {file.Reason}";
        _output.Line((passes ? "pass" : "FAIL", passes ? Color.Green : Color.Red), ($"  {name}  {file.Place?.Words ?? "no policy"}{reason}", null));
        foreach (Diagnostic finding in file.Findings)
        {
            _output.Write(finding);
        }
    }

    public void Finish(ValidationTally tally)
    {
        _output.Line((tally.Summary, null));
        _output.Flush();
    }

    public void Dispose() => _output.Dispose();
}

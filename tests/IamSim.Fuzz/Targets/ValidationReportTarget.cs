using System.Text;
using IamSim.Diagnostics;
using IamSim.Linting;
using IamSim.Policies;
using IamSim.Tool.Validation;

namespace IamSim.Fuzz.Targets;

/// <summary>What validate prints, in every form.</summary>
internal sealed class ValidationReportTarget() : FuzzTarget("validation-reports", 45, "text and workflow commands are printable, one line each; JSON and SARIF are JSON; names of files are no commands")
{
    private static readonly PolicyLinter Linter = new();

    public override IReadOnlyList<string> Tokens => [.. Mutations.Tokens.Policy, "::error::", "%0A", "file:///", "../"];

    public override bool IsJson => true;

    public override void Run(byte[] input)
    {
        // The name of the file, and the policy.
        int cut = input.AsSpan().IndexOf((byte)'\n');
        string name = cut < 0 ? "policy.json" : InputText.Of(input.AsSpan(0, cut));
        SourceText source = SourceText.FromUtf8(cut < 0 ? input : input.AsSpan(cut + 1), name, 1, out Diagnostic? encoding);
        ValidatedFile file = Validate(name, source, encoding);
        Invariant.IsPrintable(Print(() => new TextValidationPrinter(false, false), file), "findings are printable");
        string commands = Print(() => new GitHubPrinter(), file);
        Invariant.IsPrintable(commands, "workflow commands are printable");
        Invariant.Holds(commands.TrimEnd('\n').Split('\n')[..^1].All(static line => line.StartsWith("::", StringComparison.Ordinal)), "every line is a command", () => commands);
        Invariant.Same(file.Findings.Count, commands.Count(static c => c == '\n') - 1, "a finding is one command");
        Invariant.IsPrintable(Print(() => new SummaryPrinter(), file), "the summary is printable");
        Invariant.IsJson(Encoding.UTF8.GetBytes(Print(() => new JsonValidationPrinter(), file)), "findings are JSON");
        // A log holds a page about every rule, which takes longer than the rest.
        if (input.Length % 16 == 0)
        {
            Invariant.IsJson(Encoding.UTF8.GetBytes(Print(() => new SarifPrinter(), file)), "a SARIF log is JSON");
        }
    }

    private static ValidatedFile Validate(string name, SourceText source, Diagnostic? encoding)
    {
        if (encoding is not null)
        {
            return new ValidatedFile { Path = name, Findings = [encoding] };
        }

        if (!PolicyDocument.TryParse(source, out PolicyDocument? document, out IReadOnlyList<Diagnostic> findings))
        {
            return new ValidatedFile { Path = name, Findings = findings };
        }

        (PolicyPlace place, string reason) = PolicyPlace.Guess(document);
        return new ValidatedFile { Path = name, Place = place, Reason = reason, Findings = Linter.Lint(document, place.Kind, place.Options) };
    }

    private static string Print(Func<IValidationPrinter> create, ValidatedFile file) => Encoding.UTF8.GetString(Captured.Output(() =>
    {
        using IValidationPrinter printer = create();
        var tally = new ValidationTally(DiagnosticSeverity.Error, false);
        tally.Add(file);
        printer.Print(file, tally.Passes(file));
        printer.Finish(tally);
    }));
}

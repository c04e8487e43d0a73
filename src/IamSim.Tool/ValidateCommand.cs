using System.CommandLine;
using IamSim.Diagnostics;
using IamSim.Tool.Validation;

namespace IamSim.Tool;

/// <summary><c>iamsim validate FILE…</c>: what AWS would say of policies when they are saved.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Policy files, folders (every *.json in and below them), or - for standard input.", Arity = ArgumentArity.OneOrMore };
        var kind = new Option<string>("--kind")
        {
            Description = $"What the policies are: {string.Join(", ", PolicyPlace.All.Select(static place => place.Name))}; or auto, which tells identity, resource and role trust policies apart by their content.",
            HelpName = "kind",
            DefaultValueFactory = static _ => PolicyPlace.Auto,
        };
        kind.AcceptOnlyFromAmong([PolicyPlace.Auto, .. PolicyPlace.All.Select(static place => place.Name)]);
        var severity = new Option<string>("--severity") { Description = "The least grave finding that makes the exit code 1; all findings are printed.", DefaultValueFactory = static _ => "error" };
        severity.AcceptOnlyFromAmong("error", "warning", "info");
        var format = new Option<string>("--format") { Description = "How to answer: for people, as JSON, as a SARIF 2.1.0 log, or as annotations of a GitHub workflow.", DefaultValueFactory = static _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "sarif", "github");
        var command = new Command("validate", "Validates policies: grammar, quotas, and what AWS saves but nobody can mean.") { files, kind, severity, format };
        UnknownOptions.Refuse(files, command);
        command.SetAction((parsed, cancellation) =>
        {
            PolicyPlace? place = PolicyPlace.Of(parsed.GetValue(kind)!);
            var tally = new ValidationTally(SeverityName.Parse(parsed.GetValue(severity)!));
            // On a thread of its own, so that an interrupt ends the tool also while it waits for input.
            return Task.Run(() => OutputFaults.Guard(() => Run(parsed.GetValue(files)!, place, parsed.GetValue(format)!, tally, cancellation), () => tally.ExitCode), CancellationToken.None);
        });
        return command;
    }

    private static int Run(string[] arguments, PolicyPlace? place, string format, ValidationTally tally, CancellationToken cancellation)
    {
        using IValidationPrinter printer = Printer(format);
        foreach ((string path, string? fault) in PolicyFiles.Find(arguments))
        {
            cancellation.ThrowIfCancellationRequested();
            ValidatedFile file = fault is null ? ValidatedFile.Validate(path, place) : new ValidatedFile { Path = path, Fault = fault };
            tally.Add(file);
            printer.Print(file, tally.Passes(file));
            // A workflow reads both streams, and a line of the other one could be taken for a command.
            if (file.Fault is not null && format != "github")
            {
                Console.Error.WriteLine($"iamsim: {file.Fault}");
            }
        }

        printer.Finish(tally);
        return tally.ExitCode;
    }

    private static IValidationPrinter Printer(string format) => format switch
    {
        "json" => new JsonValidationPrinter(),
        "sarif" => new SarifPrinter(),
        "github" => new GitHubPrinter(),
        _ => new TextValidationPrinter(),
    };
}

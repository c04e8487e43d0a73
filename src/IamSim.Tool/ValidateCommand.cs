using System.CommandLine;
using IamSim.Linting;
using IamSim.Tool.Validation;

namespace IamSim.Tool;

/// <summary><c>iamsim validate FILE…</c>: what is wrong with policies, before AWS says so.</summary>
internal static class ValidateCommand
{
    private static readonly Argument<string[]> Files = new("file") { Description = "Policy files, folders (every *.json in and below them), or - for standard input.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> Kind = new("--kind")
    {
        Description = $"What the policies are: {string.Join(", ", PolicyPlace.All.Select(static place => place.Name))}; or auto, which tells identity, resource and role trust policies apart by their content. Default: what the settings say, else auto.",
        HelpName = "kind",
    };

    private static readonly Option<string?> Severity = new("--severity") { Description = "The least grave finding that makes the exit code 1; all findings are printed. Default: the threshold of the settings, else error." };
    private static readonly Option<string> Format = new("--format") { Description = "How to answer: for people, as JSON, as a SARIF 2.1.0 log, or as annotations of a GitHub workflow.", DefaultValueFactory = static _ => "text" };
    private static readonly Option<string?> Settings = new("--settings") { Description = $"The file of settings. Default: {LintSettings.FileName} of this folder, or of the nearest one above it up to the root of the repository.", HelpName = "file" };
    private static readonly Option<bool> NoSettings = new("--no-settings") { Description = "Read no settings." };
    private static readonly Option<bool> Fix = new("--fix") { Description = "Make the fixes that change no decision, or repair what AWS refuses, in the files; of standard input, print the fixed text." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what --fix would do, and write nothing." };
    private static readonly Option<bool> Summary = new("--summary") { Description = "Count the findings by id instead of printing them." };
    private static readonly Option<string?> ServiceData = new("--service-data") { Description = "A newer catalog of AWS's services than the one inside.", HelpName = "file" };

    public static Command Create()
    {
        Kind.AcceptOnlyFromAmong([PolicyPlace.Auto, .. PolicyPlace.All.Select(static place => place.Name)]);
        Severity.AcceptOnlyFromAmong("error", "warning", "info");
        Format.AcceptOnlyFromAmong("text", "json", "sarif", "github");
        var command = new Command("validate", "Finds what is wrong with policies: grammar, quotas, names that do not exist, grants that reach too far, and what nobody can mean.") { Files, Kind, Severity, Format, Settings, NoSettings, Fix, DryRun, Summary, ServiceData };
        UnknownOptions.Refuse(Files, command);
        command.Validators.Add(static result =>
        {
            // Defaults are not there yet.
            bool isText = result.GetValue(Format) is null or "text";
            if (result.GetValue(Settings) is not null && result.GetValue(NoSettings))
            {
                result.AddError("--settings and --no-settings exclude each other");
            }

            if (result.GetValue(Summary) && !isText)
            {
                result.AddError("--summary has the format text only");
            }

            string[] files = result.GetValue(Files) ?? [];
            bool isFilter = result.GetValue(Fix) && !result.GetValue(DryRun) && files.Contains(InputFile.StandardInput, StringComparer.Ordinal);
            if (isFilter && (files.Length > 1 || !isText || result.GetValue(Summary)))
            {
                result.AddError("--fix prints the text of standard input: name no other file, and no other format");
            }
        });
        command.SetAction(static (parsed, cancellation) =>
        {
            var run = new ValidationRun(Read(parsed), cancellation);
            // On a thread of its own, so that an interrupt ends the tool also while it waits for input.
            return Task.Run(run.Run, CancellationToken.None);
        });
        return command;
    }

    private static ValidationArguments Read(ParseResult parsed) => new()
    {
        Files = parsed.GetValue(Files)!,
        IsPlaceGiven = parsed.GetValue(Kind) is not null,
        Place = parsed.GetValue(Kind) is { } kind ? PolicyPlace.Of(kind) : null,
        Threshold = parsed.GetValue(Severity) is { } severity ? SeverityName.Parse(severity) : null,
        Format = parsed.GetValue(Format)!,
        Settings = parsed.GetValue(Settings),
        IgnoresSettings = parsed.GetValue(NoSettings),
        ServiceData = parsed.GetValue(ServiceData),
        Fixes = parsed.GetValue(Fix) || parsed.GetValue(DryRun),
        IsDryRun = parsed.GetValue(DryRun),
        IsSummary = parsed.GetValue(Summary),
    };
}

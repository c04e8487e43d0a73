using IamSim.Batches;
using IamSim.Diagnostics;
using IamSim.Linting;
using IamSim.ServiceData;

namespace IamSim.Tool.Validation;

/// <summary>One run of <c>iamsim validate</c>.</summary>
internal sealed class ValidationRun(ValidationArguments arguments, CancellationToken stop)
{
    private ValidationTally? _tally;

    /// <summary>Runs to the end, to a fault, or until it is stopped.</summary>
    /// <returns>The exit code.</returns>
    public int Run() => OutputFaults.Guard(() => RunAsync().GetAwaiter().GetResult(), () => _tally?.ExitCode ?? ExitCode.Yes);

    private async Task<int> RunAsync()
    {
        if (SettingsFile.Read(arguments) is not { } settings || ReadServices(settings) is not { } services)
        {
            return ExitCode.CannotAnswer;
        }

        var run = new LintRun(settings.Settings);
        var linter = new FileLinter(new PolicyLinter(services), settings, run, arguments);
        _tally = new ValidationTally(arguments.Threshold ?? settings.Settings.Threshold ?? DiagnosticSeverity.Error, arguments.IsDryRun);
        using IValidationPrinter printer = CreatePrinter();
        await LintAsync(linter, printer, _tally).ConfigureAwait(false);
        if (run.FindUnusedSuppressions() is { Count: > 0 } unused)
        {
            Take(new ValidatedFile { Path = settings.Path!, IsSettings = true, Findings = unused }, printer, _tally, progress: null);
        }

        printer.Finish(_tally);
        return _tally.ExitCode;
    }

    private async Task LintAsync(FileLinter linter, IValidationPrinter printer, ValidationTally tally)
    {
        PolicyFile[] files = [.. PolicyFiles.Find(arguments.Files)];
        using var progress = new ProgressLine(files.Length, IsWatched, "files");
        var options = new BatchOptions { IsOrdered = true };
        IAsyncEnumerable<ValidatedFile> results = BatchPipeline.SelectAsync<PolicyFile, ValidatedFile>(Each(files), () => file => file.Fault is null ? linter.Lint(file) : new ValidatedFile { Path = file.Path, Fault = file.Fault }, options, stop);
        int done = 0;
        await foreach (ValidatedFile file in results.ConfigureAwait(false))
        {
            Take(file, printer, tally, progress);
            progress.Update(0, ++done, done);
        }
    }

    private void Take(ValidatedFile file, IValidationPrinter printer, ValidationTally tally, ProgressLine? progress)
    {
        tally.Add(file);
        printer.Print(file, tally.Passes(file));
        // A workflow reads both streams, and a line of the other one could be taken for a command.
        if ((file.Fault ?? file.WriteFault) is { } fault && arguments.Format != "github")
        {
            WriteError($"iamsim: {fault}", progress);
        }

        if (file.Output is { } output)
        {
            using Stream stream = Console.OpenStandardOutput();
            stream.Write(output);
        }
    }

    private ServiceReference? ReadServices(SettingsFile settings)
    {
        string? path = arguments.ServiceData ?? (settings.Settings.ServiceData is { } named ? settings.Resolve(named) : null);
        if (path is null)
        {
            return ServiceReference.Default;
        }

        try
        {
            return ServiceReference.Load(path);
        }
        catch (ServiceReferenceFormatException exception)
        {
            Console.Error.WriteLine($"iamsim: {PrintableText.Line(exception.Message)}");
        }
        catch (Exception exception) when (InputFile.IsFault(exception))
        {
            Console.Error.WriteLine($"iamsim: {InputFile.Describe(path, exception)}");
        }

        return null;
    }

    private IValidationPrinter CreatePrinter() => arguments switch
    {
        { Format: "json" } => new JsonValidationPrinter(),
        { Format: "sarif" } => new SarifPrinter(),
        { Format: "github" } => new GitHubPrinter(),
        { IsSummary: true } => new SummaryPrinter(),
        _ => new TextValidationPrinter(arguments.IsDryRun, arguments.IsFilter),
    };

    // A bar between findings on one screen would be in their way.
    private bool IsWatched => !Console.IsErrorRedirected && !arguments.IsFilter && (Console.IsOutputRedirected || arguments.IsSummary);

    private static void WriteError(string text, ProgressLine? progress)
    {
        if (progress is null)
        {
            Console.Error.WriteLine(text);
        }
        else
        {
            progress.WriteLine(text);
        }
    }

    private static async IAsyncEnumerable<PolicyFile> Each(PolicyFile[] files)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (PolicyFile file in files)
        {
            yield return file;
        }
    }
}

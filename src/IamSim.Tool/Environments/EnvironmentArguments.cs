using System.Collections.Immutable;
using System.CommandLine;
using IamSim.Environments;
using IamSim.ServiceData;
using IamSim.Tool.Catalog;

namespace IamSim.Tool.Environments;

/// <summary>The options of every question about an environment, and what they name.</summary>
internal sealed class EnvironmentArguments
{
    private readonly Option<string> _environment = new("--env") { HelpName = "path", Description = "The environment: a folder of what AWS's commands printed, or one file.", Required = true };
    private readonly Option<string?> _account = new("--account") { HelpName = "account", Description = "The account that templates and plans are for, where they do not say it." };
    private readonly Option<string?> _region = new("--region") { HelpName = "region", Description = "The Region for the same." };
    private readonly Option<string[]> _parameters = new("--parameter") { HelpName = "name=value", Description = "The value of a parameter of CloudFormation templates.", DefaultValueFactory = static _ => [] };
    private readonly Option<string?> _serviceData = ServiceDataOption.Create();
    private readonly Option<string> _format = CreateFormat();
    private readonly Option<bool> _explain = new("--explain") { Description = "Tell why, for each row." };

    /// <param name="withEnvironment">Whether <c>--env</c> names the environment; otherwise the command has arguments of its own for it.</param>
    /// <param name="withFormat">Whether the answer has formats and explanations.</param>
    public EnvironmentArguments(bool withEnvironment = true, bool withFormat = true) => (HasEnvironment, HasFormat) = (withEnvironment, withFormat);

    private bool HasEnvironment { get; }

    private bool HasFormat { get; }

    public void AddTo(Command command)
    {
        Option[] options = [.. HasEnvironment ? [_environment] : Array.Empty<Option>(), _account, _region, _parameters, _serviceData, .. HasFormat ? [_format, _explain] : Array.Empty<Option>()];
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The environment by the last part of its path, for titles.</summary>
    public string NameOf(ParseResult parsed) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(parsed.GetValue(_environment)!)));

    public ReportFormat Format(ParseResult parsed) => Enum.Parse<ReportFormat>(parsed.GetValue(_format)!, ignoreCase: true);

    public bool Explain(ParseResult parsed) => parsed.GetValue(_explain);

    /// <summary>Loads the environment and makes the analyzer; <c>null</c>, told on standard error, when that cannot be.</summary>
    public EnvironmentAnalyzer? Open(ParseResult parsed, CancellationToken cancellation) =>
        Load(parsed, parsed.GetValue(_environment)!, cancellation) is { } environment && ServiceDataOption.Open(parsed.GetValue(_serviceData)) is { } services ? new EnvironmentAnalyzer(environment, services) : null;

    /// <summary>Opens the catalog of services.</summary>
    public ServiceReference? OpenServices(ParseResult parsed) => ServiceDataOption.Open(parsed.GetValue(_serviceData));

    /// <summary>Loads an environment, telling how far it is; <c>null</c>, told on standard error, when it cannot be loaded.</summary>
    public AwsEnvironment? Load(ParseResult parsed, string path, CancellationToken cancellation, bool tellsFindings = true)
    {
        var parameters = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string text in parsed.GetValue(_parameters) ?? [])
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                Console.Error.WriteLine($"iamsim: --parameter {Diagnostics.PrintableText.Line(text)}: expected name=value");
                return null;
            }

            parameters[text[..equals]] = text[(equals + 1)..];
        }

        using var progress = new ProgressLine(null, !Console.IsErrorRedirected, "files");
        var options = new EnvironmentLoadOptions
        {
            AccountId = parsed.GetValue(_account),
            Region = parsed.GetValue(_region),
            Parameters = parameters.ToImmutable(),
            Progress = new LoadProgress(progress),
        };
        try
        {
            AwsEnvironment environment = AwsEnvironment.Load(path, options, cancellation);
            if (tellsFindings)
            {
                TellFindings(environment, path);
            }

            return environment;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"iamsim: cannot load {Diagnostics.PrintableText.Line(path)}: {Diagnostics.PrintableText.Line(exception.Message)}");
            return null;
        }
    }

    private static Option<string> CreateFormat()
    {
        var format = new Option<string>("--format") { HelpName = "format", Description = "One of text, json, ndjson, csv, markdown.", DefaultValueFactory = static _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "ndjson", "csv", "markdown");
        return format;
    }

    private static void TellFindings(AwsEnvironment environment, string path)
    {
        int errors = environment.Diagnostics.Count(static finding => finding.Severity == Diagnostics.DiagnosticSeverity.Error);
        if (errors > 0)
        {
            Console.Error.WriteLine($"iamsim: {errors} {(errors == 1 ? "error" : "errors")} in the files, which makes answers less certain: see 'iamsim env check {Diagnostics.PrintableText.Line(path)}'");
        }
    }

    private sealed class LoadProgress(ProgressLine line) : IProgress<EnvironmentLoadProgress>
    {
        public void Report(EnvironmentLoadProgress value) => line.Update(0, value.Bytes, value.Files);
    }
}

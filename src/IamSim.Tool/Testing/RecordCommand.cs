using System.CommandLine;
using System.Globalization;
using IamSim.Environments;
using IamSim.Testing;

namespace IamSim.Tool.Testing;

/// <summary><c>iamsim record --env DIR --out FILE</c>: a first suite from today's decisions.</summary>
internal static class RecordCommand
{
    private static readonly Option<string> Env = new("--env") { HelpName = "folder", Description = "The environment: a folder of what AWS's commands printed.", Required = true };
    private static readonly Option<string[]> Principals = Many("--principals", "name", "Only these users and roles: names or ARNs, in which a star stands for anything. Default: all.");
    private static readonly Option<string[]> Actions = Many("--actions", "entry", "Only these actions, such as s3:Get*. Default: those of the services of which there are resources or that policies name.");
    private static readonly Option<string[]> Resources = Many("--resources", "name", "Only these resources: * for requests without one, names or ARNs of known ones, in which a star stands for anything. Default: all known ones and *.");
    private static readonly Option<string> Out = new("--out") { HelpName = "file", Description = "The suite to write, such as tests/today.iamtest.yaml.", Required = true };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace the file if there is one." };

    public static Command Create()
    {
        var command = new Command("record", "Writes a suite for iamsim test from what users and roles may do today: a snapshot, to be reviewed.") { Env, Principals, Actions, Resources, Out, Force };
        command.SetAction(static (parsed, cancellation) => Task.Run(() => OutputFaults.Guard(() => Run(parsed, cancellation), static () => ExitCode.CannotAnswer), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string output = parsed.GetValue(Out)!;
        if (SuiteOutput.Refuses(output, parsed.GetValue(Force)) || SuiteOutput.LoadEnvironment(parsed.GetValue(Env)!, cancellation) is not { } environment)
        {
            return ExitCode.CannotAnswer;
        }

        var options = new PolicyTestRecordingOptions { Principals = [.. parsed.GetValue(Principals)!], Actions = [.. parsed.GetValue(Actions)!], Resources = [.. parsed.GetValue(Resources)!] };
        if (!PolicyTestRecording.TryRecord(environment, SuiteOutput.PathFrom(output, parsed.GetValue(Env)!), options, out PolicyTestRecording? recording, out string? fault, cancellation))
        {
            Console.Error.WriteLine($"iamsim: {fault}");
            return ExitCode.CannotAnswer;
        }

        if (!SuiteOutput.TryWrite(output, recording.Text, parsed.GetValue(Force)))
        {
            return ExitCode.CannotAnswer;
        }

        string uncertain = recording.Uncertain == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {recording.Uncertain:N0} answers are not certain and were left out");
        Console.WriteLine($"{Diagnostics.PrintableText.Line(output)}: {TestWords.Count(recording.Cases, "case")} in {TestWords.Count(recording.Rows, "row")} for {TestWords.Count(recording.Principals, "principal")}{uncertain}");
        return ExitCode.Yes;
    }

    private static Option<string[]> Many(string name, string help, string description) => new(name) { HelpName = help, Description = description, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => [] };
}

using System.CommandLine;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Testing;

namespace IamSim.Tool.Testing;

/// <summary><c>iamsim convert FILE… --out FILE</c>: simulations of AWS as a suite.</summary>
internal static class ConvertCommand
{
    private const int MaximumBytes = 64 << 20;

    private static readonly Argument<string[]> Files = new("file") { Description = "What aws iam simulate-custom-policy or simulate-principal-policy takes as --cli-input-json, and behind it what it printed.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> Env = new("--env") { HelpName = "folder", Description = "The environment that has the policies of the principal, for simulate-principal-policy." };
    private static readonly Option<string?> Caller = new("--principal") { HelpName = "arn", Description = "Who asks, where no input says it." };
    private static readonly Option<string> Out = new("--out") { HelpName = "file", Description = "The suite to write, such as tests/simulated.iamtest.yaml.", Required = true };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace the file if there is one." };

    public static Command Create()
    {
        var command = new Command("convert", "Writes a suite for iamsim test from inputs and results of AWS's policy simulator.") { Files, Env, Caller, Out, Force };
        UnknownOptions.Refuse(Files, command);
        command.SetAction(static (parsed, cancellation) => Task.Run(() => OutputFaults.Guard(() => Run(parsed, cancellation), static () => ExitCode.CannotAnswer), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string output = parsed.GetValue(Out)!;
        if (SuiteOutput.Refuses(output, parsed.GetValue(Force)) || ReadFiles(parsed.GetValue(Files)!) is not { } files)
        {
            return ExitCode.CannotAnswer;
        }

        AwsEnvironment? environment = parsed.GetValue(Env) is { } folder ? SuiteOutput.LoadEnvironment(folder, cancellation) : null;
        if (environment is null && parsed.GetValue(Env) is not null)
        {
            return ExitCode.CannotAnswer;
        }

        AwsSimulationConversion conversion = AwsSimulationConversion.Convert(files, environment, parsed.GetValue(Env) is { } path ? SuiteOutput.PathFrom(output, path) : null, parsed.GetValue(Caller));
        using (var errors = new TextOutput(toError: true))
        {
            foreach (Diagnostic finding in conversion.Diagnostics)
            {
                errors.Write(finding);
            }
        }

        if (conversion.Text is null || !SuiteOutput.TryWrite(output, conversion.Text, parsed.GetValue(Force)))
        {
            return ExitCode.CannotAnswer;
        }

        Console.WriteLine($"{PrintableText.Line(output)}: {TestWords.Count(conversion.Cases, "case")} in {TestWords.Count(conversion.Tests, "test")}");
        return ExitCode.Yes;
    }

    private static List<SourceText>? ReadFiles(string[] paths)
    {
        var files = new List<SourceText>();
        bool isFaulty = false;
        foreach (string path in paths)
        {
            SourceText? source = InputFile.Read(path, MaximumBytes, out Diagnostic? decoding, out string? fault);
            if (source is null || decoding is not null)
            {
                Console.Error.WriteLine($"iamsim: {fault ?? decoding!.ToString()}");
                isFaulty = true;
            }
            else
            {
                files.Add(source);
            }
        }

        return isFaulty ? null : files;
    }
}

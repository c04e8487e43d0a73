using System.CommandLine;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Identifiers;

namespace IamSim.Tool.Environments;

/// <summary>What the questions about environments have in common.</summary>
internal static class EnvironmentCommand
{
    /// <summary>Loads the environment, asks, and writes the report.</summary>
    /// <param name="arguments">The options of the command.</param>
    /// <param name="parsed">What was given.</param>
    /// <param name="ask">Asks; <c>null</c> when the question cannot be read, which was then told on standard error.</param>
    /// <param name="cancellation">Stops it.</param>
    public static Task<int> RunAsync(EnvironmentArguments arguments, ParseResult parsed, Func<EnvironmentAnalyzer, Report?> ask, CancellationToken cancellation) => Task.Run(
        () => OutputFaults.Guard(
            () => arguments.Open(parsed, cancellation) is { } analyzer && ask(analyzer) is { } report ? ReportWriter.Write(report, arguments.Format(parsed), arguments.Explain(parsed)) : ExitCode.CannotAnswer,
            static () => ExitCode.CannotAnswer),
        CancellationToken.None);

    /// <summary>Finds a caller by ARN or short name; tells on standard error why there is none.</summary>
    public static Principal? FindPrincipal(EnvironmentAnalyzer analyzer, string text)
    {
        if (analyzer.Names.TryFindPrincipal(text, out Principal? principal, out string? fault))
        {
            return principal;
        }

        Console.Error.WriteLine($"iamsim: {fault}");
        return null;
    }

    /// <summary>Finds a resource by ARN or short name; tells on standard error why there is none.</summary>
    public static string? FindResource(EnvironmentAnalyzer analyzer, string text, ActionName action)
    {
        if (analyzer.Names.TryFindResource(text, action, out string? arn, out string? fault))
        {
            return arn;
        }

        Console.Error.WriteLine($"iamsim: {fault}");
        return null;
    }

    /// <summary>Reads an action; tells on standard error when it is none.</summary>
    public static ActionName? ReadAction(string text)
    {
        if (ActionName.TryParse(text, out ActionName action))
        {
            return action;
        }

        Console.Error.WriteLine($"iamsim: {PrintableText.Line(text)}: expected one action as service:Name, such as s3:GetObject");
        return null;
    }

    /// <summary>A state in one word.</summary>
    public static string Word(AccessState state) => state switch
    {
        AccessState.Allowed => "allowed",
        AccessState.Depends => "depends",
        _ => "denied",
    };
}

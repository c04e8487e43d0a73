using System.CommandLine;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Tool.Environments.Html;
using IamSim.Tool.Shards;

namespace IamSim.Tool.Environments;

/// <summary><c>iamsim report</c>: everything at a glance, as one HTML file.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var arguments = new EnvironmentArguments(withFormat: false);
        var output = new Option<string>("--out") { HelpName = "file", Description = "The HTML file to write.", Required = true };
        var title = new Option<string?>("--title") { HelpName = "text", Description = "The title of the report; otherwise the name of the environment." };
        var command = new Command("report", "Writes a report of an environment as one HTML file that needs no network: findings, who can what in which service, with a search.");
        arguments.AddTo(command);
        command.Options.Add(output);
        command.Options.Add(title);
        command.SetAction((parsed, cancellation) => Task.Run(
            () => OutputFaults.Guard(
                () => arguments.Open(parsed, cancellation) is { } analyzer ? Write(analyzer, parsed.GetValue(output)!, parsed.GetValue(title) ?? arguments.NameOf(parsed), cancellation) : ExitCode.CannotAnswer,
                static () => ExitCode.CannotAnswer),
            CancellationToken.None));
        return command;
    }

    private static int Write(EnvironmentAnalyzer analyzer, string path, string title, CancellationToken cancellation)
    {
        HtmlReportData data;
        using (var progress = new ProgressLine(analyzer.Environment.Principals.Length, !Console.IsErrorRedirected, "principals"))
        {
            data = HtmlReportBuilder.Build(analyzer, title, new AnalysisProgressLine(progress), cancellation);
        }

        try
        {
            using var file = new PendingFile(path + ".part");
            using (var buffer = new BufferedStream(file.Stream, 1 << 16))
            {
                HtmlReport.Write(buffer, data);
                buffer.Flush();
                file.CompleteAs(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Console.Error.WriteLine($"iamsim: cannot write {PrintableText.Line(path)}: {PrintableText.Line(exception.Message)}");
            return ExitCode.CannotAnswer;
        }

        Console.Out.WriteLine($"{data.Principals.Count} principals and {data.Findings.Count} findings are in {PrintableText.Line(path)}");
        return ExitCode.Yes;
    }
}

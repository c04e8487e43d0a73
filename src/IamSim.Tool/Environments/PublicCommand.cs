using System.Collections.Immutable;
using System.CommandLine;
using IamSim.Environments;

namespace IamSim.Tool.Environments;

/// <summary><c>iamsim public</c>: what anyone can reach.</summary>
internal static class PublicCommand
{
    public static Command Create()
    {
        var arguments = new EnvironmentArguments();
        var command = new Command("public", "Lists what anyone can reach in an environment. Exits with 0 when that is nothing, and 1 when there is something.");
        arguments.AddTo(command);
        command.SetAction((parsed, cancellation) => EnvironmentCommand.RunAsync(arguments, parsed, analyzer => ToReport(analyzer, analyzer.GetPublicAccess(cancellation)), cancellation));
        return command;
    }

    private static Report ToReport(EnvironmentAnalyzer analyzer, ImmutableArray<ResourceAccess> found)
    {
        int outright = found.Where(static access => access.Exposure == PublicExposure.Public).Select(static access => access.Resource).Distinct(StringComparer.Ordinal).Count();
        int all = found.Select(static access => access.Resource).Distinct(StringComparer.Ordinal).Count();
        return new Report
        {
            Columns = ExposureRows.Columns(isPublic: true),
            Rows = found.Select(static access => ExposureRows.Of(access, isPublic: true)),
            Summary = () => [("public", outright), ("conditional", all - outright), ("resources", analyzer.Environment.Resources.Length)],
            Sentence = () => all == 0 ? "nothing is public" : $"{outright} public, {all - outright} public under conditions, of {analyzer.Environment.Resources.Length} resources and the roles",
            ExitCode = () => all == 0 ? ExitCode.Yes : ExitCode.No,
        };
    }
}

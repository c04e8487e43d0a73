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
        var command = new Command("public", "Lists what anyone can reach in an environment. Exits with 0 when that is nothing, and 1 when there is something or a policy cannot be read.");
        arguments.AddTo(command);
        command.SetAction((parsed, cancellation) => EnvironmentCommand.RunAsync(arguments, parsed, analyzer => ToReport(analyzer, analyzer.GetPublicAccess(cancellation)), cancellation));
        return command;
    }

    private static Report ToReport(EnvironmentAnalyzer analyzer, ImmutableArray<ResourceAccess> found)
    {
        ImmutableArray<EnvironmentGap> gaps = analyzer.GetExposureGaps();
        int outright = found.Where(static access => access.Exposure == PublicExposure.Public).Select(static access => access.Resource).Distinct(StringComparer.Ordinal).Count();
        int all = found.Select(static access => access.Resource).Distinct(StringComparer.Ordinal).Count();
        return new Report
        {
            Columns = ExposureRows.Columns(isPublic: true),
            Rows = found.Select(static access => ExposureRows.Of(access, isPublic: true)),
            Summary = () => [("public", outright), ("conditional", all - outright), ("resources", analyzer.Environment.Resources.Length), ("unreadable", gaps.Length)],
            Sentence = () => all == 0 ? gaps.IsEmpty ? "nothing is public" : $"nothing is public as far as known: {gaps.Length} policies cannot be read" : $"{outright} public, {all - outright} public under conditions, of {analyzer.Environment.Resources.Length} resources and the roles",
            Assumptions = () => gaps.Concat(found.SelectMany(ExposureRows.Unsettling)).Select(static gap => gap.Message).Distinct(StringComparer.Ordinal),
            ExitCode = () => all == 0 && gaps.IsEmpty ? ExitCode.Yes : ExitCode.No,
        };
    }
}

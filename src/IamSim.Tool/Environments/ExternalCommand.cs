using System.Collections.Immutable;
using System.CommandLine;
using IamSim.Environments;

namespace IamSim.Tool.Environments;

/// <summary><c>iamsim external</c>: who gets in from outside an account or the organization.</summary>
internal static class ExternalCommand
{
    public static Command Create()
    {
        var outside = new Option<string>("--outside") { HelpName = "zone", Description = "What counts as outside: organization or account.", DefaultValueFactory = static _ => "organization" };
        outside.AcceptOnlyFromAmong("organization", "account");
        var services = new Option<bool>("--services") { Description = "Also AWS services, with whether fixed values of aws:SourceArn or the like keep strangers from using them." };
        var arguments = new EnvironmentArguments();
        var command = new Command("external", "Lists who reaches resources and roles from outside an account or the organization. Exits with 0 when nobody does, and 1 when somebody does or a policy cannot be read.") { outside, services };
        arguments.AddTo(command);
        command.SetAction((parsed, cancellation) => EnvironmentCommand.RunAsync(arguments, parsed, analyzer =>
        {
            AccessScope scope = parsed.GetValue(outside) is "account" ? AccessScope.Account : AccessScope.Organization;
            return ToReport(scope, parsed.GetValue(services), analyzer.GetExternalAccess(scope, cancellation), analyzer.GetExposureGaps());
        }, cancellation));
        return command;
    }

    private static Report ToReport(AccessScope scope, bool withServices, ImmutableArray<ResourceAccess> found, ImmutableArray<EnvironmentGap> gaps)
    {
        ResourceAccess[] others = [.. found.Where(static access => access.HasSourceGuard is null)];
        ResourceAccess[] services = [.. found.Where(static access => access.HasSourceGuard is not null)];
        int open = services.Count(static access => access.HasSourceGuard == false);
        string zone = scope == AccessScope.Account ? "the account of the resource" : "the organization";
        return new Report
        {
            Question = [("outside", scope == AccessScope.Account ? "account" : "organization")],
            Columns = ExposureRows.Columns(isPublic: false) is var columns && withServices ? columns : [.. columns.Select(static column => column.Name == "sourceGuard" ? column with { IsShown = false } : column)],
            Rows = others.Concat(withServices ? services : []).Select(static access => ExposureRows.Of(access, isPublic: false)),
            Summary = () => [("external", others.Length), ("services", services.Length), ("servicesWithoutSourceGuard", open), ("unreadable", gaps.Length)],
            Sentence = () => $"{(others.Length == 0 ? gaps.IsEmpty ? "nobody" : "nobody as far as known" : $"{others.Select(static access => access.Subject).Distinct().Count()} callers")} from outside {zone}; services reach {services.Length} times, {open} of them without a fixed source{(withServices || services.Length == 0 ? "" : " (--services lists them)")}",
            Assumptions = () => gaps.Select(static gap => gap.Message),
            ExitCode = () => others.Length == 0 && gaps.IsEmpty ? ExitCode.Yes : ExitCode.No,
        };
    }
}

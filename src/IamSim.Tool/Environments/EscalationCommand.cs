using System.Collections.Immutable;
using System.CommandLine;
using IamSim.Environments;
using IamSim.Environments.Escalations;

namespace IamSim.Tool.Environments;

/// <summary><c>iamsim escalation</c>: the ways of principals to more permissions than they have.</summary>
internal static class EscalationCommand
{
    public static Command Create()
    {
        var list = new Option<bool>("--list") { Description = "List the paths that are looked for; needs no environment." };
        var environment = new Option<string?>("--env") { HelpName = "path", Description = "The environment: a folder of what AWS's commands printed, or one file." };
        var from = new Option<string[]>("--from") { HelpName = "principal", Description = "Begin with this user or role only; may stand several times.", DefaultValueFactory = static _ => [] };
        var toAdmin = new Option<bool>("--to-admin") { Description = "Only ways to an administrator." };
        var closed = new Option<bool>("--closed") { Description = "Tell also what identity policies grant but something else stops, and what that is." };
        var steps = new Option<int>("--max-steps") { HelpName = "1-8", Description = "How many steps a chain may have.", DefaultValueFactory = static _ => EscalationOptions.Default.MaximumSteps };
        steps.Validators.Add(static result =>
        {
            if (result.Tokens is [{ } token] && int.TryParse(token.Value, System.Globalization.CultureInfo.InvariantCulture, out int count) && count is < 1 or > 8)
            {
                result.AddError($"{result.Option.Name} {token.Value}: expected a number from 1 to 8");
            }
        });
        var regions = new Option<string[]>("--in-region") { HelpName = "region", Description = "A Region that callers may choose; may stand several times. Otherwise those of the account's resources.", DefaultValueFactory = static _ => [] };
        var arguments = new EnvironmentArguments(withEnvironment: false);
        var conditions = new ConditionArguments();
        var command = new Command("escalation", "Finds ways of principals to more permissions than they have, decided like any other request. Exits with 1 when there is one, and 0 when not.");
        foreach (Option option in new Option[] { list, environment, from, toAdmin, closed, steps, regions })
        {
            command.Options.Add(option);
        }

        arguments.AddTo(command);
        conditions.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(
            () => OutputFaults.Guard(
                () => (parsed.GetValue(list) ? EscalationReports.OfCatalog() : Ask(parsed, cancellation)) is { } report ? ReportWriter.Write(report, arguments.Format(parsed), arguments.Explain(parsed)) : ExitCode.CannotAnswer,
                static () => ExitCode.CannotAnswer),
            CancellationToken.None));
        return command;

        Report? Ask(ParseResult parsed, CancellationToken cancellation)
        {
            if (Open(arguments, parsed, parsed.GetValue(environment), cancellation) is not { } analyzer
                || FindPrincipals(analyzer, parsed.GetValue(from) ?? []) is not { } principals
                || conditions.Read(parsed, analyzer.Environment) is not { } stated)
            {
                return null;
            }

            if (stated.SessionPolicies is not null || !stated.SessionTags.IsEmpty)
            {
                Console.Error.WriteLine("iamsim: --session and --session-tag are of one session, and a chain has several: ask about the request with 'iamsim can'");
                return null;
            }

            var options = new EscalationOptions
            {
                From = principals,
                OnlyToAdministrators = parsed.GetValue(toAdmin),
                IncludesClosed = parsed.GetValue(closed),
                MaximumSteps = parsed.GetValue(steps),
                Regions = [.. parsed.GetValue(regions) ?? []],
                Conditions = stated,
            };
            return EscalationReports.Of(analyzer.FindEscalations(options, cancellation), options);
        }
    }

    private static EnvironmentAnalyzer? Open(EnvironmentArguments arguments, ParseResult parsed, string? path, CancellationToken cancellation)
    {
        if (path is null)
        {
            Console.Error.WriteLine("iamsim: escalation needs --env with a folder or file, or --list");
            return null;
        }

        return arguments.Load(parsed, path, cancellation) is { } environment && arguments.OpenServices(parsed) is { } services ? new EnvironmentAnalyzer(environment, services) : null;
    }

    private static ImmutableArray<string>? FindPrincipals(EnvironmentAnalyzer analyzer, string[] names)
    {
        var arns = ImmutableArray.CreateBuilder<string>();
        foreach (string name in names)
        {
            if (EnvironmentCommand.FindPrincipal(analyzer, name) is not { } principal)
            {
                return null;
            }

            if (!analyzer.Environment.TryGetIdentity(principal.Text, out IamIdentity? identity) || identity is not IamPrincipal)
            {
                Console.Error.WriteLine($"iamsim: --from {Diagnostics.PrintableText.Line(name)}: expected a user or role of the environment");
                return null;
            }

            arns.Add(identity.Arn);
        }

        return arns.ToImmutable();
    }
}

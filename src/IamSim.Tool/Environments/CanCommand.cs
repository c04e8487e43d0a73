using System.CommandLine;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Tool.Catalog;

namespace IamSim.Tool.Environments;

/// <summary><c>iamsim can</c>: whether a principal of an environment can do an action on a resource.</summary>
internal static class CanCommand
{
    private static readonly ReportColumn[] Columns =
    [
        new("state", "STATE"), new("principal", "PRINCIPAL"), new("action", "ACTION"), new("resource", "RESOURCE"), new("decision", "DECISION"),
        new("decidedBy", "DECIDED BY", IsShown: false), new("policy", "POLICY", IsShown: false), new("place", "PLACE", IsShown: false), new("decidingKeys", "KEYS THAT DECIDE", IsShown: false), new("allowedIf", "ALLOWED IF", IsShown: false),
    ];

    public static Command Create()
    {
        var principal = new Argument<string>("principal") { Description = "The caller: an ARN, a short name such as deployer, role/deployer or production/role/deployer, a service, or anonymous." };
        var action = new Argument<string>("action") { Description = "The IAM action, such as s3:GetObject." };
        var resource = new Argument<string>("resource") { Description = "An ARN, a short name such as a bucket or bucket/key, or * for actions without resources." };
        var arguments = new EnvironmentArguments();
        var conditions = new ConditionArguments();
        var command = new Command("can", "Answers whether a principal of an environment can do an action on a resource. Exits with 0 when it is allowed, and 1 when not.") { principal, action, resource };
        arguments.AddTo(command);
        conditions.AddTo(command);
        command.SetAction((parsed, cancellation) => EnvironmentCommand.RunAsync(arguments, parsed, analyzer =>
        {
            if (EnvironmentCommand.ReadAction(parsed.GetValue(action)!) is not { } name
                || EnvironmentCommand.FindPrincipal(analyzer, parsed.GetValue(principal)!) is not { } caller
                || EnvironmentCommand.FindResource(analyzer, parsed.GetValue(resource)!, name) is not { } arn
                || conditions.Read(parsed, analyzer.Environment) is not { } stated)
            {
                return null;
            }

            // Services have actions that the catalog does not know yet: it is answered all the same.
            if (!analyzer.Services.MatchesAnyAction(name.Text))
            {
                CatalogWords.Unknown(analyzer.Services, "action", name.Text, CatalogWords.ActionsNear(analyzer.Services, name.Text));
            }

            return ToReport(analyzer.Can(caller, name, arn, stated));
        }, cancellation));
        return command;
    }

    private static Report ToReport(AccessAnswer answer)
    {
        AccessRequest request = answer.Request;
        bool depends = answer.State == AccessState.Depends;
        string residual = answer.Partial.Residual.ToString() ?? "";
        var row = new ReportRow(
            EnvironmentCommand.Word(answer.State), request.Principal.Text, request.Action.ToString(), request.Resources[0].Arn, answer.DecisionText,
            answer.Decision.DecidedBy.ToString(), answer.Statement?.Policy.Name, answer.Statement?.Place.ToString(), answer.Partial.DecidingKeys, depends && answer.Partial.Kind == PartialEvaluation.PartialDecisionKind.Depends ? residual : null)
        {
            Explain = answer.Explain,
            Lines = depends && answer.Partial.Kind == PartialEvaluation.PartialDecisionKind.Depends ? [$"allowed if {residual}"] : [],
        };
        return new Report
        {
            Question = [("principal", request.Principal.Text), ("action", request.Action.ToString()), ("resource", request.Resources[0].Arn)],
            Columns = Columns,
            Rows = [row],
            Assumptions = () => answer.Gaps.Select(static gap => gap.Message),
            // Without what it depends on a request is decided as AWS decides it: by what it has.
            ExitCode = () => answer.IsAllowed ? ExitCode.Yes : ExitCode.No,
        };
    }
}

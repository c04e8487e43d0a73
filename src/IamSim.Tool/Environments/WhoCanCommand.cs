using System.CommandLine;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.ServiceData;

namespace IamSim.Tool.Environments;

/// <summary><c>iamsim who-can</c>: everybody who can do an action on a resource.</summary>
internal static class WhoCanCommand
{
    private static readonly ReportColumn[] Columns =
    [
        new("action", "ACTION", IsShown: false), new("state", "STATE"), new("kind", "KIND"), new("principal", "PRINCIPAL"), new("path", "THROUGH"), new("allowedIf", "ALLOWED IF", IsShown: false),
        new("grants", "GRANTED BY", IsShown: false), new("gaps", "NOT KNOWN", IsShown: false),
    ];

    public static Command Create()
    {
        var action = new Argument<string>("action") { Description = "The IAM action, such as s3:GetObject; a pattern such as s3:Get* stands for the actions of the catalog." };
        var resource = new Argument<string>("resource") { Description = "An ARN, a short name such as a bucket or bucket/key, or * for actions without resources." };
        var throughRoles = new Option<bool>("--through-roles") { Description = "Also those who get there by assuming roles, with the way." };
        var depth = new Option<int>("--depth") { HelpName = "roles", Description = "How many roles a way may lead through.", DefaultValueFactory = static _ => WhoCanOptions.Default.MaximumDepth };
        var arguments = new EnvironmentArguments();
        var conditions = new ConditionArguments();
        var command = new Command("who-can", "Lists everybody of an environment, and from outside, who can do an action on a resource. Exits with 0 when anyone can, and 1 when nobody can.") { action, resource, throughRoles, depth };
        arguments.AddTo(command);
        conditions.AddTo(command);
        command.SetAction((parsed, cancellation) => EnvironmentCommand.RunAsync(arguments, parsed, analyzer =>
        {
            if (ReadActions(analyzer, parsed.GetValue(action)!) is not { } actions
                || EnvironmentCommand.FindResource(analyzer, parsed.GetValue(resource)!, actions[0]) is not { } arn
                || ReadDepth(parsed.GetValue(depth)) is not { } roles
                || conditions.Read(parsed, analyzer.Environment) is not { } stated)
            {
                return null;
            }

            var options = new WhoCanOptions { ThroughRoles = parsed.GetValue(throughRoles), MaximumDepth = roles };
            using var progress = new ProgressLine(actions.Count, !Console.IsErrorRedirected && actions.Count > 1, "actions");
            var results = new List<WhoCanResult>();
            foreach (ActionName name in actions)
            {
                results.Add(analyzer.WhoCan(name, arn, stated, options, cancellation));
                progress.Update(0, results.Count, results.Count);
            }

            return ToReport(parsed.GetValue(action)!, arn, results);
        }, cancellation));
        return command;
    }

    private static int? ReadDepth(int depth)
    {
        if (depth >= 1)
        {
            return depth;
        }

        Console.Error.WriteLine($"iamsim: --depth {depth}: expected 1 or more");
        return null;
    }

    private static List<ActionName>? ReadActions(EnvironmentAnalyzer analyzer, string text)
    {
        if (!text.AsSpan().ContainsAny('*', '?'))
        {
            return EnvironmentCommand.ReadAction(text) is { } one ? [one] : null;
        }

        List<ActionName> actions = [.. analyzer.Services.ExpandActions(text).Select(static action => ActionName.Parse(action.FullName))];
        if (actions.Count > 0)
        {
            return actions;
        }

        Console.Error.WriteLine($"iamsim: {PrintableText.Line(text)}: no action of the catalog is like that: expected service:Name, such as s3:Get*");
        return null;
    }

    private static Report ToReport(string asked, string resource, List<WhoCanResult> results)
    {
        bool isPattern = asked.AsSpan().ContainsAny('*', '?');
        ReportColumn[] columns = isPattern ? [Columns[0] with { IsShown = true }, .. Columns[1..]] : Columns;
        if (results.TrueForAll(static result => result.Rows.All(static row => row.Path.IsEmpty)))
        {
            columns = [.. columns.Select(static column => column.Name == "path" ? column with { IsShown = false } : column)];
        }

        int allowed = results.Sum(static result => result.Rows.Count(static row => row.State == AccessState.Allowed));
        int total = results.Sum(static result => result.Rows.Length);
        return new Report
        {
            Question = [("action", asked), ("resource", resource)],
            Columns = columns,
            Rows = results.SelectMany(static result => result.Rows.Select(row => ToRow(result, row))),
            Summary = () => [("allowed", allowed), ("depends", total - allowed), ("callers", results[0].CallerCount), ("asked", results.Sum(static result => result.AskedCount))],
            Sentence = () => total == 0 ? $"nobody of {results[0].CallerCount} callers can" : $"{allowed} can, {total - allowed} depend on what is not known, of {results[0].CallerCount} callers{(isPattern ? $" and {results.Count} actions" : "")}",
            Assumptions = () => results.SelectMany(static result => result.Gaps).Select(static gap => gap.Message).Distinct(StringComparer.Ordinal),
            ExitCode = () => total > 0 ? ExitCode.Yes : ExitCode.No,
        };
    }

    private static ReportRow ToRow(WhoCanResult result, WhoCanRow row)
    {
        bool depends = row.State == AccessState.Depends;
        string? condition = depends && !row.Condition.IsAlways && !row.Condition.IsNever ? row.Condition.ToString() : null;
        string[] grants = [.. row.Grants.Select(static grant => grant.ToString())];
        return new ReportRow(
            result.Action.ToString(), EnvironmentCommand.Word(row.State), ExposureRows.Word(row.Subject.Kind), row.Subject.Name, row.Path.Select(static hop => hop.Target.Name).ToArray(), condition, grants, row.Gaps.Select(static gap => gap.Message).ToArray())
        {
            Explain = row.Explain,
            Lines =
            [
                .. row.Path.Where(static hop => hop.State == AccessState.Depends).Select(Step),
                .. condition is null ? Array.Empty<string>() : [$"allowed if {condition}"],
                .. depends ? Doubts(row) : [],
                .. grants.Select(static grant => $"by {grant}"),
            ],
        };
    }

    private static string Step(AssumeRoleEdge hop)
    {
        string[] needed =
        [
            .. hop.Condition.IsAlways ? Array.Empty<string>() : [$"{hop.Condition}"],
            .. new[] { hop.Source, hop.Target }.Select(static end => end.Identity?.DeploymentCondition).OfType<string>().Distinct(StringComparer.Ordinal).Select(static condition => $"{PrintableText.Line(condition)} holds"),
        ];
        return $"assumes {PrintableText.Line(hop.Target.Name)}{(needed.Length == 0 ? ", as far as is known" : $" if {string.Join(" and ", needed)}")}";
    }

    // Where a step is in doubt, that is told of the step.
    private static IEnumerable<string> Doubts(WhoCanRow row) => row.Gaps
        .Where(gap => gap.Kind is EnvironmentGapKind.MissingPolicy or EnvironmentGapKind.UnreadablePolicy or EnvironmentGapKind.PermissionsBoundary or EnvironmentGapKind.SessionName
            || (gap.Kind == EnvironmentGapKind.DeploymentCondition && row.Path.IsEmpty))
        .Select(static gap => $"not certain: {PrintableText.Line(gap.Message)}");
}

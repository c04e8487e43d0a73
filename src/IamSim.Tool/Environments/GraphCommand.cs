using System.CommandLine;
using IamSim.Environments;
using IamSim.Identifiers;

namespace IamSim.Tool.Environments;

/// <summary><c>iamsim graph</c>: who assumes which role, drawn or listed.</summary>
internal static class GraphCommand
{
    private static readonly ReportColumn[] Columns =
    [
        new("state", "STATE"), new("source", "SOURCE"), new("action", "ACTION", IsShown: false), new("target", "TARGET"), new("allowedIf", "ALLOWED IF", IsShown: false), new("grants", "GRANTED BY", IsShown: false),
    ];

    public static Command Create()
    {
        var of = new Option<string?>("--of") { HelpName = "principal", Description = "Only what is around one node: a principal as for 'can', or a service." };
        var depth = new Option<int>("--depth") { HelpName = "steps", Description = "How many steps around it.", DefaultValueFactory = static _ => WhoCanOptions.Default.MaximumDepth };
        var format = new Option<string>("--format") { HelpName = "format", Description = "One of mermaid, dot, text, json, ndjson, csv, markdown.", DefaultValueFactory = static _ => "mermaid" };
        format.AcceptOnlyFromAmong("mermaid", "dot", "text", "json", "ndjson", "csv", "markdown");
        var arguments = new EnvironmentArguments();
        var command = new Command("graph", "Draws who assumes which role, as decided for every step: dotted where it depends on keys that are not known.") { of, depth };
        arguments.AddTo(command);
        command.Options.Remove(command.Options.First(static option => option.Name == "--format"));
        command.Options.Add(format);
        command.SetAction((parsed, cancellation) => Task.Run(
            () => OutputFaults.Guard(() => Run(arguments, parsed, parsed.GetValue(of), parsed.GetValue(depth), parsed.GetValue(format)!, cancellation), static () => ExitCode.CannotAnswer),
            CancellationToken.None));
        return command;
    }

    private static int Run(EnvironmentArguments arguments, ParseResult parsed, string? of, int depth, string format, CancellationToken cancellation)
    {
        if (depth < 1)
        {
            Console.Error.WriteLine($"iamsim: --depth {depth}: expected 1 or more");
            return ExitCode.CannotAnswer;
        }

        if (arguments.Open(parsed, cancellation) is not { } analyzer)
        {
            return ExitCode.CannotAnswer;
        }

        Principal? focus = of is null ? null : EnvironmentCommand.FindPrincipal(analyzer, of);
        if (of is not null && focus is null)
        {
            return ExitCode.CannotAnswer;
        }

        AssumeRoleGraph graph = analyzer.GetAssumeRoleGraph(cancellation);
        graph = focus is null ? graph : graph.Around(focus.Text, depth);
        if (format is not ("mermaid" or "dot"))
        {
            return ReportWriter.Write(ToReport(graph), Enum.Parse<ReportFormat>(format, ignoreCase: true), arguments.Explain(parsed));
        }

        using var output = new StreamWriter(StandardOutput.Open()) { NewLine = "\n" };
        output.Write(format == "dot" ? graph.ToDot() : graph.ToMermaid());
        return ExitCode.Yes;
    }

    private static Report ToReport(AssumeRoleGraph graph) => new()
    {
        Columns = Columns,
        Rows = graph.Edges.Select(static edge =>
        {
            string? condition = edge.Condition.IsAlways || edge.Condition.IsNever ? null : edge.Condition.ToString();
            return new ReportRow(EnvironmentCommand.Word(edge.State), edge.Source.Name, edge.Action.ToString(), edge.Target.Name, condition, edge.Grants.Select(static grant => grant.ToString()).ToArray())
            {
                Explain = edge.Explain,
                Lines = condition is null ? [] : [$"if {condition}"],
            };
        }),
        Summary = () => [("nodes", graph.Nodes.Length), ("steps", graph.Edges.Length)],
        Sentence = () => $"{graph.Nodes.Length} nodes, {graph.Edges.Length} steps",
    };
}

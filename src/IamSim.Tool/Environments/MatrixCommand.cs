using System.Collections.Immutable;
using System.CommandLine;
using IamSim.Diagnostics;
using IamSim.Environments;

namespace IamSim.Tool.Environments;

/// <summary><c>iamsim matrix</c>: what every principal of an environment may do, by actions or by resources.</summary>
internal static class MatrixCommand
{
    private static readonly AccessState[] States = [AccessState.Allowed, AccessState.Depends, AccessState.Denied];

    private static readonly ReportColumn[] ResourceColumns = [new("principal", "PRINCIPAL"), new("action", "ACTION"), new("resource", "RESOURCE"), new("state", "STATE")];

    public static Command Create()
    {
        Option<string[]> actions = Names("--actions", "entry", "Actions, such as s3:Get*. May be given again. Without it the whole catalog.");
        Option<string[]> resources = Names("--resources", "name", "Resources by ARN, with stars: then the cells are principals by resources, decided with the policies of the resources.");
        Option<string[]> principals = Names("--principals", "name", "Principals by ARN or name, with stars. Without it all.");
        var cells = new Option<bool>("--cells") { Description = "One row for each cell that is not denied." };
        var parquet = new Option<string?>("--parquet") { HelpName = "file", Description = "Write the cells of principals by actions that are not denied to a file in Parquet, besides." };
        var arguments = new EnvironmentArguments();
        var command = new Command("matrix", "Computes what every principal of an environment may do with every action, or with some actions on every known resource. Exits with 0.") { actions, resources, principals, cells, parquet };
        arguments.AddTo(command);
        command.SetAction((parsed, cancellation) => EnvironmentCommand.RunAsync(arguments, parsed, analyzer =>
        {
            ImmutableArray<IamPrincipal> chosen = [.. analyzer.Environment.Principals.Where(principal => NamePattern.IsChosen(parsed.GetValue(principals)!, principal.Arn, principal.Name))];
            string[] entries = parsed.GetValue(actions)!;
            if (chosen.IsEmpty)
            {
                Console.Error.WriteLine("iamsim: --principals names nobody in the environment");
                return null;
            }

            if (entries.FirstOrDefault(entry => !analyzer.Services.MatchesAnyAction(entry) && (entry.Contains('*', StringComparison.Ordinal) || !Identifiers.ActionName.TryParse(entry, out _))) is { } unknown)
            {
                Console.Error.WriteLine($"iamsim: --actions {PrintableText.Line(unknown)}: no action is called that: write an entry such as s3:Get*");
                return null;
            }

            return parsed.GetValue(resources) is { Length: > 0 } patterns
                ? ByResources(analyzer, chosen, entries, patterns, arguments.Explain(parsed), cancellation)
                : ByActions(analyzer, chosen, entries, parsed.GetValue(parquet), new MatrixRows(parsed.GetValue(cells), arguments.Format(parsed), arguments.Explain(parsed)), cancellation);
        }, cancellation));
        return command;
    }

    private static Report? ByResources(EnvironmentAnalyzer analyzer, ImmutableArray<IamPrincipal> principals, string[] entries, string[] patterns, bool explain, CancellationToken cancellation)
    {
        if (entries.Length == 0)
        {
            Console.Error.WriteLine("iamsim: --resources needs --actions: which actions shall be decided?");
            return null;
        }

        ImmutableArray<string> resources = [.. analyzer.Environment.Resources.Select(static resource => resource.Arn).Where(arn => NamePattern.IsChosen(patterns, arn))];
        if (resources.IsEmpty)
        {
            Console.Error.WriteLine("iamsim: --resources names nothing in the environment");
            return null;
        }

        using var progress = new ProgressLine(resources.Length, !Console.IsErrorRedirected, "resources");
        ResourceAccessMatrix matrix = analyzer.ResourceMatrix(
            new ResourceMatrixOptions { Principals = principals, Actions = [.. entries], Resources = resources, Progress = new AnalysisProgressLine(progress) }, cancellation);
        if (explain && !ReportExplanation.AreFew(CellsOf(matrix).Count(), "cells", "--principals, --actions and --resources"))
        {
            return null;
        }

        return new Report
        {
            Question = [("actions", string.Join(", ", entries)), ("resources", string.Join(", ", patterns))],
            Columns = ResourceColumns,
            Rows = CellsOf(matrix).Select(cell => new ReportRow(
                principals[cell.Principal].Arn, matrix.Actions[cell.Action].Text, resources[cell.Resource], EnvironmentCommand.Word(matrix[cell.Principal, cell.Action, cell.Resource]))
            {
                Explanations = explain && matrix.AnswerOf(cell.Principal, cell.Action, cell.Resource) is { } answer ? [ReportExplanation.Of(answer)] : [],
            }),
            Summary = () => Folding(matrix.Folding),
            Sentence = () => $"{matrix}. {matrix.Folding}. Cells that are denied are left out.",
        };
    }

    private static IEnumerable<(int Principal, int Action, int Resource)> CellsOf(ResourceAccessMatrix matrix) =>
        from principal in Enumerable.Range(0, matrix.Principals.Length)
        from resource in Enumerable.Range(0, matrix.Resources.Length)
        from action in Enumerable.Range(0, matrix.Actions.Length)
        where matrix[principal, action, resource] != AccessState.Denied
        select (principal, action, resource);

    private static Report? ByActions(EnvironmentAnalyzer analyzer, ImmutableArray<IamPrincipal> principals, string[] entries, string? parquet, MatrixRows rows, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(principals.Length, !Console.IsErrorRedirected, "principals");
        AccessMatrix matrix = analyzer.Matrix(new AccessMatrixOptions { Principals = principals, Actions = entries.Length == 0 ? null : [.. entries], Progress = new AnalysisProgressLine(progress) }, cancellation);
        if (!rows.CanExplain(matrix))
        {
            return null;
        }

        if (parquet is not null)
        {
            MatrixParquet.WriteAsync(matrix, parquet, cancellation).GetAwaiter().GetResult();
        }

        return new Report
        {
            Question = entries.Length == 0 ? [] : [("actions", string.Join(", ", entries))],
            Columns = rows.Columns(matrix),
            Rows = rows.Rows(matrix),
            Summary = () => [.. States.Select(state => (EnvironmentCommand.Word(state), (object?)matrix.Count(state))), .. Folding(matrix.Folding)],
            Sentence = () => $"{matrix}: {string.Join(", ", States.Select(state => $"{matrix.Count(state)} {EnvironmentCommand.Word(state)}"))}. {matrix.Folding}.",
            Assumptions = () => Enumerable.Range(0, principals.Length).SelectMany(index => matrix.GapsOf(index)).Select(static gap => gap.Message).Distinct(StringComparer.Ordinal),
        };
    }

    private static IReadOnlyList<(string Name, object? Value)> Folding(AccessMatrixFolding folding) =>
        [("cells", folding.Cells), ("decisions", folding.EvaluatedCells), ("foldingFactor", Math.Round(folding.Factor, 1))];

    private static Option<string[]> Names(string name, string what, string description) => new(name) { HelpName = what, Description = description, DefaultValueFactory = static _ => [] };
}

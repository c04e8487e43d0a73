using System.Collections.Immutable;
using System.CommandLine;
using IamSim.Diagnostics;
using IamSim.Environments;

namespace IamSim.Tool.Environments;

/// <summary><c>iamsim matrix</c>: what every principal of an environment may do, by actions or by resources.</summary>
internal static class MatrixCommand
{
    // More columns do not fit on a page.
    private const int MostColumns = 8;

    private static readonly AccessState[] States = [AccessState.Allowed, AccessState.Depends, AccessState.Denied];

    private static readonly ReportColumn[] CountColumns =
    [
        new("principal", "PRINCIPAL"), new("alike", "ALIKE"), new("allowed", "ALLOWED"), new("depends", "DEPENDS"), new("denied", "DENIED"),
        new("allowedActions", "ALLOWED ACTIONS", IsShown: false), new("dependingActions", "DEPENDING ACTIONS", IsShown: false),
    ];

    private static readonly ReportColumn[] CellColumns = [new("principal", "PRINCIPAL"), new("action", "ACTION"), new("state", "STATE")];

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
                ? ByResources(analyzer, chosen, entries, patterns, cancellation)
                : ByActions(analyzer, chosen, entries, parsed.GetValue(cells), arguments.Format(parsed) is not (ReportFormat.Text or ReportFormat.Markdown), parsed.GetValue(parquet), cancellation);
        }, cancellation));
        return command;
    }

    private static Report? ByResources(EnvironmentAnalyzer analyzer, ImmutableArray<IamPrincipal> principals, string[] entries, string[] patterns, CancellationToken cancellation)
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
        return new Report
        {
            Question = [("actions", string.Join(", ", entries)), ("resources", string.Join(", ", patterns))],
            Columns = ResourceColumns,
            Rows = from principal in Enumerable.Range(0, principals.Length)
                   from resource in Enumerable.Range(0, resources.Length)
                   from action in Enumerable.Range(0, matrix.Actions.Length)
                   where matrix[principal, action, resource] != AccessState.Denied
                   select new ReportRow(principals[principal].Arn, matrix.Actions[action].Text, resources[resource], EnvironmentCommand.Word(matrix[principal, action, resource])),
            Summary = () => Folding(matrix.Folding),
            Sentence = () => $"{matrix}. {matrix.Folding}. Cells that are denied are left out.",
        };
    }

    private static Report ByActions(EnvironmentAnalyzer analyzer, ImmutableArray<IamPrincipal> principals, string[] entries, bool cells, bool isListed, string? parquet, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(principals.Length, !Console.IsErrorRedirected, "principals");
        AccessMatrix matrix = analyzer.Matrix(new AccessMatrixOptions { Principals = principals, Actions = entries.Length == 0 ? null : [.. entries], Progress = new AnalysisProgressLine(progress) }, cancellation);
        if (parquet is not null)
        {
            MatrixParquet.WriteAsync(matrix, parquet, cancellation).GetAwaiter().GetResult();
        }

        bool isWide = matrix.Actions.Length <= MostColumns;
        return new Report
        {
            Question = entries.Length == 0 ? [] : [("actions", string.Join(", ", entries))],
            Columns = cells ? CellColumns : isWide ? [CountColumns[0], .. matrix.Actions.Select(static action => new ReportColumn(action.Text, action.Text))] : CountColumns,
            Rows = cells ? Cells(matrix) : isWide ? Wide(matrix) : Counts(matrix, isListed),
            Summary = () => [.. States.Select(state => (EnvironmentCommand.Word(state), (object?)matrix.Count(state))), .. Folding(matrix.Folding)],
            Sentence = () => $"{matrix}: {string.Join(", ", States.Select(state => $"{matrix.Count(state)} {EnvironmentCommand.Word(state)}"))}. {matrix.Folding}.",
            Assumptions = () => Enumerable.Range(0, principals.Length).SelectMany(index => matrix.GapsOf(index)).Select(static gap => gap.Message).Distinct(StringComparer.Ordinal),
        };
    }

    private static IEnumerable<ReportRow> Cells(AccessMatrix matrix) =>
        from principal in Enumerable.Range(0, matrix.Principals.Length)
        from action in Enumerable.Range(0, matrix.Actions.Length)
        where matrix[principal, action] != AccessState.Denied
        select new ReportRow(matrix.Principals[principal].Arn, matrix.Actions[action].Text, EnvironmentCommand.Word(matrix[principal, action]));

    private static IEnumerable<ReportRow> Wide(AccessMatrix matrix) =>
        Enumerable.Range(0, matrix.Principals.Length).Select(principal => new ReportRow(
            [matrix.Principals[principal].Arn, .. Enumerable.Range(0, matrix.Actions.Length).Select(action => EnvironmentCommand.Word(matrix[principal, action]))]));

    // Writing the entries of many different rows is dear, and text does not show them.
    private static IEnumerable<ReportRow> Counts(AccessMatrix matrix, bool isListed)
    {
        int number = 0;
        foreach (AccessMatrixRow row in matrix.Rows)
        {
            number++;
            ImmutableArray<string> allowed = isListed ? row.EntriesOf(AccessState.Allowed) : [];
            ImmutableArray<string> depending = isListed ? row.EntriesOf(AccessState.Depends) : [];
            foreach (int principal in row.Principals)
            {
                yield return new ReportRow(matrix.Principals[principal].Arn, number, row.Count(AccessState.Allowed), row.Count(AccessState.Depends), row.Count(AccessState.Denied), allowed, depending);
            }
        }
    }

    private static IReadOnlyList<(string Name, object? Value)> Folding(AccessMatrixFolding folding) =>
        [("cells", folding.Cells), ("decisions", folding.EvaluatedCells), ("foldingFactor", Math.Round(folding.Factor, 1))];

    private static Option<string[]> Names(string name, string what, string description) => new(name) { HelpName = what, Description = description, DefaultValueFactory = static _ => [] };
}

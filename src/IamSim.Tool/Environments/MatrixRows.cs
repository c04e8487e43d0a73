using System.Collections.Immutable;
using IamSim.Environments;

namespace IamSim.Tool.Environments;

/// <summary>The rows of principals by actions: a column for each of few actions, counts of many, or a row for each cell.</summary>
internal sealed class MatrixRows(bool cells, ReportFormat format, bool explain)
{
    // More columns do not fit on a page.
    private const int MostColumns = 8;

    private static readonly ReportColumn[] CountColumns =
    [
        new("principal", "PRINCIPAL"), new("alike", "ALIKE"), new("allowed", "ALLOWED"), new("depends", "DEPENDS"), new("denied", "DENIED"),
        new("allowedActions", "ALLOWED ACTIONS", IsShown: false), new("dependingActions", "DEPENDING ACTIONS", IsShown: false),
    ];

    private static readonly ReportColumn[] CellColumns = [new("principal", "PRINCIPAL"), new("action", "ACTION"), new("state", "STATE")];

    /// <summary>Whether what is to be explained can be; tells on standard error when it cannot.</summary>
    public bool CanExplain(AccessMatrix matrix)
    {
        if (explain && !cells && !IsWide(matrix))
        {
            Console.Error.WriteLine($"iamsim: --explain explains cells, and of more than {MostColumns} actions only counts are shown: choose fewer with --actions, or add --cells");
            return false;
        }

        return !explain || ReportExplanation.AreFew(matrix.Count(AccessState.Allowed) + matrix.Count(AccessState.Depends), "cells", "--principals and --actions");
    }

    public ReportColumn[] Columns(AccessMatrix matrix) =>
        cells ? CellColumns : IsWide(matrix) ? [CountColumns[0], .. matrix.Actions.Select(static action => new ReportColumn(action.Text, action.Text))] : CountColumns;

    public IEnumerable<ReportRow> Rows(AccessMatrix matrix) => cells ? Cells(matrix) : IsWide(matrix) ? Wide(matrix) : Counts(matrix);

    private static bool IsWide(AccessMatrix matrix) => matrix.Actions.Length <= MostColumns;

    private IEnumerable<ReportRow> Cells(AccessMatrix matrix) =>
        from principal in Enumerable.Range(0, matrix.Principals.Length)
        from action in Enumerable.Range(0, matrix.Actions.Length)
        where matrix[principal, action] != AccessState.Denied
        select new ReportRow(matrix.Principals[principal].Arn, matrix.Actions[action].Text, EnvironmentCommand.Word(matrix[principal, action])) { Explanations = Explanations(matrix, principal, [action]) };

    private IEnumerable<ReportRow> Wide(AccessMatrix matrix) =>
        Enumerable.Range(0, matrix.Principals.Length).Select(principal => new ReportRow(
            [matrix.Principals[principal].Arn, .. Enumerable.Range(0, matrix.Actions.Length).Select(action => EnvironmentCommand.Word(matrix[principal, action]))])
        {
            Explanations = Explanations(matrix, principal, Enumerable.Range(0, matrix.Actions.Length).Where(action => matrix[principal, action] != AccessState.Denied)),
        });

    private ReportExplanation[] Explanations(AccessMatrix matrix, int principal, IEnumerable<int> actions) =>
        explain ? [.. actions.Select(action => ReportExplanation.Of(matrix.ExampleOf(principal, action)))] : [];

    // Writing the entries of many different rows is dear, and text does not show them.
    private IEnumerable<ReportRow> Counts(AccessMatrix matrix)
    {
        bool isListed = format is not (ReportFormat.Text or ReportFormat.Markdown);
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
}

using IamSim.Environments;
using IamSim.Tool.Shards;
using Parquet;
using Parquet.Schema;

namespace IamSim.Tool.Environments;

/// <summary>Writes the cells of a matrix that are not denied as a table in Parquet, a group of rows at a time, under its own name only once it is whole.</summary>
internal static class MatrixParquet
{
    private const int MostRows = 1_000_000;

    private static readonly DataField Principal = new DataField<string>("principal");
    private static readonly DataField Account = new DataField<string>("account");
    private static readonly DataField Service = new DataField<string>("service");
    private static readonly DataField Action = new DataField<string>("action");
    private static readonly DataField State = new DataField<string>("state");

    private static readonly ParquetSchema Schema = new(Principal, Account, Service, Action, State);

    /// <summary>Writes it.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="cancellation">Stops between two groups; then there is no file.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task WriteAsync(AccessMatrix matrix, string path, CancellationToken cancellation)
    {
        using var file = new PendingFile(path + ".partial");
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(Schema, file.Stream, CreateOptions(), cancellationToken: cancellation).ConfigureAwait(false))
        {
            var rows = new List<(IamPrincipal Principal, string Service, string Action, string State)>();
            for (int principal = 0; principal < matrix.Principals.Length; principal++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (int action = 0; action < matrix.Actions.Length; action++)
                {
                    if (matrix[principal, action] is var state and not AccessState.Denied)
                    {
                        rows.Add((matrix.Principals[principal], matrix.Actions[action].Service, matrix.Actions[action].Text, EnvironmentCommand.Word(state)));
                    }
                }

                // A row group holds whole principals.
                if (rows.Count >= MostRows)
                {
                    await WriteGroupAsync(writer, rows, cancellation).ConfigureAwait(false);
                }
            }

            if (rows.Count > 0)
            {
                await WriteGroupAsync(writer, rows, cancellation).ConfigureAwait(false);
            }
        }

        file.CompleteAs(path);
    }

    private static async Task WriteGroupAsync(ParquetWriter writer, List<(IamPrincipal Principal, string Service, string Action, string State)> rows, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using (ParquetRowGroupWriter group = writer.CreateRowGroup())
        {
            await group.WriteAsync(Principal, (IReadOnlyCollection<string?>)rows.ConvertAll(static row => row.Principal.Arn)).ConfigureAwait(false);
            await group.WriteAsync(Account, (IReadOnlyCollection<string?>)rows.ConvertAll(static row => row.Principal.AccountId)).ConfigureAwait(false);
            await group.WriteAsync(Service, (IReadOnlyCollection<string?>)rows.ConvertAll(static row => row.Service)).ConfigureAwait(false);
            await group.WriteAsync(Action, (IReadOnlyCollection<string?>)rows.ConvertAll(static row => row.Action)).ConfigureAwait(false);
            await group.WriteAsync(State, (IReadOnlyCollection<string?>)rows.ConvertAll(static row => row.State)).ConfigureAwait(false);
            group.CompleteValidate();
        }

        rows.Clear();
    }

    private static ParquetOptions CreateOptions()
    {
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        foreach (DataField field in Schema.DataFields)
        {
            options.ColumnEncodingHints[field.Path.ToString()] = EncodingHint.Dictionary;
        }

        return options;
    }
}

using System.Globalization;
using System.Text;
using IamSim.Tool.Batch;
using Parquet;
using Parquet.Schema;

namespace IamSim.Tool.Shards;

/// <summary>Writes answers as a table in Parquet, a group of rows at a time: the same answers give the same bytes. Not thread-safe.</summary>
internal sealed class ParquetTableWriter : IAsyncDisposable
{
    // Questions with texts of megabytes fill memory before they are many.
    private const long MostCharacters = 64 << 20;

    // Far more than the answers that policies can give; a bound all the same.
    private const int MostAnswers = 8192;

    private readonly ParquetWriter _writer;
    private readonly Dictionary<string, AnswerFields> _fields = new(StringComparer.Ordinal);
    private readonly List<(AnswerRow Row, AnswerFields Fields)> _rows = [];
    private long _characters;
    private bool _isEnded;

    private ParquetTableWriter(ParquetWriter writer) => _writer = writer;

    /// <summary>Begins a table.</summary>
    /// <param name="stream">Where to; not closed.</param>
    public static async Task<ParquetTableWriter> CreateAsync(Stream stream) =>
        new(await ParquetWriter.CreateAsync(ParquetTable.Schema, stream, ParquetTable.CreateOptions()).ConfigureAwait(false));

    /// <summary>Adds a row.</summary>
    /// <exception cref="System.Text.Json.JsonException">The answer is no JSON object.</exception>
    public async ValueTask AddAsync(AnswerRow row)
    {
        _rows.Add((row, FieldsOf(row.Members)));
        _characters += (row.Id?.Length ?? 0) + (row.Asked.Principal?.Length ?? 0) + (row.Asked.Resource?.Length ?? 0) + row.Members.Length;
        if (_rows.Count == ParquetTable.MostRows || _characters > MostCharacters)
        {
            await WriteRowsAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes the last rows, and what stands behind them.</summary>
    public async ValueTask EndAsync()
    {
        if (_rows.Count > 0)
        {
            await WriteRowsAsync().ConfigureAwait(false);
        }

        await DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isEnded)
        {
            _isEnded = true;
            await _writer.DisposeAsync().ConfigureAwait(false);
        }
    }

    private AnswerFields FieldsOf(string members)
    {
        if (!_fields.TryGetValue(members, out AnswerFields? fields))
        {
            fields = AnswerFields.Of(Encoding.UTF8.GetBytes(members));
            if (_fields.Count < MostAnswers)
            {
                _fields.Add(members, fields);
            }
        }

        return fields;
    }

    private async Task WriteRowsAsync()
    {
        using (ParquetRowGroupWriter group = _writer.CreateRowGroup())
        {
            await WriteAsync(group, ParquetTable.Question, static row => row.Row.Question).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.Line, static row => row.Row.Line).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.Id, static row => row.Row.Id).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.Principal, static row => row.Row.Asked.Principal).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.Action, static row => row.Row.Asked.Action).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.Resource, static row => row.Row.Asked.Resource).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.Decision, static row => TextOf(row.Fields.Decision)).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.DecidedBy, static row => TextOf(row.Fields.DecidedBy)).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.BlockedBy, static row => TextOf(row.Fields.BlockedBy)).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.Policy, static row => TextOf(row.Fields.Policy)).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.File, static row => TextOf(row.Fields.File)).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.Sid, static row => TextOf(row.Fields.Sid)).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.StatementLine, static row => NumberOf(row.Fields.StatementLine)).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.StatementColumn, static row => NumberOf(row.Fields.StatementColumn)).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.Assumptions, static row => TextOf(row.Fields.Assumptions)).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.Pass, static row => TruthOf(row.Fields.Pass)).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.Error, static row => TextOf(row.Fields.Error)).ConfigureAwait(false);
            await WriteAsync(group, ParquetTable.Answer, static row => row.Row.Members).ConfigureAwait(false);
            group.CompleteValidate();
        }

        _rows.Clear();
        _characters = 0;
    }

    private ValueTask WriteAsync(ParquetRowGroupWriter group, DataField field, Func<(AnswerRow Row, AnswerFields Fields), string?> text) =>
        new(group.WriteAsync(field, (IReadOnlyCollection<string?>)Column(text)));

    private ValueTask WriteAsync(ParquetRowGroupWriter group, DataField field, Func<(AnswerRow Row, AnswerFields Fields), long> number) =>
        new(group.WriteAsync<long>(field, Column(number)));

    private ValueTask WriteAsync(ParquetRowGroupWriter group, DataField field, Func<(AnswerRow Row, AnswerFields Fields), int?> number) =>
        new(group.WriteAsync<int>(field, Column(number)));

    private ValueTask WriteAsync(ParquetRowGroupWriter group, DataField field, Func<(AnswerRow Row, AnswerFields Fields), bool?> truth) =>
        new(group.WriteAsync<bool>(field, Column(truth)));

    private T[] Column<T>(Func<(AnswerRow Row, AnswerFields Fields), T> value)
    {
        var column = new T[_rows.Count];
        for (int i = 0; i < column.Length; i++)
        {
            column[i] = value(_rows[i]);
        }

        return column;
    }

    private static string? TextOf(string text) => text.Length == 0 ? null : text;

    private static int? NumberOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static bool? TruthOf(string text) => bool.TryParse(text, out bool truth) ? truth : null;
}

using System.Buffers;
using System.Text;
using IamSim.Diagnostics;
using IamSim.Tool.Batch;
using Parquet;
using Parquet.Schema;

namespace IamSim.Tool.Shards;

/// <summary>Reads a part in Parquet; holds a group of rows at a time.</summary>
internal sealed class ParquetPartReader : PartReader
{
    private static readonly NdjsonAnswers Format = new();

    private readonly FileStream _stream;
    private readonly ParquetReader _reader;
    private readonly ArrayBufferWriter<byte> _line = new();
    private long[] _questions = [];
    private long[] _lines = [];
    private string?[] _ids = [];
    private string?[] _principals = [];
    private string?[] _actions = [];
    private string?[] _resources = [];
    private string?[] _answers = [];
    private int _group;
    private int _row = -1;

    private ParquetPartReader(PartFile part, FileStream stream, ParquetReader reader)
        : base(part)
    {
        _stream = stream;
        _reader = reader;
    }

    public override ReadOnlyMemory<byte> Line => _line.WrittenMemory;

    public override AskedFor Asked => new(_principals[_row], _actions[_row], _resources[_row]);

    /// <summary>Begins to read.</summary>
    /// <exception cref="PartFaultException">The file is not Parquet, or has other columns.</exception>
    public static async Task<PartReader> CreateAsync(PartFile part, FileStream stream)
    {
        try
        {
            ParquetReader reader = await ParquetReader.CreateAsync(stream).ConfigureAwait(false);
            bool isTable = ParquetTable.Schema.DataFields.All(field => reader.Schema.DataFields.Any(found => found.Name == field.Name && found.ClrType == field.ClrType && found.IsNullable == field.IsNullable));
            return isTable ? new ParquetPartReader(part, stream, reader) : throw new InvalidDataException("it has other columns than answers have");
        }
        // The library promises nothing about what it throws at a file that was cut off or tampered with.
        catch (Exception exception)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw new PartFaultException($"cannot read {part}: {PrintableText.Line(exception.Message)}");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    protected override async ValueTask<bool> ReadAsync()
    {
        while (++_row >= _questions.Length)
        {
            if (_group == _reader.RowGroupCount)
            {
                return false;
            }

            await ReadGroupAsync().ConfigureAwait(false);
            _row = -1;
        }

        if (_questions[_row] != Question + 1 || _answers[_row] is not ['{', _, ..] answer)
        {
            throw Fault($"it has question {_questions[_row]} where its name says {Question + 1}, or an answer that is empty");
        }

        _line.ResetWrittenCount();
        Format.WriteStart(_line, _lines[_row], _ids[_row], request: null);
        Encoding.UTF8.GetBytes(answer.AsSpan(1), _line);
        return true;
    }

    private async Task ReadGroupAsync()
    {
        try
        {
            using ParquetRowGroupReader group = _reader.OpenRowGroupReader(_group++);
            if (group.RowCount is < 0 or > ParquetTable.MostRows)
            {
                throw new InvalidDataException($"a group of {group.RowCount} rows, expected at most {ParquetTable.MostRows}");
            }

            int count = (int)group.RowCount;
            (_questions, _lines) = (new long[count], new long[count]);
            await group.ReadAsync<long>(FieldOf(ParquetTable.Question), _questions).ConfigureAwait(false);
            await group.ReadAsync<long>(FieldOf(ParquetTable.Line), _lines).ConfigureAwait(false);
            _ids = await TextsAsync(group, ParquetTable.Id, count).ConfigureAwait(false);
            _principals = await TextsAsync(group, ParquetTable.Principal, count).ConfigureAwait(false);
            _actions = await TextsAsync(group, ParquetTable.Action, count).ConfigureAwait(false);
            _resources = await TextsAsync(group, ParquetTable.Resource, count).ConfigureAwait(false);
            _answers = await TextsAsync(group, ParquetTable.Answer, count).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw new PartFaultException($"cannot read {Part}: {PrintableText.Line(exception.Message)}");
        }
    }

    private async Task<string?[]> TextsAsync(ParquetRowGroupReader group, DataField field, int count)
    {
        var texts = new string?[count];
        await group.ReadAsync(FieldOf(field), texts.AsMemory()!).ConfigureAwait(false);
        return texts;
    }

    private DataField FieldOf(DataField field) => _reader.Schema.DataFields.First(found => found.Name == field.Name);
}

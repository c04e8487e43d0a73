namespace IamSim.Tool.Shards;

/// <summary>Writes a part as Parquet.</summary>
/// <param name="table">The table to fill.</param>
/// <param name="first">The number of the first question.</param>
internal sealed class ParquetPartWriter(ParquetTableWriter table, long first) : IPartWriter
{
    private readonly AnswerRecordReader _reader = new();
    private long _question = first;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> answers)
    {
        while (!answers.IsEmpty)
        {
            AnswerRow row = _reader.Read(_question++, ref answers);
            await table.AddAsync(row).ConfigureAwait(false);
        }
    }

    public ValueTask EndAsync() => table.EndAsync();
}

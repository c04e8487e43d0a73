namespace IamSim.Tool.Shards;

/// <summary>The part that is being written; at most one. Not thread-safe.</summary>
internal sealed class OpenPart(ShardFolder folder, PartFormat format) : IAsyncDisposable
{
    private PendingFile? _file;
    private ParquetTableWriter? _table;
    private IPartWriter? _writer;

    /// <summary>Adds answers; begins the part if it is not begun.</summary>
    /// <param name="first">The first question of the part.</param>
    /// <param name="answers">As the encoding of the format puts them down.</param>
    public async ValueTask WriteAsync(long first, ReadOnlyMemory<byte> answers)
    {
        if (_writer is null)
        {
            _file = folder.Begin(first);
            _table = format == PartFormat.Parquet ? await ParquetTableWriter.CreateAsync(_file.Stream).ConfigureAwait(false) : null;
            _writer = _table is null ? new NdjsonPartWriter(_file.Stream) : new ParquetPartWriter(_table, first);
        }

        await _writer.WriteAsync(answers).ConfigureAwait(false);
    }

    /// <summary>Ends the part and gives it its name.</summary>
    public async ValueTask CompleteAsync(PartName name)
    {
        await _writer!.EndAsync().ConfigureAwait(false);
        _file!.CompleteAs(folder.PathOf(name));
        await DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Removes the part if it is not whole.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_table is not null)
        {
            await _table.DisposeAsync().ConfigureAwait(false);
        }

        _file?.Dispose();
        (_file, _table, _writer) = (null, null, null);
    }
}

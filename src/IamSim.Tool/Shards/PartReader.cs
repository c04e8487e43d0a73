namespace IamSim.Tool.Shards;

/// <summary>Reads the answers of a part, in order. Not thread-safe.</summary>
internal abstract class PartReader(PartFile part) : IAsyncDisposable
{
    /// <summary>The part.</summary>
    public PartFile Part => part;

    /// <summary>The number of the question of the current answer.</summary>
    public long Question { get; private set; } = part.Name.First - 1;

    /// <summary>The current answer as a line of JSON without its end; valid until the next one.</summary>
    public abstract ReadOnlyMemory<byte> Line { get; }

    /// <summary>What was asked, as far as the part tells.</summary>
    public abstract AskedFor Asked { get; }

    /// <summary>Opens a part.</summary>
    /// <exception cref="PartFaultException">It cannot be read, or is no part.</exception>
    public static async Task<PartReader> OpenAsync(PartFile part)
    {
        try
        {
            var stream = new FileStream(part.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            return part.Name.Format == PartFormat.Parquet ? await ParquetPartReader.CreateAsync(part, stream).ConfigureAwait(false) : new NdjsonPartReader(part, stream);
        }
        catch (Exception exception) when (InputFile.IsFault(exception))
        {
            throw new PartFaultException(InputFile.Describe(part.Path, exception));
        }
    }

    /// <summary>Goes on to the next answer.</summary>
    /// <returns>Whether there is one; when there is none, there were as many as the name promises.</returns>
    /// <exception cref="PartFaultException">It cannot be read, is no part, or holds more or fewer answers than its name says.</exception>
    public async ValueTask<bool> MoveNextAsync()
    {
        if (await ReadAsync().ConfigureAwait(false))
        {
            return ++Question <= part.Name.Last ? true : throw Fault($"it has more than the {part.Count} answers that its name says");
        }

        return Question >= part.Name.Last ? false : throw Fault($"it ends behind question {Question}, its name says {part.Name.Last}");
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Reads the next answer.</summary>
    protected abstract ValueTask<bool> ReadAsync();

    /// <summary>What is wrong with the part, and what to do about it.</summary>
    protected PartFaultException Fault(string what) => new($"{part}: {what}: remove it, and run shard {part.Name.Shard} with --resume");
}

namespace IamSim.Batches;

/// <summary>How a batch is run. Immutable.</summary>
public sealed record BatchOptions
{
    /// <summary>All processors, ordered, 512 requests to a chunk.</summary>
    public static BatchOptions Default { get; } = new();

    /// <summary>How many chunks are worked on at once; <c>null</c> means the number of processors. With 1 everything runs in the flow of the caller.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int? MaxDegreeOfParallelism
    {
        get;
        init
        {
            if (value is { } number)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(number, 1, nameof(MaxDegreeOfParallelism));
            }

            field = value;
        }
    }

    /// <summary>Whether answers come in the order of the requests; otherwise a chunk comes as soon as it is done.</summary>
    public bool IsOrdered { get; init; } = true;

    /// <summary>Most requests that travel together. Larger chunks cost less for each request and hold more of them in memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int ChunkSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(ChunkSize));
            field = value;
        }
    } = 512;

    /// <summary>Told after every chunk whose answers were taken; <c>null</c> for nobody. Called in the flow of whoever takes the answers.</summary>
    public IProgress<BatchProgress>? Progress { get; init; }

    /// <summary>The bound of memory: most chunks that are taken from the source and whose answers are not yet all taken.</summary>
    public int MaximumPendingChunks => Workers == 1 ? 1 : checked((2 * Workers) + 2);

    internal int Workers => MaxDegreeOfParallelism ?? Environment.ProcessorCount;
}

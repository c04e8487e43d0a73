using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace IamSim.Batches;

/// <summary>Works on the items of a stream in parallel, with a bound on how many are under way.</summary>
public static class BatchPipeline
{
    /// <summary>Makes something of every item, several at once, in order or as they are done.</summary>
    /// <remarks>
    /// An item is taken from the source only while fewer than <see cref="BatchOptions.MaximumPendingChunks"/> are under way; it is under way until the
    /// next result is asked for. When the source fails, every result of what it gave comes first, then its exception; when a worker
    /// fails, its exception stands in the place of the result. <see cref="BatchOptions.ChunkSize"/> and <see cref="BatchOptions.Progress"/> are not used:
    /// items should be chunks already, since each costs a microsecond or so.
    /// </remarks>
    /// <typeparam name="TItem">What goes in.</typeparam>
    /// <typeparam name="TResult">What comes out.</typeparam>
    /// <param name="items">The items; read by one reader at a time.</param>
    /// <param name="createWorker">Makes the function of one worker. A worker does one item at a time, so its function may keep buffers and caches.</param>
    /// <param name="options">How many workers there are, and whether order is kept; <c>null</c> means <see cref="BatchOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops the work; handed on to the source, whose pending step is waited for.</param>
    /// <returns>One result for each item.</returns>
    /// <exception cref="OperationCanceledException">The work was stopped by its token.</exception>
    public static IAsyncEnumerable<TResult> SelectAsync<TItem, TResult>(IAsyncEnumerable<TItem> items, Func<Func<TItem, TResult>> createWorker, BatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(createWorker);
        options ??= BatchOptions.Default;
        return options.Workers == 1 ? SelectHereAsync(items, createWorker(), cancellationToken) : SelectInParallelAsync(items, createWorker, options, cancellationToken);
    }

    private static async IAsyncEnumerable<TResult> SelectHereAsync<TItem, TResult>(IAsyncEnumerable<TItem> items, Func<TItem, TResult> worker, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (TItem item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return worker(item);
        }
    }

    private static async IAsyncEnumerable<TResult> SelectInParallelAsync<TItem, TResult>(IAsyncEnumerable<TItem> items, Func<Func<TItem, TResult>> createWorker, BatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var run = new PipelineRun<TItem, TResult>(options.IsOrdered, options.MaximumPendingChunks, stop.Token);
        Task work = run.WorkAsync(items, createWorker, options.Workers);
        try
        {
            ChannelReader<Task<TResult>> results = run.Results;
            while (await results.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (results.TryRead(out Task<TResult>? result))
                {
                    yield return await result.WaitAsync(cancellationToken).ConfigureAwait(false);
                    run.Release();
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(false);
        }
    }
}

using System.Threading.Channels;

namespace IamSim.Batches;

/// <summary>One run of a pipeline: a reader hands items to workers. Both channels are bounded by the same slots, which the taker of the results gives back.</summary>
internal sealed class PipelineRun<TItem, TResult> : IDisposable
{
    private readonly bool _isOrdered;
    private readonly SemaphoreSlim _slots;
    private readonly CancellationToken _stop;
    private readonly Channel<Job> _jobs = Channel.CreateUnbounded<Job>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly Channel<Task<TResult>> _results = Channel.CreateUnbounded<Task<TResult>>(new UnboundedChannelOptions { SingleReader = true });

    public PipelineRun(bool isOrdered, int slots, CancellationToken stop)
    {
        _isOrdered = isOrdered;
        _slots = new SemaphoreSlim(slots);
        _stop = stop;
    }

    /// <summary>The results, in order or as they are done; completed with the exception of the source if it failed.</summary>
    public ChannelReader<Task<TResult>> Results => _results.Reader;

    /// <summary>Says that a result was taken and done with.</summary>
    public void Release() => _slots.Release();

    /// <summary>Reads and works until the source ends, fails or the run is stopped. Never throws.</summary>
    public async Task WorkAsync(IAsyncEnumerable<TItem> items, Func<Func<TItem, TResult>> createWorker, int workers)
    {
        Task<Exception?> reading = Task.Run(() => ReadAsync(items), CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(createWorker), CancellationToken.None))).ConfigureAwait(false);
        _results.Writer.Complete(await reading.ConfigureAwait(false));
    }

    public void Dispose() => _slots.Dispose();

    private async Task<Exception?> ReadAsync(IAsyncEnumerable<TItem> items)
    {
        try
        {
            IAsyncEnumerator<TItem> source = items.GetAsyncEnumerator(_stop);
            await using (source.ConfigureAwait(false))
            {
                await _slots.WaitAsync(_stop).ConfigureAwait(false);
                while (await source.MoveNextAsync().ConfigureAwait(false))
                {
                    var job = new Job(source.Current);
                    if (_isOrdered)
                    {
                        _results.Writer.TryWrite(job.Result.Task);
                    }

                    _jobs.Writer.TryWrite(job);
                    await _slots.WaitAsync(_stop).ConfigureAwait(false);
                }
            }

            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
        finally
        {
            _jobs.Writer.Complete();
        }
    }

    private async Task WorkAsync(Func<Func<TItem, TResult>> createWorker)
    {
        Func<TItem, TResult>? worker = null;
        while (await _jobs.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (_jobs.Reader.TryRead(out Job? job))
            {
                // Nobody waits for the rest of a run that was stopped.
                if (_stop.IsCancellationRequested)
                {
                    continue;
                }

                try
                {
                    worker ??= createWorker();
                    job.Result.SetResult(worker(job.Item));
                }
                catch (Exception exception)
                {
                    job.Result.SetException(exception);
                }

                if (!_isOrdered)
                {
                    _results.Writer.TryWrite(job.Result.Task);
                }
            }
        }
    }

    private sealed class Job(TItem item)
    {
        public TItem Item { get; } = item;

        public TaskCompletionSource<TResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

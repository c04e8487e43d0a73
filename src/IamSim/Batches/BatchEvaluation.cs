using System.Runtime.CompilerServices;

namespace IamSim.Batches;

/// <summary>Answers a stream of requests.</summary>
public static class BatchEvaluation
{
    /// <summary>Answers requests as they come, several chunks at once, and never reads far ahead of whoever takes the answers.</summary>
    /// <remarks>
    /// Nothing happens before the first answer is asked for. Requests that the source has ready travel together, up to
    /// <see cref="BatchOptions.ChunkSize"/>; no request waits for one that is not there yet. When the source fails, every answer to what it gave
    /// before comes first, then its exception. Leaving the loop stops the work. Safe for any number of batches on one simulator.
    /// </remarks>
    /// <param name="simulator">Who answers.</param>
    /// <param name="requests">The questions; read once, by one reader at a time, on other threads.</param>
    /// <param name="options">How to run; <c>null</c> means <see cref="BatchOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops the batch; handed on to the source, whose pending step is waited for.</param>
    /// <returns>One answer for each request.</returns>
    /// <exception cref="OperationCanceledException">The batch was stopped by its token.</exception>
    /// <exception cref="ArgumentException">The source gave a request that is <c>null</c>.</exception>
    public static IAsyncEnumerable<BatchAnswer> EvaluateAsync(this Simulator simulator, IAsyncEnumerable<AccessRequest> requests, BatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        ArgumentNullException.ThrowIfNull(requests);
        return EvaluateChunksAsync(simulator, requests, options ?? BatchOptions.Default, cancellationToken);
    }

    private static async IAsyncEnumerable<BatchAnswer> EvaluateChunksAsync(Simulator simulator, IAsyncEnumerable<AccessRequest> requests, BatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long answered = 0;
        long allowed = 0;
        IAsyncEnumerable<AnsweredChunk> chunks = BatchPipeline.SelectAsync<RequestChunk, AnsweredChunk>(
            CutAsync(requests, options.ChunkSize, CancellationToken.None), () => chunk => AnsweredChunk.Of(simulator, chunk), options, cancellationToken);
        await foreach (AnsweredChunk chunk in chunks.ConfigureAwait(false))
        {
            for (int i = 0; i < chunk.Decisions.Length; i++)
            {
                yield return new BatchAnswer(chunk.Source.First + i, chunk.Source.Requests[i], chunk.Decisions[i]);
            }

            answered += chunk.Decisions.Length;
            allowed += chunk.Allowed;
            options.Progress?.Report(new BatchProgress(answered, allowed));
        }
    }

    private static async IAsyncEnumerable<RequestChunk> CutAsync(IAsyncEnumerable<AccessRequest> requests, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long first = 0;
        int count = 0;
        bool isFaulty = false;
        var chunk = new AccessRequest[size];
        Task<bool> pending = Task.FromResult(true);
        IAsyncEnumerator<AccessRequest> source = requests.GetAsyncEnumerator(cancellationToken);
        try
        {
            while (true)
            {
                pending = Step(source);
                // What is there does not wait for what is not; and what a failing source gave goes ahead of its failure.
                if (count > 0 && (!pending.IsCompletedSuccessfully || count == size))
                {
                    yield return new RequestChunk(first, new ArraySegment<AccessRequest>(chunk, 0, count));
                    first += count;
                    (chunk, count) = (new AccessRequest[size], 0);
                }

                if (!await pending.ConfigureAwait(false))
                {
                    break;
                }

                if (source.Current is not { } request)
                {
                    isFaulty = true;
                    break;
                }

                chunk[count++] = request;
            }
        }
        finally
        {
            // Left while the source takes a step: it may not be disposed of before that ends.
            await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await source.DisposeAsync().ConfigureAwait(false);
        }

        if (count > 0)
        {
            yield return new RequestChunk(first, new ArraySegment<AccessRequest>(chunk, 0, count));
        }

        if (isFaulty)
        {
            throw new ArgumentException($"the request {first + count} of the source is null", nameof(requests));
        }
    }

    // A source that throws at once, instead of in its task, fails all the same behind what it gave.
    private static Task<bool> Step(IAsyncEnumerator<AccessRequest> source)
    {
        try
        {
            return source.MoveNextAsync().AsTask();
        }
        catch (Exception exception)
        {
            return Task.FromException<bool>(exception);
        }
    }

    private readonly record struct RequestChunk(long First, ArraySegment<AccessRequest> Requests);

    private sealed record AnsweredChunk(RequestChunk Source, Decision[] Decisions, int Allowed)
    {
        public static AnsweredChunk Of(Simulator simulator, RequestChunk chunk)
        {
            var decisions = new Decision[chunk.Requests.Count];
            simulator.Evaluate(chunk.Requests, decisions);
            int allowed = 0;
            foreach (Decision decision in decisions)
            {
                allowed += decision.IsAllowed ? 1 : 0;
            }

            return new AnsweredChunk(chunk, decisions, allowed);
        }
    }
}

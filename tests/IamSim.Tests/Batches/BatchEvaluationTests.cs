using System.Runtime.CompilerServices;
using IamSim.Batches;
using IamSim.Policies;

namespace IamSim.Tests.Batches;

public sealed class BatchEvaluationTests
{
    private static readonly Simulator Engine = Simulator.Compile(new PolicySet
    {
        Identity = [PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/*7"},{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::b/*5"}]}""")],
    });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int, int> Shapes => new() { { 1, 1 }, { 1, 512 }, { 2, 1 }, { 2, 7 }, { 4, 64 }, { 8, 512 } };

    [Fact]
    public void The_span_form_answers_every_request_in_its_place_and_leaves_the_rest_alone()
    {
        AccessRequest[] requests = [.. Enumerable.Range(0, 30).Select(Request)];
        var decisions = new Decision[40];

        Engine.Evaluate(requests, decisions);

        Assert.Equal(requests.Select(Engine.Evaluate), decisions[..30]);
        Assert.All(decisions[30..], static decision => Assert.Equal(default, decision));
        Engine.Evaluate([], default);
    }

    [Fact]
    public void A_span_without_room_is_refused_and_nothing_is_written()
    {
        var decisions = new Decision[1];

        ArgumentException exception = Assert.Throws<ArgumentException>("decisions", () => Engine.Evaluate([Request(7), Request(5)], decisions));

        Assert.StartsWith("there is room for 1 decisions, but there are 2 requests", exception.Message, StringComparison.Ordinal);
        Assert.Equal(default, decisions[0]);
    }

    [Fact]
    public void The_span_form_allocates_nothing()
    {
        AccessRequest[] requests = [.. Enumerable.Range(0, 1000).Select(Request)];
        var decisions = new Decision[requests.Length];
        Engine.Evaluate(requests, decisions);

        // The runtime may allocate once while it recompiles hot code; what the batch allocates shows in every round.
        Assert.Equal(0, Enumerable.Range(0, 10).Min(_ => Allocated()));

        long Allocated()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Engine.Evaluate(requests, decisions);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Ordered_answers_are_those_of_one_after_the_other(int workers, int chunk)
    {
        List<BatchAnswer> answers = await AnswersAsync(2000, new BatchOptions { MaxDegreeOfParallelism = workers, ChunkSize = chunk });

        Assert.Equal(Enumerable.Range(0, 2000).Select(static i => (long)i), answers.Select(static answer => answer.Index));
        Assert.All(answers, static answer => AssertAnswers(answer));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Unordered_answers_are_the_same_in_any_order(int workers, int chunk)
    {
        List<BatchAnswer> answers = await AnswersAsync(2000, new BatchOptions { MaxDegreeOfParallelism = workers, ChunkSize = chunk, IsOrdered = false });

        Assert.Equal(Enumerable.Range(0, 2000).Select(static i => (long)i), answers.Select(static answer => answer.Index).Order());
        Assert.All(answers, static answer => AssertAnswers(answer));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(4, true)]
    [InlineData(4, false)]
    public async Task The_source_is_never_read_further_ahead_than_the_bound(int workers, bool ordered)
    {
        var options = new BatchOptions { MaxDegreeOfParallelism = workers, ChunkSize = 10, IsOrdered = ordered };
        int given = 0;
        int taken = 0;
        int most = 0;
        await foreach (BatchAnswer answer in Engine.EvaluateAsync(Source(), options, Token))
        {
            most = Math.Max(most, Volatile.Read(ref given) - taken);
            taken++;
            if (taken % 250 == 0)
            {
                // Time enough to run away.
                await Task.Delay(20, Token);
            }
        }

        Assert.Equal(3000, taken);
        // One more: whether a chunk is full shows when the source gives the next request.
        Assert.InRange(most, 1, (options.MaximumPendingChunks * options.ChunkSize) + 1);

        async IAsyncEnumerable<AccessRequest> Source()
        {
            for (int i = 0; i < 3000; i++)
            {
                Interlocked.Increment(ref given);
                yield return Request(i);
            }

            await Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData(1, true, true)]
    [InlineData(1, true, false)]
    [InlineData(4, true, true)]
    [InlineData(4, false, true)]
    [InlineData(4, false, false)]
    public async Task What_a_failing_source_gave_is_answered_before_its_failure_surfaces(int workers, bool ordered, bool atOnce)
    {
        var options = new BatchOptions { MaxDegreeOfParallelism = workers, ChunkSize = 64, IsOrdered = ordered };
        var answers = new List<long>();

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (BatchAnswer answer in Engine.EvaluateAsync(Source(), options, Token))
            {
                answers.Add(answer.Index);
            }
        });

        Assert.Equal("the source broke", exception.Message);
        Assert.Equal(Enumerable.Range(0, 1000).Select(static i => (long)i), answers.Order());

        async IAsyncEnumerable<AccessRequest> Source()
        {
            for (int i = 0; i < 1000; i++)
            {
                yield return Request(i);
            }

            if (!atOnce)
            {
                await Task.Yield();
            }

            throw new InvalidOperationException("the source broke");
        }
    }

    [Fact]
    public async Task A_source_that_throws_instead_of_failing_fails_behind_what_it_gave()
    {
        var answers = new List<long>();

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (BatchAnswer answer in Engine.EvaluateAsync(new ThrowingSource(), cancellationToken: Token))
            {
                answers.Add(answer.Index);
            }
        });

        Assert.Equal("thrown at once", exception.Message);
        Assert.Equal([0, 1, 2], answers);
    }

    [Fact]
    public async Task A_request_that_is_null_is_named_by_its_index_after_the_answers_before_it()
    {
        var answers = new List<long>();

        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>("requests", async () =>
        {
            await foreach (BatchAnswer answer in Engine.EvaluateAsync(Of(Request(1), Request(2), null!, Request(3)), null, Token))
            {
                answers.Add(answer.Index);
            }
        });

        Assert.StartsWith("the request 2 of the source is null", exception.Message, StringComparison.Ordinal);
        Assert.Equal([0, 1], answers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_request_waits_for_one_that_is_not_there_yet(int workers)
    {
        var second = new TaskCompletionSource();
        IAsyncEnumerator<BatchAnswer> answers = Engine.EvaluateAsync(Source(), new BatchOptions { MaxDegreeOfParallelism = workers }, Token).GetAsyncEnumerator(Token);
        await using (answers)
        {
            Assert.True(await answers.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token));
            second.SetResult();
            Assert.True(await answers.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token));
            Assert.False(await answers.MoveNextAsync());
        }

        async IAsyncEnumerable<AccessRequest> Source()
        {
            yield return Request(1);
            await second.Task;
            yield return Request(2);
        }
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(4, true)]
    [InlineData(4, false)]
    public async Task Cancellation_ends_the_batch_and_the_source(int workers, bool ordered)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var ended = new TaskCompletionSource();
        int taken = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (BatchAnswer answer in Engine.EvaluateAsync(Endless(ended, CancellationToken.None), new BatchOptions { MaxDegreeOfParallelism = workers, IsOrdered = ordered }, stop.Token))
            {
                if (++taken == 5000)
                {
                    await stop.CancelAsync();
                }
            }
        });

        Assert.True(ended.Task.IsCompletedSuccessfully, "the source was not disposed of");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Leaving_the_loop_ends_the_source_also_while_it_takes_a_step(int workers)
    {
        var ended = new TaskCompletionSource();
        await foreach (BatchAnswer answer in Engine.EvaluateAsync(Waiting(CancellationToken.None), new BatchOptions { MaxDegreeOfParallelism = workers }, Token))
        {
            if (answer.Index == 9)
            {
                break;
            }
        }

        Assert.True(ended.Task.IsCompletedSuccessfully, "the source was not disposed of");

        async IAsyncEnumerable<AccessRequest> Waiting([EnumeratorCancellation] CancellationToken cancellation)
        {
            try
            {
                for (int i = 0; i < 10; i++)
                {
                    yield return Request(i);
                }

                await Task.Delay(workers == 1 ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromMinutes(1), cancellation);
            }
            finally
            {
                ended.SetResult();
            }
        }
    }

    [Fact]
    public async Task Progress_counts_what_was_taken()
    {
        var told = new List<BatchProgress>();

        await AnswersAsync(1000, new BatchOptions { MaxDegreeOfParallelism = 2, ChunkSize = 100, Progress = new Told(told) });

        Assert.Equal(1000, told[^1].Answered);
        Assert.Equal(Enumerable.Range(0, 1000).Count(static i => Engine.Evaluate(Request(i)).IsAllowed), told[^1].Allowed);
        Assert.Equal(told.Select(static progress => progress.Answered).Order(), told.Select(static progress => progress.Answered));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_that_fails_fails_in_the_place_of_its_result(bool ordered)
    {
        var results = new List<int>();

        DivideByZeroException exception = await Assert.ThrowsAsync<DivideByZeroException>(async () =>
        {
            await foreach (int result in BatchPipeline.SelectAsync<int, int>(Numbers(), static () => static number => number == 50 ? throw new DivideByZeroException() : number, new BatchOptions { MaxDegreeOfParallelism = 3, IsOrdered = ordered }, Token))
            {
                results.Add(result);
            }
        });

        Assert.NotNull(exception);
        Assert.DoesNotContain(50, results);
        Assert.True(!ordered || results.SequenceEqual(Enumerable.Range(0, 50)));

        static async IAsyncEnumerable<int> Numbers()
        {
            for (int i = 0; i < 100; i++)
            {
                yield return i;
            }

            await Task.CompletedTask;
        }
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("MaxDegreeOfParallelism", static () => new BatchOptions { MaxDegreeOfParallelism = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("ChunkSize", static () => new BatchOptions { ChunkSize = 0 });
    }

    private static AccessRequest Request(int i) => new("arn:aws:iam::111122223333:user/alice", "s3:GetObject", $"arn:aws:s3:::b/{i}") { Time = DateTimeOffset.UnixEpoch };

    private static void AssertAnswers(BatchAnswer answer)
    {
        Assert.Equal(Engine.Evaluate(answer.Request), answer.Decision);
        Assert.Equal($"arn:aws:s3:::b/{answer.Index}", answer.Request.Resources[0].Arn);
    }

    private static async Task<List<BatchAnswer>> AnswersAsync(int count, BatchOptions options)
    {
        var answers = new List<BatchAnswer>();
        await foreach (BatchAnswer answer in Engine.EvaluateAsync(Of([.. Enumerable.Range(0, count).Select(Request)]), options, Token))
        {
            answers.Add(answer);
        }

        return answers;
    }

    private static async IAsyncEnumerable<AccessRequest> Of(params AccessRequest[] requests)
    {
        foreach (AccessRequest request in requests)
        {
            yield return request;
        }

        await Task.CompletedTask;
    }

    private static async IAsyncEnumerable<AccessRequest> Endless(TaskCompletionSource ended, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return Request(i % 1000);
                if (i % 1000 == 0)
                {
                    await Task.Yield();
                }
            }
        }
        finally
        {
            ended.SetResult();
        }
    }

    private sealed class Told(List<BatchProgress> told) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) => told.Add(value);
    }

    /// <summary>Gives three requests, then throws out of the method itself.</summary>
    private sealed class ThrowingSource : IAsyncEnumerable<AccessRequest>, IAsyncEnumerator<AccessRequest>
    {
        private int _given;

        public AccessRequest Current => Request(_given);

        public IAsyncEnumerator<AccessRequest> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => _given++ < 3 ? ValueTask.FromResult(true) : throw new InvalidOperationException("thrown at once");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

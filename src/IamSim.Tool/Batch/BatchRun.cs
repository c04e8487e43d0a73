using System.Buffers;
using System.Collections.Concurrent;
using IamSim.Batches;

namespace IamSim.Tool.Batch;

/// <summary>One run of <c>iamsim batch</c>.</summary>
internal sealed class BatchRun(BatchArguments arguments, CancellationToken stop)
{
    private readonly ConcurrentBag<ArrayBufferWriter<byte>> _buffers = [];
    private readonly BatchReport _report = new(InputFile.NameOf(arguments.Input));

    /// <summary>Runs to the end, to a fault, or until it is stopped.</summary>
    /// <returns>The exit code.</returns>
    public int Run() => OutputFaults.Guard(() => RunAsync().GetAwaiter().GetResult(), () => _report.ExitCodeOf(fault: null));

    private async Task<int> RunAsync()
    {
        using BatchQuestions? questions = await BatchQuestions.OpenAsync(arguments, stop).ConfigureAwait(false);
        if (questions is null)
        {
            return ExitCode.CannotAnswer;
        }

        using BatchOutput? output = await BatchOutput.OpenAsync(arguments, questions.Input).ConfigureAwait(false);
        if (output is null)
        {
            return stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.CannotAnswer;
        }

        using var progress = new ProgressLine(questions.Length, IsWatched);
        long end = await AnswerAsync(questions, output, progress).ConfigureAwait(false);
        progress.Dispose();
        return Finish(questions.Input, end, progress.Elapsed);
    }

    private async Task<long> AnswerAsync(BatchQuestions questions, BatchOutput output, ProgressLine progress)
    {
        var options = new BatchOptions { MaxDegreeOfParallelism = arguments.Threads, IsOrdered = arguments.IsOrdered };
        long end = output.InputOffset;
        IAsyncEnumerable<AnsweredBlock> answers = BatchPipeline.SelectAsync<LineBlock, AnsweredBlock>(questions.Input.ReadAsync(CancellationToken.None), () => Worker(questions.CreateAnswerer()), options, CancellationToken.None);
        await foreach (AnsweredBlock block in answers.ConfigureAwait(false))
        {
            output.Write(block.Text.WrittenSpan);
            block.Text.ResetWrittenCount();
            _buffers.Add(block.Text);
            end = Math.Max(end, block.EndOffset);
            _report.Add(block, progress);
            progress.Update(output.InputOffset, end, _report.Answered);
        }

        return end;
    }

    private Func<LineBlock, AnsweredBlock> Worker(IBlockAnswerer answerer)
    {
        var writer = new BlockWriter(arguments.Format, _buffers);
        return block => writer.Answer(block, answerer);
    }

    private int Finish(BatchInput input, long end, TimeSpan elapsed)
    {
        _report.WriteFaults(input.Fault);
        if (stop.IsCancellationRequested)
        {
            string how = arguments.Output is null ? $"--from {end}" : "--resume";
            Console.Error.WriteLine($"iamsim: stopped; the input is answered up to offset {end}: continue with {how}");
        }

        Console.Error.WriteLine(_report.Summary(elapsed));
        return stop.IsCancellationRequested ? ExitCode.Cancelled : _report.ExitCodeOf(input.Fault);
    }

    // A bar between answers on one screen would be in their way.
    private bool IsWatched => !Console.IsErrorRedirected && (arguments.Output is not null || Console.IsOutputRedirected);
}

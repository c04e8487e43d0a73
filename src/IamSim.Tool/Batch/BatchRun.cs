using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using IamSim.Batches;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Tool.Batch;

/// <summary>One run of <c>iamsim batch</c>.</summary>
internal sealed class BatchRun(BatchArguments arguments, CancellationToken stop)
{
    // As many as a person reads; the answers have all.
    private const int MostComplaints = 10;

    private readonly ConcurrentBag<ArrayBufferWriter<byte>> _buffers = [];
    private readonly string _name = InputFile.NameOf(arguments.Input);
    private AnswerCounts _counts;

    /// <summary>Runs to the end, to a fault, or until it is stopped.</summary>
    /// <returns>The exit code.</returns>
    public int Run() => OutputFaults.Guard(() => RunAsync().GetAwaiter().GetResult(), () => ExitCodeOf(fault: null));

    private async Task<int> RunAsync()
    {
        ScenarioTemplate? template = arguments.Policies is { } policies ? PoliciesFile.Read(policies, arguments.Reader) : null;
        if (arguments.Policies is not null && template is null)
        {
            return ExitCode.CannotAnswer;
        }

        using Stream? stream = InputFile.Open(arguments.Input, out string? unreadable);
        if (stream is null)
        {
            return Refuse(unreadable!);
        }

        var input = new BatchInput(stream, arguments.Input, stop);
        CsvHeader? header = null;
        if (arguments.IsCsv)
        {
            (header, string? fault) = await ReadHeaderAsync(input).ConfigureAwait(false);
            if (header is null)
            {
                return Refuse(fault!);
            }
        }

        using BatchOutput? output = await BatchOutput.OpenAsync(arguments, input).ConfigureAwait(false);
        if (output is null)
        {
            return stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.CannotAnswer;
        }

        using var progress = new ProgressLine(stream.CanSeek ? stream.Length : null, IsWatched);
        long end = await AnswerAsync(input, output, () => Answerer(template, header), progress).ConfigureAwait(false);
        progress.Dispose();
        return Finish(input, end, progress.Elapsed);
    }

    private async Task<long> AnswerAsync(BatchInput input, BatchOutput output, Func<IBlockAnswerer> createAnswerer, ProgressLine progress)
    {
        var options = new BatchOptions { MaxDegreeOfParallelism = arguments.Threads, IsOrdered = arguments.IsOrdered };
        long end = output.InputOffset;
        int complaints = 0;
        IAsyncEnumerable<AnsweredBlock> answers = BatchPipeline.SelectAsync<LineBlock, AnsweredBlock>(input.ReadAsync(CancellationToken.None), () => Worker(createAnswerer()), options, CancellationToken.None);
        await foreach (AnsweredBlock block in answers.ConfigureAwait(false))
        {
            output.Write(block.Text.WrittenSpan);
            block.Text.ResetWrittenCount();
            _buffers.Add(block.Text);
            _counts.Add(block.Counts);
            end = Math.Max(end, block.EndOffset);
            foreach ((long line, BadLine fault) in block.BadLines.Take(MostComplaints - complaints))
            {
                progress.WriteLine(fault.ToText(_name, line));
                complaints++;
            }

            progress.Update(output.InputOffset, end, _counts.All);
        }

        return end;
    }

    private Func<LineBlock, AnsweredBlock> Worker(IBlockAnswerer answerer)
    {
        var writer = new BlockWriter(arguments.Format, _buffers);
        return block =>
        {
            writer.Begin();
            answerer.Answer(block, writer);
            return writer.End(block.EndOffset);
        };
    }

    private IBlockAnswerer Answerer(ScenarioTemplate? template, CsvHeader? header) => (template, header) switch
    {
        (null, _) => new ScenarioAnswerer(arguments.Reader with { BaseDirectory = InputFile.FolderOf(arguments.Input) }, _name),
        (_, null) => new RequestAnswerer(template, _name),
        _ => new CsvAnswerer(template, header, _name),
    };

    private async Task<(CsvHeader? Header, string? Fault)> ReadHeaderAsync(BatchInput input)
    {
        if (await input.TakeHeaderAsync().ConfigureAwait(false) is not ({ } line, var number))
        {
            return (null, input.Fault ?? $"{PrintableText.Line(_name)} is empty: expected a header such as principal,action,resource");
        }

        CsvHeader? header = CsvHeader.Read(line, out BadLine fault);
        return (header, header is null ? fault.ToText(_name, number) : null);
    }

    private int Finish(BatchInput input, long end, TimeSpan elapsed)
    {
        if (_counts.Bad > MostComplaints)
        {
            Console.Error.WriteLine(Invariant($"iamsim: {_counts.Bad - MostComplaints:N0} more bad lines, told in their answers only"));
        }

        if (input.Fault is { } fault)
        {
            Console.Error.WriteLine($"iamsim: {fault}");
        }

        if (stop.IsCancellationRequested)
        {
            string how = arguments.Output is null ? $"--from {end}" : "--resume";
            Console.Error.WriteLine($"iamsim: stopped; the input is answered up to offset {end}: continue with {how}");
        }

        Console.Error.WriteLine(Summary(elapsed));
        return stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCodeOf(input.Fault);
    }

    private string Summary(TimeSpan elapsed)
    {
        string policies = _counts.PolicyErrors > 0 ? Invariant($", {_counts.PolicyErrors:N0} with policy errors") : "";
        string expectations = _counts.Passed + _counts.Failed > 0 ? Invariant($"; {_counts.Passed:N0} passed, {_counts.Failed:N0} failed") : "";
        double rate = _counts.All / Math.Max(elapsed.TotalSeconds, 0.001);
        return Invariant($"{_counts.All:N0} {(_counts.All == 1 ? "request" : "requests")}: {_counts.Allowed:N0} allowed, {_counts.Denied:N0} denied{policies}, {_counts.Bad:N0} bad{expectations}; {elapsed.TotalSeconds:N1} s, {rate:N0}/s");
    }

    private int ExitCodeOf(string? fault) => _counts.Bad > 0 || fault is not null ? ExitCode.CannotAnswer : _counts.Failed > 0 ? ExitCode.No : ExitCode.Yes;

    // A bar between answers on one screen would be in their way.
    private bool IsWatched => !Console.IsErrorRedirected && (arguments.Output is not null || Console.IsOutputRedirected);

    private static int Refuse(string fault)
    {
        Console.Error.WriteLine($"iamsim: {fault}");
        return ExitCode.CannotAnswer;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

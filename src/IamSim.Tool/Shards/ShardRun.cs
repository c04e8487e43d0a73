using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using IamSim.Batches;
using IamSim.Diagnostics;
using IamSim.Tool.Batch;

namespace IamSim.Tool.Shards;

/// <summary>One run of <c>iamsim batch --out</c>: answers a share of the questions, and leaves whole parts only.</summary>
internal sealed class ShardRun(ShardArguments arguments, CancellationToken stop)
{
    private readonly ConcurrentBag<ArrayBufferWriter<byte>> _buffers = [];
    private readonly BatchReport _report = new(InputFile.NameOf(arguments.Batch.Input));
    private long _written;
    private long _answered;

    /// <summary>Runs to the end, to a fault, or until it is stopped.</summary>
    /// <returns>The exit code.</returns>
    public int Run() => OutputFaults.Guard(() => RunAsync().GetAwaiter().GetResult(), () => _report.ExitCodeOf(fault: null));

    private async Task<int> RunAsync()
    {
        using BatchQuestions? questions = await BatchQuestions.OpenAsync(arguments.Batch, stop).ConfigureAwait(false);
        if (questions is null)
        {
            return ExitCode.CannotAnswer;
        }

        using ShardFolder? folder = ShardFolder.Open(arguments.Folder, arguments.Shard, out string? fault);
        if (folder is null)
        {
            return Refuse(fault!);
        }

        var manifest = new ShardManifest(arguments.Shard.ToString(), arguments.PartSize, arguments.Format, ShardSettings.Of(arguments.Batch, questions), Questions: null, InputDigest: null);
        if (Prepare(folder, manifest) is { } refused)
        {
            return Refuse(refused);
        }

        using var progress = new ProgressLine(questions.Length, !Console.IsErrorRedirected);
        using var cutter = new ShardCutter(arguments, manifest.Settings.Seed(), folder.Parts(), offset => progress.Update(0, offset, Interlocked.Read(ref _answered)));
        await AnswerAsync(questions, cutter, folder, progress).ConfigureAwait(false);
        progress.Dispose();
        if (cutter.Stranger is { } stranger)
        {
            return Refuse($"{PrintableText.Line(folder.PathOf(stranger))} does not belong to these questions and policies: remove it, or name another folder, or leave --resume out to replace all parts of the shard");
        }

        bool isWhole = cutter.InputDigest is not null;
        if (isWhole)
        {
            folder.Write(manifest with { Questions = cutter.Questions, InputDigest = cutter.InputDigest });
        }

        return Finish(questions.Input, cutter, isWhole, progress.Elapsed);
    }

    // Without --resume a run replaces what is there, as a run with --output does.
    private string? Prepare(ShardFolder folder, ShardManifest manifest)
    {
        if (!arguments.Batch.Resumes)
        {
            folder.Clear();
        }
        else if (File.Exists(folder.ManifestPath))
        {
            return ShardManifest.Read(folder.ManifestPath, out string? fault) is not { } earlier ? fault : WhyNot(folder, earlier, manifest);
        }

        folder.Write(manifest);
        return null;
    }

    private static string? WhyNot(ShardFolder folder, ShardManifest earlier, ShardManifest manifest)
    {
        string? difference = manifest.Settings.DifferenceTo(earlier.Settings)
            ?? (earlier.PartSize != manifest.PartSize ? string.Create(CultureInfo.InvariantCulture, $"--part-size {earlier.PartSize}, not {manifest.PartSize}") : null)
            ?? (earlier.Format != manifest.Format ? $"--format {earlier.Format.ToString().ToLowerInvariant()}" : null);
        return difference is null ? null : $"the parts in {folder} were made with {PrintableText.Line(difference)}: name another folder, or leave --resume out to replace them";
    }

    private async Task AnswerAsync(BatchQuestions questions, ShardCutter cutter, ShardFolder folder, ProgressLine progress)
    {
        var options = new BatchOptions { MaxDegreeOfParallelism = arguments.Batch.Threads };
        var part = new OpenPart(folder, arguments.Format);
        await using (part.ConfigureAwait(false))
        {
            IAsyncEnumerable<(ShardPiece Piece, AnsweredBlock? Answers)> pieces =
                BatchPipeline.SelectAsync(cutter.CutAsync(questions.Input, CancellationToken.None), () => Worker(questions.CreateAnswerer()), options, CancellationToken.None);
            await foreach ((ShardPiece piece, AnsweredBlock? answers) in pieces.ConfigureAwait(false))
            {
                if (answers is not null)
                {
                    await part.WriteAsync(piece.PartFirst, answers.Text.WrittenMemory).ConfigureAwait(false);
                    answers.Text.ResetWrittenCount();
                    _buffers.Add(answers.Text);
                    _report.Add(answers, progress);
                    Interlocked.Exchange(ref _answered, _report.Answered);
                }

                if (piece.Completed is { } name)
                {
                    await part.CompleteAsync(name).ConfigureAwait(false);
                    _written++;
                }
            }
        }
    }

    private Func<ShardPiece, (ShardPiece Piece, AnsweredBlock? Answers)> Worker(IBlockAnswerer answerer)
    {
        var writer = new BlockWriter(arguments.Format == PartFormat.Parquet ? new AnswerRecords() : new NdjsonAnswers(), _buffers);
        return piece => (piece, piece.Block is { } block ? writer.Answer(block, answerer) : null);
    }

    private int Finish(BatchInput input, ShardCutter cutter, bool isWhole, TimeSpan elapsed)
    {
        _report.WriteFaults(input.Fault);
        bool isStopped = !isWhole && stop.IsCancellationRequested;
        if (isStopped)
        {
            Console.Error.WriteLine("iamsim: stopped; only whole parts are left: continue with --resume");
        }

        string earlier = cutter.Skipped > 0 ? string.Create(CultureInfo.InvariantCulture, $", {cutter.Skipped:N0} {(cutter.Skipped == 1 ? "was" : "were")} there") : "";
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"shard {arguments.Shard} of {cutter.Questions:N0} {(cutter.Questions == 1 ? "question" : "questions")}: {_written:N0} {(_written == 1 ? "part" : "parts")} written{earlier}"));
        Console.Error.WriteLine(_report.Summary(elapsed));
        return isStopped ? ExitCode.Cancelled : _report.ExitCodeOf(input.Fault);
    }

    private static int Refuse(string fault)
    {
        Console.Error.WriteLine($"iamsim: {fault}");
        return ExitCode.CannotAnswer;
    }
}

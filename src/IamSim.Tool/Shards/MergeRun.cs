using System.Globalization;
using IamSim.Tool.Batch;

namespace IamSim.Tool.Shards;

/// <summary>One run of <c>iamsim merge</c>.</summary>
internal sealed class MergeRun(MergeArguments arguments, CancellationToken stop)
{
    // As many as a person reads.
    private const int MostComplaints = 10;

    // Asking for every answer would cost more than writing it.
    private const int AnswersBetweenLooks = 4096;

    private string? _target = arguments.Output;

    /// <summary>Runs to the end, to a fault, or until it is stopped.</summary>
    /// <returns>The exit code.</returns>
    public int Run() => OutputFaults.Guard(() => RunAsync().GetAwaiter().GetResult(), static () => ExitCode.Yes);

    private async Task<int> RunAsync()
    {
        try
        {
            MergePlan plan = MergePlan.Create(arguments.Folders);
            bool isWhole = plan.Questions is not null && plan.Missing.Count == 0;
            if (!isWhole)
            {
                Complain(plan);
            }

            if (!isWhole && !arguments.IsPartial)
            {
                Console.Error.WriteLine("iamsim: nothing was merged: run what is missing with --resume, or merge what there is with --partial");
                return ExitCode.No;
            }

            using PendingFile? file = OpenOutput();
            await MergeAsync(plan, file).ConfigureAwait(false);
            return isWhole ? ExitCode.Yes : ExitCode.No;
        }
        catch (PartFaultException fault)
        {
            Console.Error.WriteLine($"iamsim: {fault.Message}");
            return ExitCode.CannotAnswer;
        }
    }

    private static void Complain(MergePlan plan)
    {
        foreach (QuestionRange range in plan.Missing.Take(MostComplaints))
        {
            Console.Error.WriteLine($"iamsim: missing: {range}{plan.ShardsOf(range)}");
        }

        if (plan.Missing.Count > MostComplaints)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"iamsim: missing: {plan.Missing.Count - MostComplaints:N0} more ranges"));
        }

        if (plan.Questions is null)
        {
            Console.Error.WriteLine("iamsim: missing: how many questions there are; a shard says it at the end of its run, in its shard-….json");
        }
    }

    private PendingFile? OpenOutput()
    {
        if (_target is not { } path)
        {
            return null;
        }

        try
        {
            if (Directory.Exists(path) || IsDevice(path))
            {
                throw new PartFaultException(InputFile.DescribeWrite(path, "it is no file; standard output is written to without --out"));
            }

            // A link goes on leading to the file.
            _target = new FileInfo(path).LinkTarget is null ? Path.GetFullPath(path) : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
            return new PendingFile(_target + ".partial");
        }
        catch (Exception exception) when (InputFile.IsFault(exception))
        {
            throw new PartFaultException(InputFile.DescribeWrite(path, exception.Message));
        }
    }

    // To rename a file to the name of a device would take the device away from everybody.
    private static bool IsDevice(string path)
    {
        string full = Path.GetFullPath(path);
        return !OperatingSystem.IsWindows()
            && ((full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal)) || full.StartsWith("/proc/", StringComparison.Ordinal));
    }

    private async Task MergeAsync(MergePlan plan, PendingFile? file)
    {
        Stream stream = file is null ? StandardOutput.Open() : file.Stream;
        var merger = new PartMerger(plan.Parts);
        IMergedAnswers answers = arguments.Format == "parquet"
            ? new MergedTable(await ParquetTableWriter.CreateAsync(stream).ConfigureAwait(false))
            : new MergedLines(stream, arguments.Format == "csv" ? new CsvAnswers() : null);
        long count = 0;
        using var progress = new ProgressLine(plan.Answers, !Console.IsErrorRedirected && (file is not null || Console.IsOutputRedirected), "answers");
        await using (merger.ConfigureAwait(false))
        await using (answers.ConfigureAwait(false))
        {
            while (await merger.MoveNextAsync().ConfigureAwait(false))
            {
                await answers.WriteAsync(merger).ConfigureAwait(false);
                if (++count % AnswersBetweenLooks == 0)
                {
                    stop.ThrowIfCancellationRequested();
                    progress.Update(0, count, count);
                }
            }

            await answers.EndAsync().ConfigureAwait(false);
        }

        file?.CompleteAs(_target!);
        progress.Dispose();
        Finish(plan, count, progress.Elapsed);
    }

    private void Finish(MergePlan plan, long count, TimeSpan elapsed)
    {
        if (arguments.Format == "parquet" && plan.Parts.Any(static part => part.Name.Format == PartFormat.Ndjson))
        {
            Console.Error.WriteLine("iamsim: parts in NDJSON do not hold the questions: where there is no other part, principal, action and resource are empty");
        }

        long repeats = plan.Parts.Sum(static part => part.Count) - count;
        string repeated = repeats > 0 ? string.Create(CultureInfo.InvariantCulture, $", {repeats:N0} repeated") : "";
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "answer" : "answers")} from {plan.Parts.Count:N0} {(plan.Parts.Count == 1 ? "part" : "parts")}{repeated}; {elapsed.TotalSeconds:N1} s, {count / Math.Max(elapsed.TotalSeconds, 0.001):N0}/s"));
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using IamSim.MutationRunner.Mutants;
using IamSim.MutationRunner.Tests;

namespace IamSim.MutationRunner.Driving;

/// <summary>Asks tests about mutants, with some processes at a time.</summary>
internal sealed class Driver
{
    private readonly string _folder;
    private readonly string _surveyFile;
    private readonly string _budget;
    private readonly ResultLog _log;
    private readonly HashSet<int> _reachedAlways;
    private readonly HashSet<int> _reachedOnce;
    private readonly bool _isThorough;
    private int _done;

    /// <param name="isThorough">Whether a mutant that survived is asked about once more in a process where nothing is initialized yet.</param>
    public Driver(string folder, string surveyFile, string budget, bool isThorough, ResultLog log)
    {
        _folder = folder;
        _surveyFile = surveyFile;
        _budget = budget;
        _isThorough = isThorough;
        _log = log;
        TestSurvey survey = TestSurvey.Read(surveyFile);
        _reachedAlways = [.. survey.Tests.SelectMany(static facts => facts.Reached)];
        _reachedOnce = [.. survey.Tests.SelectMany(static facts => facts.ReachedOnce), .. survey.ReachedByFinding];
    }

    /// <summary>Asks about all of them, in the given order.</summary>
    public async Task RunAsync(IReadOnlyList<Mutant> mutants, int workers)
    {
        ConcurrentQueue<Mutant> queue = new(mutants);
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(30));
        Task all = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(queue))));
        while (await Task.WhenAny(all, timer.WaitForNextTickAsync().AsTask()) != all)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{_done} of {mutants.Count}"));
        }

        await all;
    }

    private async Task WorkAsync(ConcurrentQueue<Mutant> queue)
    {
        WorkerProcess? worker = null;
        try
        {
            while (queue.TryDequeue(out Mutant? mutant))
            {
                MutantResult? result = null;
                string? suspect = null;
                bool isFirst = false;
                if (_reachedAlways.Contains(mutant.Id))
                {
                    isFirst = worker is null;
                    worker ??= await StartAsync();
                    worker.Ask(mutant.Id);
                    WorkerMessage? answer = await worker.ReadAsync();
                    if (answer?.Kind is not ("killed" or "survived"))
                    {
                        worker.Dispose();
                        worker = null;
                    }

                    suspect = answer?.Test;
                    result = IsFinal(answer, mutant, isFirst) ? ResultOf(mutant, answer) : null;
                }
                else if (!_reachedOnce.Contains(mutant.Id))
                {
                    result = MutantResult.Of(mutant, MutantStatus.NoCoverage);
                }

                _log.Add(result ?? await AskFreshAsync(mutant, suspect));
                _ = Interlocked.Increment(ref _done);
            }
        }
        finally
        {
            worker?.Dispose();
        }
    }

    // Whatever earlier mutants left behind cannot have made this answer, and nothing that runs once can change it.
    private bool IsFinal(WorkerMessage? answer, Mutant mutant, bool isFirst) => answer?.Kind switch
    {
        "killed" => true,
        "survived" => !_isThorough || !_reachedOnce.Contains(mutant.Id),
        _ => isFirst,
    };

    private async Task<WorkerProcess> StartAsync()
    {
        WorkerProcess worker = new("work", _folder, _surveyFile, _budget);
        return await worker.ReadAsync() is { Kind: "ready" } ? worker : throw new InvalidOperationException("a worker did not start");
    }

    private async Task<MutantResult> AskFreshAsync(Mutant mutant, string? suspect)
    {
        using WorkerProcess worker = new("work", _folder, _surveyFile, _budget, mutant.Id.ToString(CultureInfo.InvariantCulture), suspect ?? "");
        return ResultOf(mutant, await worker.ReadAsync());
    }

    private static MutantResult ResultOf(Mutant mutant, WorkerMessage? answer) => answer?.Kind switch
    {
        "survived" => MutantResult.Of(mutant, MutantStatus.Survived, asked: answer.Asked),
        "hung" => MutantResult.Of(mutant, MutantStatus.Timeout, answer.Test),
        null => MutantResult.Of(mutant, MutantStatus.Killed, reason: "the process ended"),
        _ => MutantResult.Of(mutant, MutantStatus.Killed, answer.Test, answer.Reason, answer.Asked),
    };
}

using System.Collections.Frozen;
using System.Text.Json;
using IamSim.MutationRunner.Mutants;
using IamSim.MutationRunner.Tests;

namespace IamSim.MutationRunner.Driving;

/// <summary>A process that asks tests about one mutant after the other. Mutants come as numbers by standard input.</summary>
internal sealed class Worker : IDisposable
{
    private const string Finding = "(finding the tests)";

    private readonly TestSurvey _survey;
    private readonly double _budget;
    private readonly MutantSwitch _mutants;
    private readonly Dictionary<string, TestCase> _tests;
    private readonly TestOrder _order;
    private readonly Dictionary<int, List<int>> _reaching = [];
    private readonly TextWriter _answers;
    private readonly HangWatch _watch;

    private Worker(TestSurvey survey, double budget, MutantSwitch mutants, IEnumerable<TestCase> tests, TextWriter answers)
    {
        _survey = survey;
        _budget = budget;
        _mutants = mutants;
        _tests = tests.ToDictionary(static test => test.Name, StringComparer.Ordinal);
        _order = new TestOrder(survey);
        _answers = answers;
        _watch = new HangWatch(name => Say(new WorkerMessage("hung", name)));
        for (int test = 0; test < survey.Tests.Count; test++)
        {
            foreach (int id in survey.Tests[test].Reached)
            {
                (_reaching.TryGetValue(id, out List<int>? known) ? known : _reaching[id] = []).Add(test);
            }
        }
    }

    /// <summary>Asks about mutants until standard input ends.</summary>
    /// <param name="budget">Milliseconds of tests after which a mutant counts as survived.</param>
    public static async Task RunAsync(string folder, TestSurvey survey, double budget, TextWriter answers)
    {
        MutantSwitch? mutants = null;
        IReadOnlyList<TestCase> tests = await TestFolder.LoadAsync(folder, library => mutants = new MutantSwitch(library, FrozenSet<int>.Empty));
        using Worker worker = new(survey, budget, mutants!, tests, answers);
        if (survey.Tests.FirstOrDefault(facts => !worker._tests.ContainsKey(facts.Name)) is { } gone)
        {
            // Its absence would count as its failing.
            throw new InvalidOperationException($"there is no test '{gone.Name}' any more: survey the tests again");
        }

        worker.Say(new WorkerMessage("ready"));
        while (await Console.In.ReadLineAsync() is { } line)
        {
            int id = int.Parse(line, System.Globalization.CultureInfo.InvariantCulture);
            mutants!.Activate(id);
            worker.Ask(worker._order.Of(worker._reaching.GetValueOrDefault(id, [])));
        }
    }

    /// <summary>Asks all tests about one mutant that is active from the start: one that is reached by what runs once.</summary>
    /// <param name="first">The name of the test to begin with.</param>
    public static async Task RunFreshAsync(string folder, TestSurvey survey, double budget, TextWriter answers, int id, string? first)
    {
        IReadOnlyList<TestCase> tests;
        MutantSwitch? mutants = null;
        using HangWatch watch = new(name => Write(answers, new WorkerMessage("hung", name)));
        try
        {
            watch.Begin(Finding, HangWatch.OfFinding);
            tests = await TestFolder.LoadAsync(folder, library =>
            {
                mutants = new MutantSwitch(library, FrozenSet<int>.Empty);
                mutants.Activate(id);
            });
        }
#pragma warning disable CA1031 // Whatever the mutant throws while theories make their rows.
        catch (Exception exception) when (mutants is not null)
#pragma warning restore CA1031
        {
            Write(answers, new WorkerMessage("killed", Finding, exception.Message));
            return;
        }

        watch.End();
        using Worker worker = new(survey, budget, mutants!, tests, answers);
        worker.AskAll(id, first);
    }

    public void Dispose() => _watch.Dispose();

    private void AskAll(int id, string? first) => Ask([.. Enumerable.Range(0, _survey.Tests.Count)
        .OrderByDescending(test => _survey.Tests[test].Name == first)
        .ThenByDescending(test => _survey.Tests[test].Reached.Contains(id) || _survey.Tests[test].ReachedOnce.Contains(id))
        .ThenBy(test => _survey.Tests[test].Milliseconds)]);

    private void Ask(int[] tests)
    {
        int asked = 0;
        double spent = 0;
        foreach (int test in tests)
        {
            // Counted in the time that tests take elsewhere: the answer does not depend on how busy the machine is.
            spent += _survey.Tests[test].Milliseconds;
            if (spent > _budget)
            {
                break;
            }

            string name = _survey.Tests[test].Name;
            asked++;
            bool killed = Fails(name, out string? reason);
            _order.Note(test, killed);
            if (killed)
            {
                _mutants.Deactivate();
                bool poisoned = Fails(name, out _);
                Say(new WorkerMessage(poisoned ? "poisoned" : "killed", name, reason, asked));
                return;
            }
        }

        _mutants.Deactivate();
        Say(new WorkerMessage("survived", Asked: asked));
    }

    private bool Fails(string name, out string? reason)
    {
        if (!_tests.TryGetValue(name, out TestCase? test))
        {
            reason = "the row is gone";
            return true;
        }

        _watch.Begin(name, HangWatch.OfTest);
        bool fails = test.Fails(out reason);
        _watch.End();
        return fails;
    }

    private void Say(WorkerMessage message) => Write(_answers, message);

    private static void Write(TextWriter answers, WorkerMessage message)
    {
        lock (answers)
        {
            answers.WriteLine(JsonSerializer.Serialize(message));
            answers.Flush();
        }
    }
}

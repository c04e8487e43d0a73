using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using IamSim.Identifiers;
using IamSim.Tests.Reference;

namespace IamSim.Reliability;

/// <summary>Many threads ask the same simulators while others replace them; each answer must be that of the version that was asked.</summary>
/// <remarks>Now and then a thread asks about an action that nobody asked about before, so that what is remembered of actions is thrown away all the time.</remarks>
internal sealed class SoakRun(long decisions, int seed, int threads)
{
    private const int Places = 64;
    private const int Requests = 48;
    private const int NewActionEvery = 256;
    private const long GrowthAllowed = 32 << 20;

    private readonly Version[][] _versions = new Version[Places][];
    private readonly Version[] _current = new Version[Places];
    private AccessRequest[] _requests = [];
    private long _asked;
    private long _newActions;
    private long _replaced;
    private long _faults;

    /// <summary>Runs; the result is an exit code.</summary>
    public int Run()
    {
        Prepare();
        Soak(Math.Min(decisions / 10, 1_000_000));
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        Soak(decisions);
        double seconds = watch.Elapsed.TotalSeconds;
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"soak: {_asked:N0} decisions of {threads} threads, {_newActions:N0} of them about new actions, {_replaced:N0} replaced simulators, {_faults:N0} wrong answers; "
            + $"memory grew by {grown / 1024:N0} KB to {(before + grown) / 1024:N0} KB; {seconds:N0} s, {_asked / seconds:N0} decisions a second"));
        if (grown > GrowthAllowed)
        {
            Console.Error.WriteLine("soak: memory grew more than it may");
            return 1;
        }

        return _faults == 0 ? 0 : 1;
    }

    private void Prepare()
    {
        List<Question> questions = [];
        for (int number = 0; questions.Count < 2 * Places; number++)
        {
            Question question = RandomQuestions.Subjects[number % RandomQuestions.Subjects.Count].Make(new Dice(unchecked(seed + number)));
            if (Simulator.TryCompile(question.Set, question.Options, Question.Clock, out _, out _))
            {
                questions.Add(question);
            }
        }

        _requests = [.. questions.Take(Requests).Select(static question => question.Request)];
        for (int place = 0; place < Places; place++)
        {
            _versions[place] = [Of(questions[2 * place]), Of(questions[(2 * place) + 1])];
            _current[place] = _versions[place][0];
        }
    }

    private Version Of(Question question)
    {
        Simulator simulator = Simulator.Compile(question.Set, question.Options, Question.Clock);
        return new Version(question, simulator, [.. _requests.Select(request => simulator.Evaluate(request).ToString())], [.. _requests.Select(request => simulator.Evaluate(request))]);
    }

    private void Soak(long count)
    {
        using var done = new CancellationTokenSource();
        var replacing = new Thread(() => Replace(done.Token));
        replacing.Start();
        Thread[] asking = [.. Enumerable.Range(0, threads).Select(number => new Thread(() => Ask(number, count / threads)))];
        Array.ForEach(asking, static thread => thread.Start());
        Array.ForEach(asking, static thread => thread.Join());
        done.Cancel();
        replacing.Join();
    }

    // A compiled set is made anew each time, with nothing remembered.
    private void Replace(CancellationToken done)
    {
        for (int turn = 0; !done.IsCancellationRequested; turn++)
        {
            int place = turn % Places;
            Version next = _versions[place][turn / Places % 2];
            Volatile.Write(ref _current[place], next with { Simulator = Simulator.Compile(next.Question.Set, next.Question.Options, Question.Clock) });
            Interlocked.Increment(ref _replaced);
            // Without a rest replacing would be all that goes on.
            Thread.Sleep(1);
        }
    }

    private void Ask(int number, long count)
    {
        var random = new Random(unchecked(seed + number));
        for (long i = 0; i < count; i++)
        {
            Version version = Volatile.Read(ref _current[random.Next(Places)]);
            int request = random.Next(_requests.Length);
            if (i % NewActionEvery == 0)
            {
                AskNew(version, _requests[request]);
            }
            else if (version.Simulator.Evaluate(_requests[request]) is { } answer && !answer.Equals(version.Answers[request]))
            {
                Report($"{answer} instead of {version.Texts[request]} for {version.Question with { Request = _requests[request] }}");
            }
        }

        Interlocked.Add(ref _asked, count);
    }

    private void AskNew(Version version, AccessRequest request)
    {
        long number = Interlocked.Increment(ref _newActions);
        AccessRequest asked = request with { Action = ActionName.Parse(string.Create(CultureInfo.InvariantCulture, $"{request.Action.Service}:New{number}")) };
        DecisionKind answer = version.Simulator.Evaluate(asked).Kind;
        // The oracle is slow, and asked about some.
        if (number % 16 == 0 && (version.Question with { Request = asked }).AskOracle() is { } expected && expected != answer)
        {
            Report($"{answer} instead of {expected} for {version.Question with { Request = asked }}");
        }
    }

    private void Report(string fault)
    {
        if (Interlocked.Increment(ref _faults) <= 3)
        {
            Console.Error.WriteLine(fault);
        }
    }

    private sealed record Version(Question Question, Simulator Simulator, ImmutableArray<string> Texts, ImmutableArray<Decision> Answers);
}

using IamSim.Benchmarks.Naive;
using IamSim.Benchmarks.Workloads;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Benchmarks.Engines;

/// <summary>A workload in the library, and in the naive interpreter: the compiled policies and a round of requests in each form.</summary>
internal sealed class Engine
{
    private readonly NaiveSimulator _naive;
    private readonly AccessRequest[] _requests;
    private readonly StringRequest[] _texts;
    private readonly Decision[] _decisions;

    private Engine(PolicySet policies, AccessRequest[] requests)
    {
        Policies = policies;
        Clock = new FixedClock(requests[0].Time!.Value);
        Simulator = Simulator.Compile(policies, timeProvider: Clock);
        _naive = new NaiveSimulator(policies, Clock);
        _requests = requests;
        _decisions = new Decision[requests.Length];
        _texts = [.. requests.Select(static request => new StringRequest(request.Principal, request.Action.ToString(), request.Resources[0].Arn, request.Context))];
    }

    public PolicySet Policies { get; }

    public TimeProvider Clock { get; }

    public Simulator Simulator { get; private set; }

    /// <summary>Forgets every request that was asked. The index of the policies is there: the question about nothing built it.</summary>
    public void Renew()
    {
        Simulator = Simulator.Compile(Policies, timeProvider: Clock);
        Simulator.Evaluate(_texts[0].Principal, "none:Nothing", "*");
    }

    /// <summary>Reads the workload and checks that every form of every request gets the answer that its author expects and the naive interpreter gives.</summary>
    /// <param name="workload">The policies and the requests.</param>
    /// <param name="round">How many requests a round has: those of the workload over and over, or its first.</param>
    public static Engine Load(Workload workload, int round)
    {
        PolicySet policies = Read(workload.Scenario).Policies;
        AccessRequest[] distinct = [.. workload.Questions.Take(round).Select(static question => Read(question.ToScenario()).Request)];
        var engine = new Engine(policies, [.. Enumerable.Range(0, round).Select(i => distinct[i % distinct.Length])]);
        for (int i = 0; i < distinct.Length; i++)
        {
            engine.Check(i, workload.Questions[i]);
        }

        return engine;
    }

    /// <summary>What the naive interpreter answers to each request of the round.</summary>
    public IEnumerable<DecisionKind> Expected() => _texts.Select(_naive.Evaluate);

    public long AskNaively()
    {
        long tally = 0;
        foreach (StringRequest request in _texts)
        {
            tally += Tally.Of((int)_naive.Evaluate(request));
        }

        return tally;
    }

    public long Ask()
    {
        Simulator simulator = Simulator;
        long tally = 0;
        foreach (AccessRequest request in _requests)
        {
            tally += Tally.Of((int)simulator.Evaluate(request).Kind);
        }

        return tally;
    }

    public long AskTogether()
    {
        Simulator.Evaluate(_requests, _decisions);
        long tally = 0;
        foreach (Decision decision in _decisions)
        {
            tally += Tally.Of((int)decision.Kind);
        }

        return tally;
    }

    public long AskInTexts()
    {
        Simulator simulator = Simulator;
        long tally = 0;
        foreach (StringRequest request in _texts)
        {
            tally += Tally.Of((int)request.Ask(simulator).Kind);
        }

        return tally;
    }

    public long Explain()
    {
        Simulator simulator = Simulator;
        long tally = 0;
        foreach (AccessRequest request in _requests)
        {
            tally += Tally.Of((int)simulator.Explain(request).Decision.Kind);
        }

        return tally;
    }

    private void Check(int index, Question question)
    {
        string naive = _naive.Evaluate(_texts[index]).ToString();
        string prepared = Simulator.Evaluate(_requests[index]).Kind.ToString();
        string texts = _texts[index].Ask(Simulator).Kind.ToString();
        string explained = Simulator.Explain(_requests[index]).Decision.Kind.ToString();
        string expected = question.Expected ?? naive;
        if (naive != expected || prepared != expected || texts != expected || explained != expected)
        {
            throw new InvalidOperationException($"{question.Action} on {question.Resource} should be {expected}, but is {naive} naively, {prepared} prepared, {texts} in texts, {explained} explained");
        }
    }

    private static Scenario Read(string text)
    {
        ScenarioReading reading = ScenarioReader.Read(new SourceText(text, null));
        return reading.Scenario ?? throw new InvalidOperationException($"a workload cannot be read: {string.Join(' ', reading.InputErrors)} {string.Join(' ', reading.PolicyErrors)}");
    }
}

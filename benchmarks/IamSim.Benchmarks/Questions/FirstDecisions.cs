using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Engines;
using IamSim.Benchmarks.Workloads;

namespace IamSim.Benchmarks.Questions;

/// <summary>What does the first decision about an action cost, before anything is remembered of it?</summary>
public class FirstDecisions : IQuestion
{
    private const int Actions = 200;

    private Engine _engine = null!;

    [Params("W5-1000")]
    public string Policies { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        var workload = Workload.Named(Policies);
        _engine = Engine.Load(workload with { Questions = [.. workload.Questions.DistinctBy(static question => question.Action).Take(Actions)] }, Actions);
    }

    [IterationSetup]
    public void Renew() => _engine.Renew();

    [Benchmark(Baseline = true, OperationsPerInvoke = Actions)]
    public long Naive() => _engine.AskNaively();

    [Benchmark(OperationsPerInvoke = Actions)]
    public long Prepared() => _engine.Ask();
}

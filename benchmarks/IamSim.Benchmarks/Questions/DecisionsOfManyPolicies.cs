using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Engines;
using IamSim.Benchmarks.Workloads;

namespace IamSim.Benchmarks.Questions;

/// <summary>What does a decision cost when the caller has many policies? The requests are all different.</summary>
public class DecisionsOfManyPolicies : IQuestion
{
    private Engine _engine = null!;

    [Params("W5-10", "W5-30", "W5-100", "W5-300", "W5-1000", "W5-1000-real")]
    public string Policies { get; set; } = "";

    [GlobalSetup]
    public void Load() => _engine = Engine.Load(Workload.Named(Policies), ManyPolicies.Requests);

    [Benchmark(Baseline = true, OperationsPerInvoke = ManyPolicies.Requests)]
    public long Naive() => _engine.AskNaively();

    [Benchmark(OperationsPerInvoke = ManyPolicies.Requests)]
    public long InTexts() => _engine.AskInTexts();

    [Benchmark(OperationsPerInvoke = ManyPolicies.Requests)]
    public long Prepared() => _engine.Ask();

    [Benchmark(OperationsPerInvoke = ManyPolicies.Requests)]
    public long Together() => _engine.AskTogether();
}

using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Engines;
using IamSim.Benchmarks.Workloads;

namespace IamSim.Benchmarks.Questions;

/// <summary>How much dearer is an explanation than the bare decision of the same request? Goal: at most 20 times, set before there was an index.</summary>
public class CostOfExplaining : IQuestion
{
    private Engine _engine = null!;

    [Params("W1", "W2", "W3")]
    public string Policies { get; set; } = "";

    public double? Goal => 20;

    [GlobalSetup]
    public void Load() => _engine = Engine.Load(Workload.Named(Policies), Workload.Round);

    [Benchmark(Baseline = true, OperationsPerInvoke = Workload.Round)]
    public long Evaluate() => _engine.Ask();

    [Benchmark(OperationsPerInvoke = Workload.Round)]
    public long Explain() => _engine.Explain();
}

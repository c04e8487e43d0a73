using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Engines;
using IamSim.Benchmarks.Workloads;

namespace IamSim.Benchmarks.Questions;

/// <summary>What does it cost that an evaluation can be watched, when nobody watches? Goal: nothing. The baseline is the same engine without a single hook.</summary>
public class CostOfNotExplaining : IQuestion
{
    private Engine _engine = null!;
    private UnobservedEngine _unobserved = null!;

    [Params("W1", "W2", "W3")]
    public string Policies { get; set; } = "";

    // Nothing, within what two builds of the same code differ by.
    public double? Goal => 1.1;

    [GlobalSetup]
    public void Load()
    {
        var workload = Workload.Named(Policies);
        _engine = Engine.Load(workload, Workload.Round);
        _unobserved = UnobservedEngine.Load(workload, Workload.Round);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Workload.Round)]
    public long WithoutHooks() => _unobserved.Ask();

    [Benchmark(OperationsPerInvoke = Workload.Round)]
    public long Evaluate() => _engine.Ask();
}

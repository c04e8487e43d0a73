using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Workloads;

namespace IamSim.Benchmarks;

/// <summary>How much dearer is an explanation than the bare decision of the same request? Goal: at most 20 times.</summary>
public class CostOfExplaining : IQuestion
{
    private Engine _engine = null!;

    [Params("W1", "W2", "W3")]
    public string Policies { get; set; } = "";

    public double Goal => 20;

    [GlobalSetup]
    public void Load() => _engine = Engine.Load(Workload.Named(Policies));

    [Benchmark(Baseline = true, OperationsPerInvoke = Workload.Round)]
    public int Evaluate()
    {
        int allowed = 0;
        foreach (AccessRequest request in _engine.Requests)
        {
            allowed += _engine.Simulator.Evaluate(request).IsAllowed ? 1 : 0;
        }

        return allowed;
    }

    [Benchmark(OperationsPerInvoke = Workload.Round)]
    public int Explain()
    {
        int allowed = 0;
        foreach (AccessRequest request in _engine.Requests)
        {
            allowed += _engine.Simulator.Explain(request).Decision.IsAllowed ? 1 : 0;
        }

        return allowed;
    }
}

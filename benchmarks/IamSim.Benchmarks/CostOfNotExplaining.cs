extern alias Unobserved;

using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Workloads;

namespace IamSim.Benchmarks;

/// <summary>What does it cost that an evaluation can be watched, when nobody watches? Goal: nothing. The baseline is the same engine without a single hook.</summary>
public class CostOfNotExplaining : IQuestion
{
    private Engine _engine = null!;
    private UnobservedEngine _unobserved = null!;

    [Params("W1", "W2", "W3")]
    public string Policies { get; set; } = "";

    // Nothing, within what two builds of the same code differ by.
    public double Goal => 1.1;

    [GlobalSetup]
    public void Load()
    {
        var workload = Workload.Named(Policies);
        _engine = Engine.Load(workload);
        _unobserved = UnobservedEngine.Load(workload);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Workload.Round)]
    public int WithoutHooks()
    {
        int allowed = 0;
        foreach (Unobserved::IamSim.AccessRequest request in _unobserved.Requests)
        {
            allowed += _unobserved.Simulator.Evaluate(request).IsAllowed ? 1 : 0;
        }

        return allowed;
    }

    [Benchmark(OperationsPerInvoke = Workload.Round)]
    public int Evaluate()
    {
        int allowed = 0;
        foreach (AccessRequest request in _engine.Requests)
        {
            allowed += _engine.Simulator.Evaluate(request).IsAllowed ? 1 : 0;
        }

        return allowed;
    }
}

using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Engines;
using IamSim.Benchmarks.Workloads;

namespace IamSim.Benchmarks.Questions;

/// <summary>How much faster are a million decisions on all processors? The baseline has one thread; elapsed time counts, so others must leave the machine alone.</summary>
public class DecisionsOnAllProcessors : IQuestion
{
    private GridEngine _engine = null!;

    [Params("W4")]
    public string Policies { get; set; } = "";

    public bool UsesThreads => true;

    [GlobalSetup]
    public void Load() => _engine = GridEngine.Load(ManyPrincipals.Create());

    [IterationSetup]
    public void Renew() => _engine.Renew();

    [Benchmark(Baseline = true, OperationsPerInvoke = ManyPrincipals.Requests)]
    public long OneThread() => _engine.AskAsGrid(1);

    [Benchmark(OperationsPerInvoke = ManyPrincipals.Requests)]
    public long AllProcessors() => _engine.AskAsGrid(-1);
}

using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Engines;
using IamSim.Benchmarks.Workloads;

namespace IamSim.Benchmarks.Questions;

/// <summary>What does a decision cost when a million of them are made about many callers, each once, compiling their policies included?</summary>
public class DecisionsOfManyPrincipals : IQuestion
{
    private GridEngine _engine = null!;

    [Params("W4", "W4-real")]
    public string Policies { get; set; } = "";

    [GlobalSetup]
    public void Load() => _engine = GridEngine.Load(ManyPrincipals.Named(Policies));

    [IterationSetup]
    public void Renew() => _engine.Renew();

    [Benchmark(Baseline = true, OperationsPerInvoke = ManyPrincipals.Requests / GridEngine.Sample)]
    public long Naive() => _engine.AskNaively();

    [Benchmark(OperationsPerInvoke = ManyPrincipals.Requests)]
    public long OneByOne() => _engine.AskOneByOne();

    [Benchmark(OperationsPerInvoke = ManyPrincipals.Requests)]
    public long Grid() => _engine.AskAsGrid(1);
}

using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Engines;
using IamSim.Benchmarks.Workloads;

namespace IamSim.Benchmarks.Questions;

/// <summary>What does a decision cost? Few policies, whose requests come again and again.</summary>
public class Decisions : IQuestion
{
    private Engine _engine = null!;

    [Params("W1", "W2", "W3")]
    public string Policies { get; set; } = "";

    [GlobalSetup]
    public void Load() => _engine = Engine.Load(Workload.Named(Policies), Workload.Round);

    [Benchmark(Baseline = true, OperationsPerInvoke = Workload.Round)]
    public long Naive() => _engine.AskNaively();

    [Benchmark(OperationsPerInvoke = Workload.Round)]
    public long InTexts() => _engine.AskInTexts();

    [Benchmark(OperationsPerInvoke = Workload.Round)]
    public long Prepared() => _engine.Ask();

    [Benchmark(OperationsPerInvoke = Workload.Round)]
    public long Together() => _engine.AskTogether();
}

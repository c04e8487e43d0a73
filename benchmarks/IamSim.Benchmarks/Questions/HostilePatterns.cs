using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Engines;
using IamSim.Benchmarks.Workloads;

namespace IamSim.Benchmarks.Questions;

/// <summary>What is the most that a pattern can cost which somebody wrote to cost much?</summary>
public class HostilePatterns : IQuestion
{
    private Engine _engine = null!;

    [Params(
        "stars", "marks", "marks-between-stars", "one-long-part", "long-part-with-marks", "colons", "stars-and-colons", "action", "like", "like-one-long-part", "like-variables", "like-many-variables", "arn-like")]
    public string Policies { get; set; } = "";

    [GlobalSetup]
    public void Load() => _engine = Engine.Load(HostileText.Named(Policies).ToWorkload(), HostileText.Requests);

    [Benchmark(Baseline = true, OperationsPerInvoke = HostileText.Requests)]
    public long Naive() => _engine.AskNaively();

    [Benchmark(OperationsPerInvoke = HostileText.Requests)]
    public long Prepared() => _engine.Ask();
}

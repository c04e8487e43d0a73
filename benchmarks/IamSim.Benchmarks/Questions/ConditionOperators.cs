using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Engines;
using IamSim.Benchmarks.Workloads;

namespace IamSim.Benchmarks.Questions;

/// <summary>What does one condition operator cost? One statement with nothing but it; half of the requests meet it.</summary>
public class ConditionOperators : IQuestion
{
    private Engine _engine = null!;

    [Params(
        "StringEquals", "StringEqualsIgnoreCase", "StringLike", "StringNotEquals", "NumericLessThan", "DateGreaterThan", "Bool", "IpAddress", "NotIpAddress", "ArnLike", "Null", "BinaryEquals", "StringEqualsIfExists", "ForAnyValue:StringEquals", "ForAllValues:StringLike", "variable")]
    public string Policies { get; set; } = "";

    [GlobalSetup]
    public void Load() => _engine = Engine.Load(SingleCondition.Create(Policies), Workload.Round);

    [Benchmark(Baseline = true, OperationsPerInvoke = Workload.Round)]
    public long Naive() => _engine.AskNaively();

    [Benchmark(OperationsPerInvoke = Workload.Round)]
    public long Prepared() => _engine.Ask();
}

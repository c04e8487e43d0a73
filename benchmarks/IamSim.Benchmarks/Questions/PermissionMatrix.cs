using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Engines;
using IamSim.Benchmarks.Workloads;

namespace IamSim.Benchmarks.Questions;

/// <summary>What does it cost to know for each caller and each action whether it is allowed, denied or depends?</summary>
public class PermissionMatrix : IQuestion
{
    /// <summary>How many cells there are.</summary>
    internal const int Cells = ManyPrincipals.PrincipalCount * GeneratedActions.Count;

    private GridEngine _engine = null!;

    [Params("M")]
    public string Policies { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        _engine = GridEngine.Load(ManyPrincipals.Create());
        _engine.CheckMatrix();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Cells / GridEngine.MatrixSample)]
    public long Naive() => _engine.FillNaively();

    [Benchmark(OperationsPerInvoke = Cells)]
    public long Matrix() => _engine.FillMatrix();

    [Benchmark(OperationsPerInvoke = Cells)]
    public long MatrixOfNewPolicies() => _engine.FillMatrixFromNothing();
}

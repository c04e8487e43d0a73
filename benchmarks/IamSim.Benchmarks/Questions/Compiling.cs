using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Workloads;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Benchmarks.Questions;

/// <summary>What does it cost to compile a thousand parsed documents into one set and to index them for the first question, the first time and when only one of them is new?</summary>
public class Compiling : IQuestion
{
    private string[] _texts = [];
    private PolicyDocument[] _new = [];
    private PolicySet _changed = null!;

    [Params("W5-1000")]
    public string Policies { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        _texts = [.. GeneratedDocuments.Create().Select(static document => document.ToJsonString())];
        Renew();
    }

    [IterationSetup]
    public void Renew()
    {
        PolicyDocument[] known = Parse();
        Simulator.Compile(new PolicySet { Identity = [.. known] });
        _new = Parse();
        known[0] = _new[0];
        _changed = new PolicySet { Identity = [.. known] };
    }

    [Benchmark(Baseline = true)]
    public long Compile() => Statements(Simulator.Compile(new PolicySet { Identity = [.. _new] }));

    [Benchmark]
    public long CompileWithOneNew() => Statements(Simulator.Compile(_changed));

    private PolicyDocument[] Parse() => [.. _texts.Select(static text => PolicyDocument.Parse(text))];

    private static long Statements(Simulator simulator)
    {
        simulator.Evaluate(Principal.Anonymous, "none:Nothing", "*");
        return simulator.Policies.Identity.Sum(static document => (long)document.Statements.Length);
    }
}

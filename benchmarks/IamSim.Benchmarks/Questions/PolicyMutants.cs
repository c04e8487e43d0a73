using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Workloads;
using IamSim.Testing;

namespace IamSim.Benchmarks.Questions;

/// <summary>How long does a mutant of the example organization's policies take, made, checked and judged by a suite, against compiling everything anew for every case?</summary>
public class PolicyMutants : IQuestion
{
    private const int Mutants = 1_500;
    private const int Sample = 30;

    private AcmeSuite _suite = null!;

    [Params("A")]
    public string Policies { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        _suite = AcmeSuite.Load();
        Check();
    }

    // Made anew each time: what was compiled of a mutant is kept as long as the mutant is.
    [Benchmark(Baseline = true, OperationsPerInvoke = Sample)]
    public long Naive() => Mutations().Where(static (_, i) => i % (Mutants / Sample) == 0).Count(_suite.IsKilledNaively);

    [Benchmark(OperationsPerInvoke = Mutants)]
    public long Incremental()
    {
        var judge = new MutantJudge(_suite.Decided);
        return Mutations().Count(mutation => !judge.IsInvalid(mutation) && judge.FindKiller(mutation) is not null);
    }

    private ImmutableArray<Mutation> Mutations()
    {
        ImmutableArray<Mutation> all = MutationList.Of(_suite.Decided, _suite.Documents, PolicyMutationOperator.All);
        return all.Length >= Mutants ? all[..Mutants] : throw new InvalidOperationException($"the example has {all.Length} mutants, and {Mutants} are measured");
    }

    private void Check()
    {
        var judge = new MutantJudge(_suite.Decided);
        foreach (Mutation mutation in Mutations().Where(static (_, i) => i % (Mutants / Sample) == 0))
        {
            if (judge.FindKiller(mutation) is not null != _suite.IsKilledNaively(mutation))
            {
                throw new InvalidOperationException($"{mutation.Operator} at {mutation.Document}: {mutation.Before} should be judged alike");
            }
        }
    }
}

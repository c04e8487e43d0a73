using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace IamSim.Testing;

/// <summary>Decides cases on all cores; policies that cases share are compiled once. Thread-safe.</summary>
internal sealed class PolicyTestRunner
{
    private readonly ConcurrentDictionary<PolicySet, Simulator> _simulators = new(ReferenceEqualityComparer.Instance);

    /// <summary>Decides cases, in their order.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="maxDegreeOfParallelism">How many threads; -1 for all cores.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PolicyCompilationException">Policies that were given one by one are none that AWS accepts.</exception>
    public ImmutableArray<PolicyTestResult> Run(IReadOnlyList<PreparedCase> cases, int maxDegreeOfParallelism = -1, CancellationToken cancellationToken = default)
    {
        var results = new PolicyTestResult[cases.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism, CancellationToken = cancellationToken };
        Parallel.For(0, results.Length, options, index => results[index] = Run(cases[index]));
        return ImmutableCollectionsMarshal.AsImmutableArray(results);
    }

    /// <summary>Decides a case.</summary>
    public PolicyTestResult Run(PreparedCase one) => new(one, SimulatorOf(one).Evaluate(one.Request));

    /// <summary>The compiled policies of a case.</summary>
    public Simulator SimulatorOf(PreparedCase one) => _simulators.GetOrAdd(one.Policies, static (policies, options) => Simulator.Compile(policies, options), one.Options);
}

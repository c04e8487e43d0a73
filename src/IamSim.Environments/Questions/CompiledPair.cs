using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace IamSim.Environments.Questions;

/// <summary>The compiled policies of a caller and a resource, and what they could be where some are not known. Thread-safe.</summary>
/// <param name="simulator">The policies that are known.</param>
/// <param name="gaps">Policies that had to be left out, since not even a lenient compile accepts them.</param>
internal sealed class CompiledPair(Simulator simulator, ImmutableArray<EnvironmentGap> gaps)
{
    private readonly ConcurrentDictionary<UnknownLayers, Simulator> _possible = new();

    public Simulator Simulator => simulator;

    public ImmutableArray<EnvironmentGap> Gaps => gaps;

    /// <summary>The same with everything allowed in some layers.</summary>
    public Simulator Possible(UnknownLayers layers) =>
        _possible.GetOrAdd(layers, static (layers, known) => Simulator.Compile(UnknownPolicies.AllowEverything(known.Policies, layers), known.Options), simulator);
}

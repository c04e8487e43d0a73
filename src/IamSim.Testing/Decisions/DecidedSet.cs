using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>Policies that decide cases of a suite, compiled, with those cases. Immutable.</summary>
/// <param name="Simulator">The policies.</param>
/// <param name="Cases">The cases.</param>
internal sealed record DecidedSet(Simulator Simulator, ImmutableArray<DecidedCase> Cases)
{
    public PolicySet Policies => Simulator.Policies;

    public EvaluationOptions Options => Simulator.Options;

    /// <summary>What a policy of the set is used as; several where it stands in several places.</summary>
    public IEnumerable<PolicyKind> KindsOf(PolicyDocument document)
    {
        CompiledLayer?[] layers = Simulator.CompiledPolicies.LayersBySlot;
        for (int slot = 0; slot < layers.Length; slot++)
        {
            if (layers[slot] is { } layer && Array.Exists(layer.Levels, level => Array.Exists(level, policy => ReferenceEquals(policy.Document, document))))
            {
                yield return slot == CompiledPolicySet.AccessPointSlot ? PolicyKind.Resource : (PolicyKind)slot;
            }
        }
    }

    /// <summary>What the compiled form of a policy depends on in this set.</summary>
    public PolicyPlace PlaceOf(PolicyKind kind) => PolicyPlace.In(Policies, kind, Options);
}

using System.Collections.Immutable;
using IamSim.Compilation;

namespace IamSim.Testing;

/// <summary>A policy set that holds a policy, and what it uses it as. Immutable.</summary>
/// <param name="Set">The set.</param>
/// <param name="Places">What the compiled form of the policy depends on, once for each kind of place.</param>
internal sealed record DecidedUse(DecidedSet Set, ImmutableArray<PolicyPlace> Places);

using IamSim.Conditions;
using IamSim.Identifiers;

namespace IamSim.Batches;

/// <summary>A row of an <see cref="AccessGrid"/>: a caller with the policies that decide its requests. Immutable and thread-safe.</summary>
/// <param name="Simulator">The compiled policies. A document that stands in many sets is compiled once, so that each caller can have a set of its own.</param>
/// <param name="Principal">The caller.</param>
public sealed record GridPrincipal(Simulator Simulator, Principal Principal)
{
    /// <summary>What is stated of context keys, the same for every action and resource.</summary>
    public RequestContext Context { get; init; } = RequestContext.Empty;

    /// <summary>The caller and the policies.</summary>
    public override string ToString() => $"{Principal}: {Simulator}";
}

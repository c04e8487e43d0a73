using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>What one layer takes from what the layers before it left. Immutable.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Removed">The actions that are denied because of it, written with the fewest entries that cover just them.</param>
/// <param name="RemovedCount">How many actions that are.</param>
/// <param name="Limited">The actions that were allowed for certain, and depend because of it.</param>
/// <param name="LimitedCount">How many actions that are.</param>
public sealed record RemovedPermissions(DecisionSource Layer, ImmutableArray<string> Removed, int RemovedCount, ImmutableArray<string> Limited, int LimitedCount)
{
    /// <summary>The counts in one line.</summary>
    public override string ToString() => $"{Layer}: {RemovedCount} removed, {LimitedCount} limited";
}

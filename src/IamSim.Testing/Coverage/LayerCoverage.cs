namespace IamSim.Testing;

/// <summary>What one layer of policies decided in a suite. Immutable.</summary>
/// <param name="Layer">The layer; <see cref="DecisionSource.NamedRule"/> for rules that are no policies, <see cref="DecisionSource.None"/> for cases that nothing granted.</param>
/// <param name="Cases">In how many cases there were policies of it; of what is no layer of policies, those that it decided.</param>
/// <param name="Decided">In how many cases <see cref="Decision.DecidedBy"/> names it.</param>
public sealed record LayerCoverage(DecisionSource Layer, int Cases, int Decided)
{
    /// <summary>The layer and the cases.</summary>
    public override string ToString() => $"{Layer}: {Decided} of {Cases}";
}

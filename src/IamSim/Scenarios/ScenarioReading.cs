using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Scenarios;

/// <summary>What became of reading a scenario: the scenario, or faults of its own, or faults of its policies.</summary>
/// <param name="Id">The id, as far as it could be read.</param>
/// <param name="Scenario">The scenario; <c>null</c> when there is any fault.</param>
/// <param name="Expectation">What is expected, as far as it could be read.</param>
/// <param name="InputErrors">Faults of the scenario itself.</param>
/// <param name="PolicyErrors">Faults in the shape of its policies; those in their meaning are found by the compiler.</param>
public sealed record ScenarioReading(string? Id, Scenario? Scenario, ScenarioExpectation? Expectation, ImmutableArray<Diagnostic> InputErrors, ImmutableArray<ScenarioFault> PolicyErrors)
{
    /// <summary>The id, and how many faults there are.</summary>
    public override string ToString() => $"{Id}: {InputErrors.Length} input errors, {PolicyErrors.Length} policy errors";
}

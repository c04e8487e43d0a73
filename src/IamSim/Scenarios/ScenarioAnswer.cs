using System.Collections.Immutable;
using IamSim.Explanations;

namespace IamSim.Scenarios;

/// <summary>The answer to a scenario: a decision, or faults of its policies, or faults of its own. Immutable.</summary>
public sealed class ScenarioAnswer
{
    private ScenarioAnswer(ScenarioReading reading) => Reading = reading;

    /// <summary>What was read.</summary>
    public ScenarioReading Reading { get; }

    /// <summary>The decision; <c>null</c> when there were faults.</summary>
    public Decision? Decision { get; private init; }

    /// <summary>Faults of the policies, in the order of the scenario; warnings are not among them.</summary>
    public ImmutableArray<ScenarioFault> PolicyErrors { get; private init; } = [];

    /// <summary>Warnings about the policies; in a lenient compile also what AWS would refuse.</summary>
    public ImmutableArray<ScenarioFault> Warnings { get; private init; } = [];

    /// <summary>The explanation; <c>null</c> unless one was asked for and there is a decision.</summary>
    public Explanation? Explanation { get; private init; }

    /// <summary>Whether the expectation holds; <c>null</c> when the scenario has none or could not be read.</summary>
    public bool? Pass => Reading.InputErrors.IsEmpty && Reading.Expectation is { } expected ? Holds(expected) : null;

    /// <summary>Answers a scenario: compiles its policies and evaluates its request.</summary>
    /// <param name="reading">What was read.</param>
    /// <param name="explain">Whether to explain the decision.</param>
    /// <param name="timeProvider">The clock for requests without a time; <c>null</c> means the system's.</param>
    public static ScenarioAnswer Create(ScenarioReading reading, bool explain = false, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return reading.Scenario is { } scenario
            ? Create(reading, scenario, ScenarioCompilation.Create(scenario.Policies, scenario.Options, scenario.Documents, timeProvider), explain)
            : new ScenarioAnswer(reading) { PolicyErrors = reading.PolicyErrors };
    }

    /// <summary>Answers a request that was asked of a template, whose policies are compiled already.</summary>
    internal static ScenarioAnswer Create(ScenarioReading reading, Scenario scenario, ScenarioCompilation compilation, bool explain)
    {
        if (!compilation.IsUsable)
        {
            return new ScenarioAnswer(reading) { PolicyErrors = compilation.PolicyErrors, Warnings = compilation.Warnings };
        }

        Explanation? explanation = explain ? compilation.Simulator.Explain(scenario.Request) : null;
        return new ScenarioAnswer(reading)
        {
            Decision = explanation?.Decision ?? compilation.Simulator.Evaluate(scenario.Request),
            Explanation = explanation,
            Warnings = compilation.Warnings,
        };
    }

    /// <summary>The id and the decision, or how many faults there are.</summary>
    public override string ToString() => $"{Reading.Id}: {Decision?.ToString() ?? $"{Reading.InputErrors.Length} input errors, {PolicyErrors.Length} policy errors"}";

    private bool Holds(ScenarioExpectation expected) =>
        expected.PolicyError ? !PolicyErrors.IsEmpty
        : Decision is { } decision && (expected.Decision is { } kind ? decision.Kind == kind : decision.IsAllowed == expected.Allowed);
}

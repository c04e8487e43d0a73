using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Scenarios;
using IamSim.Tests.Reference;

namespace IamSim.Reliability.Exchange;

/// <summary>A scenario that the library and another engine answer differently, or a changed form of one, with what the library says.</summary>
internal sealed class DifferenceCase
{
    private readonly Simulator _simulator;
    private Explanation? _explanation;
    private ScenarioFeatures? _features;

    private DifferenceCase(SourceText? line, Scenario scenario, Simulator simulator)
    {
        Line = line;
        Scenario = scenario;
        _simulator = simulator;
        Decision = simulator.Evaluate(scenario.Request).Kind;
    }

    /// <summary>The scenario as it was written; <c>null</c> for a changed form.</summary>
    public SourceText? Line { get; }

    public Scenario Scenario { get; }

    /// <summary>What the library decides.</summary>
    public DecisionKind Decision { get; }

    /// <summary>Worked out when asked for. Its elements are those of <see cref="Scenario"/>, by reference.</summary>
    public ScenarioFeatures Features => _features ??= new ScenarioFeatures(Scenario, _explanation ??= _simulator.Explain(Scenario.Request));

    /// <summary>A case; <c>null</c> when the line is no scenario, or its policies do not compile.</summary>
    public static DifferenceCase? Read(SourceText line)
    {
        return ScenarioReader.Read(line).Scenario is { } scenario ? Create(line, scenario) : null;
    }

    /// <summary>The same scenario with other policies or options; <c>null</c> when they do not compile.</summary>
    public DifferenceCase? With(PolicySet policies, EvaluationOptions options) =>
        Create(null, new Scenario(Scenario.Id, Scenario.Title, Scenario.Request, policies, options, null, Scenario.Documents));

    /// <summary>The scenario with members changed; <c>null</c> when it is none then.</summary>
    public DifferenceCase? With(JsonElement change) => ScenarioChange.Apply(Line ?? Write(), Scenario, change) is { } changed ? Read(changed) : null;

    private SourceText Write() => new(ScenarioWriter.Write(Scenario.Id!, new Question(Scenario.Policies, Scenario.Request, Scenario.Options), [], Decision));

    private static DifferenceCase? Create(SourceText? line, Scenario scenario) =>
        Simulator.TryCompile(scenario.Policies, scenario.Options, null, out Simulator? simulator, out _) ? new DifferenceCase(line, scenario, simulator) : null;
}

extern alias Unobserved;

using IamSim.Benchmarks.Workloads;
using IamSim.Diagnostics;
using IamSim.Scenarios;
using UnobservedAnswer = Unobserved::IamSim.Scenarios.ScenarioAnswer;
using UnobservedReader = Unobserved::IamSim.Scenarios.ScenarioReader;
using UnobservedReading = Unobserved::IamSim.Scenarios.ScenarioReading;
using UnobservedRequest = Unobserved::IamSim.AccessRequest;
using UnobservedScenario = Unobserved::IamSim.Scenarios.Scenario;
using UnobservedSimulator = Unobserved::IamSim.Simulator;
using UnobservedSourceText = Unobserved::IamSim.Diagnostics.SourceText;

namespace IamSim.Benchmarks;

/// <summary>A workload in the library: the compiled policies and a round of requests.</summary>
internal sealed class Engine
{
    private Engine(Simulator simulator, AccessRequest[] requests) => (Simulator, Requests) = (simulator, requests);

    public Simulator Simulator { get; }

    public AccessRequest[] Requests { get; }

    /// <summary>Reads the workload and checks that every answer is the one its author expects.</summary>
    public static Engine Load(Workload workload)
    {
        Scenario[] scenarios = [.. workload.Scenarios.Select(static text => ScenarioReader.Read(new SourceText(text, null))).Select(static reading => Checked(reading))];
        AccessRequest[] requests = [.. Enumerable.Range(0, Workload.Round).Select(i => scenarios[i % scenarios.Length].Request)];
        return new Engine(Simulator.Compile(scenarios[0].Policies, scenarios[0].Options), requests);
    }

    private static Scenario Checked(ScenarioReading reading)
    {
        ScenarioAnswer answer = ScenarioAnswer.Create(reading);
        return answer.Pass == true
            ? reading.Scenario!
            : throw new InvalidOperationException($"a request of the workload gets another answer than its author expects: {reading.Scenario?.Request.Action} on {reading.Scenario?.Request.Resources[0]}: {answer.Decision} {string.Join(' ', reading.InputErrors)}");
    }
}

/// <summary>The same workload in the library without observers.</summary>
internal sealed class UnobservedEngine
{
    private UnobservedEngine(UnobservedSimulator simulator, UnobservedRequest[] requests) => (Simulator, Requests) = (simulator, requests);

    public UnobservedSimulator Simulator { get; }

    public UnobservedRequest[] Requests { get; }

    public static UnobservedEngine Load(Workload workload)
    {
        UnobservedScenario[] scenarios = [.. workload.Scenarios.Select(static text => UnobservedReader.Read(new UnobservedSourceText(text, null))).Select(static reading => Checked(reading))];
        UnobservedRequest[] requests = [.. Enumerable.Range(0, Workload.Round).Select(i => scenarios[i % scenarios.Length].Request)];
        return new UnobservedEngine(UnobservedSimulator.Compile(scenarios[0].Policies, scenarios[0].Options), requests);
    }

    // The just-in-time compiler has to see here what it sees of the other engine.
    private static UnobservedScenario Checked(UnobservedReading reading) => UnobservedAnswer.Create(reading).Pass == true
        ? reading.Scenario!
        : throw new InvalidOperationException("without its observers the engine gives other answers");
}

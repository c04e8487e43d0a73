extern alias Unobserved;

using IamSim.Benchmarks.Workloads;
using UnobservedRequest = Unobserved::IamSim.AccessRequest;
using UnobservedScenarioReader = Unobserved::IamSim.Scenarios.ScenarioReader;
using UnobservedSimulator = Unobserved::IamSim.Simulator;
using UnobservedSourceText = Unobserved::IamSim.Diagnostics.SourceText;

namespace IamSim.Benchmarks.Engines;

/// <summary>A workload in the library without observers. The just-in-time compiler has to see here what it sees of the other engine.</summary>
internal sealed class UnobservedEngine
{
    private readonly UnobservedRequest[] _requests;

    private UnobservedEngine(UnobservedSimulator simulator, UnobservedRequest[] requests) => (Simulator, _requests) = (simulator, requests);

    public UnobservedSimulator Simulator { get; }

    public static UnobservedEngine Load(Workload workload, int round)
    {
        UnobservedRequest[] distinct = [.. workload.Questions.Take(round).Select(static question => UnobservedScenarioReader.Read(new UnobservedSourceText(question.ToScenario(), null)).Scenario!.Request)];
        UnobservedRequest[] requests = [.. Enumerable.Range(0, round).Select(i => distinct[i % distinct.Length])];
        return new UnobservedEngine(UnobservedSimulator.Compile(UnobservedScenarioReader.Read(new UnobservedSourceText(workload.Scenario, null)).Scenario!.Policies), requests);
    }

    public long Ask()
    {
        UnobservedSimulator simulator = Simulator;
        long tally = 0;
        foreach (UnobservedRequest request in _requests)
        {
            tally += Tally.Of((int)simulator.Evaluate(request).Kind);
        }

        return tally;
    }
}

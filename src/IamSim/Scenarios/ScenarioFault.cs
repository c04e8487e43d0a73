using IamSim.Diagnostics;

namespace IamSim.Scenarios;

/// <summary>A fault in a policy of a scenario.</summary>
/// <param name="Policy">Where the scenario has the policy, such as <c>identity[0]</c>.</param>
/// <param name="Diagnostic">The finding.</param>
public sealed record ScenarioFault(string Policy, Diagnostic Diagnostic);

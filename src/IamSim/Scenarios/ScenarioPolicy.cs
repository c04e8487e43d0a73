using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Scenarios;

/// <summary>A policy of a scenario with the place it has there.</summary>
/// <param name="Label">Where the scenario has it, such as <c>identity[0]</c> or <c>serviceControl[1][0]</c>.</param>
/// <param name="Document">The policy.</param>
public sealed record ScenarioPolicy(string Label, PolicyDocument Document)
{
    internal bool Holds(Diagnostic diagnostic) =>
        ReferenceEquals(Document.Source, diagnostic.Source) && diagnostic.Span.Start >= Document.Span.Start && diagnostic.Span.Start <= Document.Span.End;
}

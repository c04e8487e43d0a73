using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Scenarios;

/// <summary>A policy of a scenario with the place it has there.</summary>
/// <param name="Label">Where the scenario has it, such as <c>identity[0]</c> or <c>serviceControl[1][0]</c>.</param>
/// <param name="Document">The policy.</param>
public sealed record ScenarioPolicy(string Label, PolicyDocument Document)
{
    /// <summary>The label of the policy that a finding is in; <c>null</c> when it is in none.</summary>
    internal static string? LabelOf(ImmutableArray<ScenarioPolicy> policies, Diagnostic diagnostic) => policies.FirstOrDefault(policy => policy.Holds(diagnostic))?.Label;

    private bool Holds(Diagnostic diagnostic) =>
        ReferenceEquals(Document.Source, diagnostic.Source) && diagnostic.Span.Start >= Document.Span.Start && diagnostic.Span.Start <= Document.Span.End;
}

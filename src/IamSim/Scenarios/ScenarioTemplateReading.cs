using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Scenarios;

/// <summary>What became of reading a template: the template, or faults of its own, or faults of its policies.</summary>
/// <param name="Template">The template; <c>null</c> when there is any fault.</param>
/// <param name="InputErrors">Faults of the template itself.</param>
/// <param name="PolicyErrors">Faults in the shape of its policies; those in their meaning are found by the compiler.</param>
public sealed record ScenarioTemplateReading(ScenarioTemplate? Template, ImmutableArray<Diagnostic> InputErrors, ImmutableArray<ScenarioFault> PolicyErrors)
{
    /// <summary>How many faults there are.</summary>
    public override string ToString() => $"{InputErrors.Length} input errors, {PolicyErrors.Length} policy errors";
}

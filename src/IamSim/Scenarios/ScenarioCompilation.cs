using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using IamSim.Diagnostics;

namespace IamSim.Scenarios;

/// <summary>The policies of scenarios, compiled, or the faults that forbid it. Immutable and thread-safe.</summary>
public sealed class ScenarioCompilation
{
    private ScenarioCompilation(Simulator? simulator, ImmutableArray<ScenarioFault> faults)
    {
        Simulator = simulator;
        PolicyErrors = [.. faults.Where(static fault => fault.Diagnostic.Severity == DiagnosticSeverity.Error)];
        Warnings = [.. faults.Where(static fault => fault.Diagnostic.Severity != DiagnosticSeverity.Error)];
    }

    /// <summary>Who answers; <c>null</c> when a policy has an error.</summary>
    public Simulator? Simulator { get; }

    /// <summary>The errors, in the order of the policies.</summary>
    public ImmutableArray<ScenarioFault> PolicyErrors { get; }

    /// <summary>Warnings about the policies; in a lenient compile also what AWS would refuse.</summary>
    public ImmutableArray<ScenarioFault> Warnings { get; }

    /// <summary>Whether requests can be answered.</summary>
    [MemberNotNullWhen(true, nameof(Simulator))]
    public bool IsUsable => Simulator is not null;

    /// <summary>How many faults there are.</summary>
    public override string ToString() => $"{PolicyErrors.Length} errors, {Warnings.Length} warnings";

    internal static ScenarioCompilation Create(PolicySet policies, EvaluationOptions options, ImmutableArray<ScenarioPolicy> documents, TimeProvider? timeProvider)
    {
        Simulator.TryCompile(policies, options, timeProvider, out Simulator? simulator, out IReadOnlyList<Diagnostic> diagnostics);
        return new ScenarioCompilation(simulator, [.. diagnostics.Select(diagnostic => new ScenarioFault(ScenarioPolicy.LabelOf(documents, diagnostic) ?? "?", diagnostic))]);
    }
}

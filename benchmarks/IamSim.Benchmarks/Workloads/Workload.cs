using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace IamSim.Benchmarks.Workloads;

/// <summary>One policy set and the requests asked of it. They are JSON so that every engine that is compared reads the same.</summary>
/// <param name="Name">What the result tables call it.</param>
/// <param name="Policies">The policies as a scenario states them.</param>
/// <param name="Questions">The requests.</param>
internal sealed record Workload(string Name, JsonObject Policies, ImmutableArray<Question> Questions)
{
    /// <summary>Requests in one round with few of them: those of the workload over and over.</summary>
    public const int Round = 64;

    public static Workload Named(string name) => name switch
    {
        "W1" => FewStatements.Create(),
        "W2" => RealisticPrincipal.Create(),
        "W3" => LargeDenyLists.Create(),
        "W5-1000-real" => ManyPolicies.Create(name, RealPolicies.Documents(1_000)),
        _ when name.StartsWith("W5-", StringComparison.Ordinal) => ManyPolicies.Create(int.Parse(name["W5-".Length..], System.Globalization.CultureInfo.InvariantCulture)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "there is no such workload"),
    };

    public static Workload Create(string name, int statements, JsonObject policies, IEnumerable<Question> questions) =>
        PolicyText.Statements(policies) == statements
            ? new Workload(name, policies, [.. questions])
            : throw new InvalidOperationException($"{name} has {PolicyText.Statements(policies)} statements, not {statements}");

    /// <summary>The scenario of the first question, which all share their policies with.</summary>
    public string Scenario => Questions[0].ToScenario(Policies);
}

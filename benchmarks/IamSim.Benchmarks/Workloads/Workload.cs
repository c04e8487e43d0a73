using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace IamSim.Benchmarks.Workloads;

/// <summary>
/// One policy set and the requests asked of it, as scenarios with the answer that each must get. They are text so that every engine that is
/// compared reads the same.
/// </summary>
/// <param name="Name">What the result tables call it.</param>
/// <param name="Scenarios">One scenario for each request; all have the same policies.</param>
internal sealed record Workload(string Name, ImmutableArray<string> Scenarios)
{
    /// <summary>Requests in one round of a benchmark, whatever the workload: those of the workload over and over.</summary>
    public const int Round = 64;

    public static Workload Named(string name) => name switch
    {
        "W1" => FewStatements.Create(),
        "W2" => RealisticPrincipal.Create(),
        "W3" => LargeDenyLists.Create(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "the workloads are W1, W2 and W3"),
    };

    public static Workload Create(string name, int statements, JsonObject policies, IEnumerable<Question> questions)
    {
        if (Statements(policies) != statements)
        {
            throw new InvalidOperationException($"{name} has {Statements(policies)} statements, not {statements}");
        }

        string policiesText = policies.ToJsonString();
        return new Workload(name, [.. questions.Select(question => question.ToScenario(policiesText))]);
    }

    private static int Statements(JsonNode? node) => node switch
    {
        JsonObject members => members.ContainsKey("Effect") ? 1 : members.Sum(static member => Statements(member.Value)),
        JsonArray items => items.Sum(Statements),
        _ => 0,
    };
}
